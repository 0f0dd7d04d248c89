// Footage cited by a key: the recordings of the statement and of its report with their moments, one press puts the words where the cursor
// was.
import { useQuery } from '@tanstack/react-query';
import { Quote, Video } from 'lucide-react';
import type { RecordingId } from '#contract/ids.ts';
import { queries } from '../../../ipc/queries.ts';
import { Dialog, EmptyState, Skeleton } from '../../../ui/index.ts';
import { useOpenReport } from '../session-context.tsx';
import { useSetRecordings } from '../use-recordings.ts';
import { citationsOf, nameInStatement } from './cite.ts';
import styles from './Statement.module.css';

export interface CiteDialogProps {
  readonly onClose: () => void;
  readonly onCite: (words: string) => void;
}

interface CitationsProps {
  readonly recordingId: RecordingId;
  readonly isDisabled: boolean;
  readonly onCite: (words: string) => void;
}

function Citations({ recordingId, isDisabled, onCite }: CitationsProps) {
  const { data } = useQuery(queries.recording(recordingId));
  if (data === undefined) return <Skeleton lines={2} height={2.5} />;
  return (
    <section className={styles['recording']}>
      <h3>
        {nameInStatement(data)}
        {data.title === '' ? '' : ` · ${data.title}`}
      </h3>
      <ul className={styles['citations']}>
        {citationsOf(data).map(({ key, label, words }) => (
          <li key={key}>
            <button
              type="button"
              className={styles['citation']}
              aria-disabled={isDisabled}
              onClick={() => (isDisabled ? undefined : onCite(words))}
            >
              <Quote size={16} aria-hidden />
              <span>
                <strong>{words}</strong>
                <span className={styles['about']}>{label}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Offers what is attached to the statement, and below it what is attached to the report that the statement belongs to. */
export function CiteDialog({ onClose, onCite }: CiteDialogProps) {
  const { id } = useOpenReport();
  const { data: report } = useQuery(queries.report(id));
  const parentId = report?.parentId ?? null;
  const { data: parent, isLoading } = useQuery({ ...queries.report(parentId ?? id), enabled: parentId !== null });
  const { set, isPending } = useSetRecordings();
  const own = report?.recordingIds ?? [];
  const others = parentId === null ? [] : (parent?.recordingIds ?? []).filter((one) => !own.includes(one));
  return (
    <Dialog title="Cite footage" isOpen onClose={onClose}>
      {report !== undefined && !isLoading && own.length + others.length === 0 ? (
        <EmptyState icon={Video} title="No footage is attached">
          Attach a recording to this statement first: the card Footage is beside the form. Its markers are then offered
          here.
        </EmptyState>
      ) : null}
      {own.map((one) => (
        <Citations key={one} recordingId={one} isDisabled={isPending} onCite={onCite} />
      ))}
      {others.length === 0 ? null : (
        <p className={styles['about']}>
          From the report that this statement belongs to. What you cite is attached to the statement as well.
        </p>
      )}
      {others.map((one) => (
        <Citations
          key={one}
          recordingId={one}
          isDisabled={isPending}
          onCite={(words) => set([...own, one], () => onCite(words))}
        />
      ))}
    </Dialog>
  );
}
