// What is not done now, with the reason as it is told to the officer.
import { showProblem } from '../../ipc/problem.ts';
import { showToast } from '../../ui/index.ts';

export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** For mutations: a refusal in its own words, anything else as a problem. */
export function showRefusal(error: unknown, title: string): void {
  if (error instanceof Refusal) showToast({ tone: 'bad', title, text: error.message });
  else showProblem(error, title);
}
