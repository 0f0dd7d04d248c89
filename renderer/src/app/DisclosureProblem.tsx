// Why something did not leave the vault: also where what would leave is not all saved yet.
import { describeProblem } from '../ipc/problem.ts';
import { Notice } from '../ui/index.ts';

export class NotSavedYet extends Error {
  override readonly name = 'NotSavedYet';
}

const waitForSaving =
  'Some of what you typed is not saved yet, so it would be missing. It is kept on the screen: wait until it says “Saved on this laptop”, then try again.';

/** `title`: what did not happen, for example "No PDF was saved". */
export function DisclosureProblem({ error, title }: { readonly error: Error; readonly title: string }) {
  const problem = error instanceof NotSavedYet ? { title, text: waitForSaving } : describeProblem(error, title);
  return (
    <Notice tone="bad" title={problem.title} live>
      {problem.text}
    </Notice>
  );
}
