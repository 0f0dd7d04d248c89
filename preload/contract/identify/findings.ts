// What answers and the officer's decisions amount to together.
import type { BiometricDatabase, Candidate } from '../biometric-search.ts';
import type { At, Decision, Outcome, PurgeReceipt } from '../identify.ts';
import { candidatesOf, referenceOf, summaryOf } from './answers.ts';

type Compared = Pick<At<'comparison'>, 'search' | 'answers' | 'decisions'>;

interface Offered {
  readonly database: BiometricDatabase;
  readonly reference: string;
  readonly candidate: Candidate;
  readonly judgement: Decision['judgement'] | null;
}

/** Every candidate of every database with what the officer made of it. */
export const offered = ({ answers, decisions }: Compared): readonly Offered[] =>
  answers.flatMap((answer) =>
    candidatesOf(answer).map((candidate) => {
      const { database } = answer;
      const reference = referenceOf(database, candidate);
      const decided = decisions.find((one) => one.database === database && one.reference === reference);
      return { database, reference, candidate, judgement: decided?.judgement ?? null };
    }),
  );

export const isUndecided = (state: Compared): boolean => offered(state).some(({ judgement }) => judgement === null);

const asksForControl = ({ person }: Candidate): boolean => (person.immigration?.commandAndControl ?? null) !== null;

/** An immigration record that asks for it, unless the officer is sure that it is another person's. */
export const contactIsNeeded = (state: Compared): boolean =>
  offered(state).some(({ candidate, judgement }) => asksForControl(candidate) && judgement !== 'another-person');

/** Whether an outcome says no more than was found. */
export function findingsAgree(state: Compared, outcome: Outcome): boolean {
  const all = offered(state);
  const same = all.filter(({ judgement }) => judgement === 'same-person');
  if (outcome.kind === 'identified')
    return same.some(({ database, reference }) => database === outcome.database && reference === outcome.reference);
  if (same.length > 0) return false;
  if (outcome.kind === 'not-established') return true;
  const { unanswered, waiting } = summaryOf(state.search.asked, state.answers);
  const isOpen = all.some(({ judgement }) => judgement !== 'another-person');
  return unanswered.length === 0 && waiting.length === 0 && !isOpen;
}

/** What the officer is shown of a purge. */
export function purgeWords({ buffers, bytes, outOfReach }: PurgeReceipt): string {
  if (buffers === 0 && outOfReach === 0) return 'No print was taken: there was nothing to destroy.';
  const size = bytes < 10_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  const done = `${buffers} ${buffers === 1 ? 'image or template' : 'images and templates'} overwritten in memory (${size}).`;
  if (outOfReach === 0) return `Fingerprints purged: ${done} None was kept.`;
  return `The purge is not complete: ${done} ${outOfReach} could not be overwritten. Close the program now, and report it.`;
}
