// One exhibit: what it is, what reports say of it, and its continuity up to whoever has it now; fit to be printed.
import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowRightLeft, FileQuestion, ListX, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { ContinuityEntry, Exhibit } from '#contract/exhibits.ts';
import type { ExhibitId, RecordingId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatCount, formatDateTime, formatDateTimeWithSeconds } from '../../format/index.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import {
  Badge,
  Button,
  Card,
  EmptyState,
  Notice,
  ReasonDialog,
  ScreenTitle,
  Skeleton,
  useShortcut,
} from '../../ui/index.ts';
import { DescribeExhibitDialog } from './DescribeExhibitDialog.tsx';
import { exhibitQueries } from './exhibit-queries.ts';
import styles from './Exhibits.module.css';
import { MoveExhibitDialog } from './MoveExhibitDialog.tsx';
import { Conflicts, Sources } from './Sources.tsx';

const back = { href: routeHref({ screen: 'exhibits' }), label: 'All exhibits' };

export function ExhibitScreen({ id }: { readonly id: ExhibitId }) {
  const { data, error, refetch } = useQuery(exhibitQueries.one(id));
  if (data !== undefined) return <ShownExhibit exhibit={data} />;
  if (error === null) return <Skeleton lines={6} height={2} />;
  return (
    <div className={styles['screen']}>
      <ScreenTitle title="Exhibit not shown" back={back} />
      {error instanceof CommandError && error.code === 'not-found' ? (
        <Card>
          <EmptyState icon={FileQuestion} title="This exhibit is not in your vault" />
        </Card>
      ) : (
        <Notice tone="bad" action={<Button onPress={() => void refetch()}>Try again</Button>}>
          {describeProblem(error).text}
        </Notice>
      )}
    </div>
  );
}

function ShownExhibit({ exhibit }: { readonly exhibit: Exhibit }) {
  const [open, setOpen] = useState<'move' | 'describe' | 'withdraw' | null>(null);
  const close = (): void => setOpen(null);
  const { withdrawn, recordingId, movementCount, erasedAt } = exhibit;
  const stands = withdrawn === null;
  const when = open === null && stands;
  useShortcut('M', () => setOpen('move'), { when, label: 'Note a movement', group: 'Exhibit' });
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title={`Exhibit ${exhibit.label}`}
        subtitle={exhibit.description}
        back={back}
        badges={
          <>
            {erasedAt === null ? null : <Badge>Deleted for good</Badge>}
            {stands ? null : <Badge>Taken off the list</Badge>}
          </>
        }
        actions={
          stands ? (
            <>
              {recordingId === null && movementCount === 0 ? (
                <Button variant="quiet" icon={ListX} onPress={() => setOpen('withdraw')}>
                  Take off the list
                </Button>
              ) : null}
              <Button variant="quiet" icon={PencilLine} onPress={() => setOpen('describe')}>
                Change the description
              </Button>
              <Button variant="primary" icon={ArrowRightLeft} shortcut="M" onPress={() => setOpen('move')}>
                Note a movement
              </Button>
            </>
          ) : null
        }
      />
      {withdrawn === null ? null : (
        <Notice title={`Taken off the list ${formatDateTime(withdrawn.at)}`}>{withdrawn.because}</Notice>
      )}
      <Conflicts exhibit={exhibit} isFree={when} />
      <Card title="What it is">
        <dl className={styles['facts']}>
          {recordingId === null ? (
            <ThingFacts exhibit={exhibit} />
          ) : (
            <RecordingFacts exhibit={exhibit} recordingId={recordingId} />
          )}
          <Fact name="Now with">{exhibit.withWhom ?? 'the producer'}</Fact>
        </dl>
      </Card>
      <Sources sources={exhibit.sources} />
      <Card title="Continuity" aside={formatCount(exhibit.continuity.length, 'entry', 'entries')} flush>
        <ol className={styles['continuity']}>
          {exhibit.continuity.map((entry, index) => (
            <ContinuityLine key={`${entry.at} ${index}`} entry={entry} />
          ))}
        </ol>
      </Card>
      {open === 'move' ? <MoveExhibitDialog exhibit={exhibit} onClose={close} /> : null}
      {open === 'describe' ? <DescribeExhibitDialog exhibit={exhibit} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawDialog exhibit={exhibit} onClose={close} /> : null}
    </div>
  );
}

function ThingFacts({ exhibit }: { readonly exhibit: Exhibit }) {
  const { foundWhere, foundWhen, producerName, producedAt } = exhibit;
  return (
    <>
      <Fact name="Found">{[foundWhere, foundWhen].filter((part) => part !== '').join(', ') || 'not said'}</Fact>
      <Fact name="Produced by">{producerName}</Fact>
      <Fact name="On the list">{`since ${formatDateTime(producedAt)}`}</Fact>
    </>
  );
}

interface RecordingFactsProps {
  readonly exhibit: Exhibit;
  readonly recordingId: RecordingId;
}

function RecordingFacts({ exhibit, recordingId }: RecordingFactsProps) {
  const { file, derivedFrom, startedAt } = exhibit;
  return (
    <>
      <Fact name="Recording">
        <a href={routeHref({ screen: 'recording', id: recordingId })}>{exhibit.recordingTitle}</a>
      </Fact>
      <Fact name="Produced by">{`${exhibit.producerName}, ${formatDateTime(exhibit.producedAt)}`}</Fact>
      {derivedFrom === null ? null : <Fact name="Made from">{`exhibit ${derivedFrom}`}</Fact>}
      <Fact name="Recorded">{startedAt === null ? 'time not known' : formatDateTime(startedAt)}</Fact>
      {file === null ? null : (
        <>
          <Fact name="File">{`${file.name}, ${formatBytes(file.bytes)}`}</Fact>
          <Fact name="SHA-256">
            <code className={styles['hash']}>{file.sha256}</code>
          </Fact>
        </>
      )}
    </>
  );
}

function WithdrawDialog({ exhibit, onClose }: { readonly exhibit: Exhibit; readonly onClose: () => void }) {
  const withdraw = useMutation({
    mutationFn: (because: string) => value(kerbdesk.exhibits.withdraw({ id: exhibit.id, because })),
    onSuccess: onClose,
    onError: (error) => showProblem(error, 'It is still on the list'),
  });
  return (
    <ReasonDialog
      title={`Take ${exhibit.label} off the list?`}
      deed="Take it off"
      danger
      hint="For example: given back at the scene"
      isPending={withdraw.isPending}
      onDeed={(because) => withdraw.mutate(because)}
      onClose={onClose}
    >
      <p>{`It was put there by mistake. ${exhibit.label} is not given to anything else, and the continuity says why.`}</p>
    </ReasonDialog>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ContinuityLine({ entry }: { readonly entry: ContinuityEntry }) {
  return (
    <li className={entry.source === 'movement' ? styles['moved'] : undefined}>
      <time dateTime={entry.at}>{formatDateTimeWithSeconds(entry.at)}</time>
      <span>
        <strong>{entry.what}</strong>
        {entry.who === null ? null : <span>{` · ${entry.who}`}</span>}
        {entry.detail === '' ? null : <span className={styles['detail']}>{entry.detail}</span>}
      </span>
    </li>
  );
}
