// What is sealed of a statement: when, how many pages, under which hash; each version to be read, printed and held against the next.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileCheck, FilePenLine, GitCompareArrows } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { SealId } from '#contract/ids.ts';
import type { Report, ReportContent } from '#contract/reports.ts';
import type { SealSummary } from '#contract/signing.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Badge, Button, Card, ReasonDialog, showToast } from '../../../ui/index.ts';
import { ChangesSinceSeal } from './ChangesSinceSeal.tsx';
import { SealedPages } from './SealedPages.tsx';
import { sealWords } from './signing-words.ts';
import styles from './Sealed.module.css';

interface SealedCardProps {
  readonly report: Report;
  /** Newest first; at least one. */
  readonly seals: readonly SealSummary[];
  /** As it is now, where a corrected version is being written. */
  readonly content: () => ReportContent;
  readonly print: (seal: SealId) => ReactNode;
}

export function SealedCard({ report, seals, content, print }: SealedCardProps) {
  const [opened, setOpened] = useState<SealId | null>(null);
  const [compared, setCompared] = useState<SealSummary | null>(null);
  const newest = seals[0];
  const isAsSealed = newest?.revision === report.revision;
  return (
    <Card title={isAsSealed ? 'Sealed' : 'Sealed before'} icon={FileCheck}>
      <ol className={styles['seals']}>
        {seals.map((seal, index) => {
          const isNow = index === 0 && isAsSealed;
          const before = seals[index + 1];
          const against = isNow ? before : index === 0 ? seal : null;
          return (
            <li key={seal.id} className={styles['seal']}>
              <h3 className={styles['version']}>
                {`Version ${seal.version}`} {isNow ? <Badge tone="ok">Stands</Badge> : null}
              </h3>
              <p>{sealWords(seal)}</p>
              <p className={styles['hash']}>
                <span>SHA-256</span> {seal.sha256}
              </p>
              <div className={styles['deeds']}>
                <Button size="small" onPress={() => setOpened(seal.id)} aria-label={`Read version ${seal.version}`}>
                  Read
                </Button>
                {against === null || against === undefined ? null : (
                  <Button size="small" icon={GitCompareArrows} onPress={() => setCompared(against)}>
                    {`What changed since version ${against.version}`}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {opened === null ? null : <SealedPages id={opened} print={print(opened)} onClose={() => setOpened(null)} />}
      {compared === null ? null : (
        <ChangesSinceSeal report={report} seal={compared} content={content()} onClose={() => setCompared(null)} />
      )}
    </Card>
  );
}

/** For a statement that stands as it was sealed: the only way on is another version. */
export function CorrectButton({ report }: { readonly report: Report }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: (reason: string) => value(kerbdesk.signing.correct({ reportId: report.id, reason })),
    onSuccess: (draft) => {
      client.setQueryData(queries.report(report.id).queryKey, draft);
      showToast({ title: 'A corrected version is begun', text: 'It is not signed. The sealed one stays as it is.' });
    },
    onError: (error) => showProblem(error, 'No corrected version was begun'),
  });
  return (
    <>
      <Button icon={FilePenLine} onPress={() => setAsking(true)}>
        Make a corrected version
      </Button>
      {isAsking ? (
        <ReasonDialog
          title="Make a corrected version?"
          deed="Make a corrected version"
          hint="For example: the witness gave the wrong number of the bus"
          isPending={isPending}
          onDeed={mutate}
          onClose={() => setAsking(false)}
        >
          <p>
            It begins with the words of the sealed one and is not signed. The sealed version stays, to be read and
            printed.
          </p>
        </ReasonDialog>
      ) : null}
    </>
  );
}
