// A sealed version as it stands on paper, checked against its hash just before it is shown.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SealId } from '#contract/ids.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Dialog, Notice, ScrollRegion, Skeleton } from '../../../ui/index.ts';
import { PaperPage } from './PaperPage.tsx';
import styles from './Sealed.module.css';
import { sealWords } from './signing-words.ts';

interface SealedPagesProps {
  readonly id: SealId;
  readonly print: ReactNode;
  readonly onClose: () => void;
}

export function SealedPages({ id, print, onClose }: SealedPagesProps) {
  const { data, error, isFetching } = useQuery(queries.sealedStatement(id));
  const isChecked = data !== undefined && !isFetching && error === null;
  return (
    <Dialog
      title={data === undefined ? 'Sealed statement' : `${data.sealed.reference}, version ${data.summary.version}`}
      size="full"
      isOpen
      onClose={onClose}
      actions={isChecked ? print : undefined}
    >
      {error === null ? null : (
        <Notice tone="bad" live title="It does not pass its check">
          {describeProblem(error).text}
        </Notice>
      )}
      {!isChecked && error === null ? <Skeleton lines={8} height={2} /> : null}
      {isChecked ? (
        <>
          <Notice tone="ok" title="Checked just now: it is what was sealed">
            {sealWords(data.summary)}.
            {data.sealed.paper === null ? '' : ` The signatures are on paper: ${data.sealed.paper.note}.`}
          </Notice>
          <ScrollRegion label="The sealed statement" className={styles['pages']}>
            {data.sealed.pages.map((_page, index) => (
              <PaperPage
                // Pages have their number only.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                frame={data.frame}
                pages={data.sealed.pages}
                index={index}
                signatures={data.sealed.signatures}
              />
            ))}
          </ScrollRegion>
        </>
      ) : null}
    </Dialog>
  );
}
