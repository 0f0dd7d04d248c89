// The recordings of a report: shown with a picture, attached by choice from a list that puts the likely ones first.
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Paperclip, Sparkles, Video, X } from 'lucide-react';
import { memo, useState } from 'react';
import { thumbnailAddress, type RecordingSummary } from '#contract/footage.ts';
import type { RecordingId, ReportId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { formatLength, formatRecent } from '../../format/index.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, Checkbox, Dialog, IconButton, Skeleton, TextField } from '../../ui/index.ts';
import { choicesFor, reasonWords } from './footage-match.ts';
import styles from './ReportFootage.module.css';
import { useOpenReport } from './session-context.tsx';
import { useSetRecordings } from './use-recordings.ts';

const nameOf = (recording: RecordingSummary): string => (recording.title === '' ? recording.fileName : recording.title);

const factsOf = (recording: RecordingSummary): string =>
  [
    recording.startedAt === null ? 'start not known' : formatRecent(recording.startedAt),
    recording.media.durationSeconds === null ? null : formatLength(recording.media.durationSeconds),
    recording.cameraName,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');

function Thumbnail({ recording }: { readonly recording: RecordingSummary }) {
  return recording.hasThumbnail ? (
    <img src={thumbnailAddress(recording.id)} alt="" className={styles['picture']} />
  ) : (
    <span className={styles['picture']}>
      <Video size={20} aria-hidden />
    </span>
  );
}

/** Shown in full, also on a finished report, where nothing can be detached. */
export function AttachedRecordings({
  recordingIds,
  onDetach,
}: {
  readonly recordingIds: readonly RecordingId[];
  readonly onDetach?: (recording: RecordingSummary) => void;
}) {
  const answers = useQueries({ queries: recordingIds.map((id) => queries.recording(id)) });
  return (
    <ul className={styles['attached']}>
      {answers.map(({ data, isError }, index) => {
        const id = recordingIds[index];
        if (data === undefined || id === undefined) {
          return (
            <li key={id ?? index}>{isError ? 'This recording is no longer in the vault.' : <Skeleton lines={2} />}</li>
          );
        }
        return (
          <li key={id} className={styles['recording']}>
            <Thumbnail recording={data} />
            <span className={styles['words']}>
              <a href={routeHref({ screen: 'recording', id })}>{nameOf(data)}</a>
              <span className={styles['facts']}>{factsOf(data)}</span>
            </span>
            {onDetach === undefined ? null : (
              <IconButton icon={X} size="small" label={`Detach ${nameOf(data)}`} onPress={() => onDetach(data)} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface AttachDialogProps {
  readonly id: ReportId;
  readonly attached: readonly RecordingId[];
  readonly onClose: () => void;
  readonly onAttach: (ids: readonly RecordingId[]) => void;
}

function AttachDialog({ id, attached, onClose, onAttach }: AttachDialogProps) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly RecordingId[]>([]);
  const { data, error } = useQuery(queries.footageList({ worklist: 'all', search, limit: 200, offset: 0 }));
  const free = (data?.recordings ?? []).filter((recording) => !attached.includes(recording.id));
  const { data: suggested = [] } = useQuery(queries.suggestions(id));
  const choices = choicesFor(free, suggested);
  return (
    <Dialog
      title="Attach footage"
      size="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" icon={Paperclip} isDisabled={chosen.length === 0} onPress={() => onAttach(chosen)}>
            {chosen.length < 2 ? 'Attach' : `Attach ${chosen.length}`}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={styles['dialog']}>
        <TextField
          label="Find"
          aside="title, reference, tag, camera"
          type="search"
          value={search}
          onChange={setSearch}
          maxLength={200}
        />
        {data === undefined && error === null ? <Skeleton lines={4} height={3} /> : null}
        {error === null ? null : <p>{error.message}</p>}
        {data !== undefined && choices.length === 0 ? (
          <p className={styles['facts']}>
            {search === ''
              ? 'There is no other footage in this vault. Plug a camera in to offload it.'
              : 'Nothing fits what is typed.'}
          </p>
        ) : null}
        <ul className={styles['choices']}>
          {choices.map(({ recording, suggestion }) => (
            <li key={recording.id} className={styles['choice']}>
              <Thumbnail recording={recording} />
              <Checkbox
                isSelected={chosen.includes(recording.id)}
                onChange={(isChosen) =>
                  setChosen(isChosen ? [...chosen, recording.id] : chosen.filter((id) => id !== recording.id))
                }
                detail={factsOf(recording)}
              >
                {nameOf(recording)}
              </Checkbox>
              {suggestion === null ? null : (
                <Badge tone={suggestion.confidence === 'low' ? 'neutral' : 'accent'} icon={Sparkles}>
                  {reasonWords(suggestion)}
                </Badge>
              )}
            </li>
          ))}
        </ul>
        {data !== undefined && data.total > data.recordings.length ? (
          <p className={styles['facts']}>{`${data.total - data.recordings.length} more: type to find them.`}</p>
        ) : null}
      </div>
    </Dialog>
  );
}

interface ReportFootageProps {
  readonly id: ReportId;
  readonly recordingIds: readonly RecordingId[];
}

export const ReportFootage = memo(function ReportFootage({ id, recordingIds }: ReportFootageProps) {
  const { session } = useOpenReport();
  const client = useQueryClient();
  const [isChoosing, setChoosing] = useState(false);
  const { set } = useSetRecordings();
  // What is proposed follows from what is written: that is saved first.
  const choose = async (): Promise<void> => {
    await session.flush();
    await client.invalidateQueries({ queryKey: queries.suggestions(id).queryKey });
    setChoosing(true);
  };
  return (
    <Card
      title="Footage"
      icon={Video}
      aside={
        <Button size="small" icon={Paperclip} onPress={() => void choose()}>
          Attach
        </Button>
      }
    >
      {recordingIds.length === 0 ? (
        <p className={styles['facts']}>None attached. Recordings of the same time and place are offered first.</p>
      ) : (
        <AttachedRecordings
          recordingIds={recordingIds}
          onDetach={(recording) => set(recordingIds.filter((other) => other !== recording.id))}
        />
      )}
      {isChoosing ? (
        <AttachDialog
          id={id}
          attached={recordingIds}
          onClose={() => setChoosing(false)}
          onAttach={(ids) => {
            setChoosing(false);
            set([...recordingIds, ...ids]);
          }}
        />
      ) : null}
    </Card>
  );
});
