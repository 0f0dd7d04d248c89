// Why what is typed is not on the disk yet; it is tried again by itself.
import { Notice } from '../../ui/index.ts';

export function DraftProblem({ problem }: { readonly problem: string | null }) {
  return problem === null ? null : (
    <Notice tone="warn" title="Not on the disk yet; it is kept in this window and tried again">
      {problem}
    </Notice>
  );
}
