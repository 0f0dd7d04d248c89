// What a corrected version says otherwise than the one that was sealed before it.
import { useQuery } from '@tanstack/react-query';
import { formOf } from '#contract/forms.ts';
import type { Report, ReportContent } from '#contract/reports.ts';
import type { SealSummary } from '#contract/signing.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Dialog, Notice, ScrollRegion, Skeleton } from '../../../ui/index.ts';
import { ChangeList } from '../history/ChangeList.tsx';
import { changesBetween } from '../history/changes.ts';
import styles from './Sealed.module.css';

interface ChangesSinceSealProps {
  readonly report: Report;
  readonly seal: SealSummary;
  readonly content: ReportContent;
  readonly onClose: () => void;
}

export function ChangesSinceSeal({ report, seal, content, onClose }: ChangesSinceSealProps) {
  const { data, error } = useQuery(queries.reportVersion(report.id, seal.revision));
  const changes =
    data === undefined ? [] : changesBetween(formOf(report.kind), data.content, content, report.updatedAt);
  return (
    <Dialog title={`What changed since version ${seal.version}`} size="wide" isOpen onClose={onClose}>
      {error === null ? null : (
        <Notice tone="bad" live title="The sealed version could not be compared">
          {describeProblem(error).text}
        </Notice>
      )}
      {data === undefined && error === null ? <Skeleton lines={3} height={2} /> : null}
      {data !== undefined && changes.length === 0 ? <p>Nothing yet: it says what was sealed.</p> : null}
      {changes.length === 0 ? null : (
        <ScrollRegion label="What changed" className={styles['changes']}>
          <ChangeList changes={changes} />
        </ScrollRegion>
      )}
    </Dialog>
  );
}
