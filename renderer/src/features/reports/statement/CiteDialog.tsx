// Footage cited by a key: the attached recordings with their moments, one press puts the words where the cursor was.
import { useQueries, useQuery } from '@tanstack/react-query';
import { Quote, Video } from 'lucide-react';
import { queries } from '../../../ipc/queries.ts';
import { Dialog, EmptyState, Skeleton } from '../../../ui/index.ts';
import { useOpenReport } from '../session-context.tsx';
import { citationsOf, nameInStatement } from './cite.ts';
import styles from './Statement.module.css';

export interface CiteDialogProps {
  readonly onClose: () => void;
  readonly onCite: (words: string) => void;
}

export function CiteDialog({ onClose, onCite }: CiteDialogProps) {
  const { id } = useOpenReport();
  const { data: report } = useQuery(queries.report(id));
  const recordings = useQueries({ queries: (report?.recordingIds ?? []).map((one) => queries.recording(one)) });
  return (
    <Dialog title="Cite footage" isOpen onClose={onClose}>
      {report?.recordingIds.length === 0 ? (
        <EmptyState icon={Video} title="No footage is attached">
          Attach a recording to this statement first: the card Footage is beside the form. Its markers are then offered
          here.
        </EmptyState>
      ) : null}
      {recordings.map(({ data }, index) =>
        data === undefined ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Skeleton key={index} lines={2} height={2.5} />
        ) : (
          <section key={data.id} className={styles['recording']}>
            <h3>
              {nameInStatement(data)}
              {data.title === '' ? '' : ` · ${data.title}`}
            </h3>
            <ul className={styles['citations']}>
              {citationsOf(data).map(({ key, label, words }) => (
                <li key={key}>
                  <button type="button" className={styles['citation']} onClick={() => onCite(words)}>
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
        ),
      )}
    </Dialog>
  );
}
