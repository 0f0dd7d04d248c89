// How an identification is put into words. Pure.
import type { BiometricDatabase, IdentifiedPerson, SearchState } from '#contract/biometric-search.ts';
import type { IdentificationFacts } from '#contract/identify/audit-facts.ts';
import type { Readiness } from '#contract/identify/feature.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { Decision, Outcome, Step } from '#contract/identify.ts';
import { formatDate } from '../../format/index.ts';
import type { Tone } from '../../ui/index.ts';

type StopReason = NonNullable<IdentificationFacts['stopped']>;

export const stopWords: Readonly<Record<StopReason, string>> = {
  cancelled: 'Stopped by the officer',
  'consent-withdrawn': 'Consent was withdrawn',
  'person-left': 'The person left',
  locked: 'Stopped by the lock',
  'reader-unplugged': 'The reader was unplugged',
  'gateway-unreachable': 'The gateway could not be reached',
  'took-too-long': 'It took too long',
  'program-failed': 'The program failed',
};

export const judgementWords: Readonly<Record<Decision['judgement'], string>> = {
  'same-person': 'This is the person',
  'another-person': 'Not the person',
  'cannot-say': 'Cannot say',
};

export const disposalWords: Readonly<Record<Outcome['disposal'], string>> = {
  'no-further-action': 'No further action',
  advice: 'Words of advice',
  'community-resolution': 'Community resolution',
  'penalty-notice': 'Penalty notice',
  summons: 'Reported for summons',
  arrest: 'Arrest',
  other: 'Something else',
};

export const genderWords = {
  female: 'Woman or girl',
  male: 'Man or boy',
  another: 'Another',
  'not-known': 'Not known',
} as const;

/** Where the officer is on the way; several steps of the program can be one of the officer's. */
const milestones = [
  { id: 'power', label: 'Power and grounds', steps: ['power'] },
  { id: 'notice', label: 'What they were told', steps: ['notice'] },
  { id: 'fingers', label: 'Fingers', steps: ['fingers', 'capture'] },
  { id: 'search', label: 'Search', steps: ['search'] },
  { id: 'purge', label: 'Prints destroyed', steps: ['purge', 'stopping', 'stopped'] },
  { id: 'compare', label: 'Compare and decide', steps: ['comparison'] },
  { id: 'contact', label: 'Command & Control', steps: ['contact'] },
  { id: 'outcome', label: 'Outcome', steps: ['outcome', 'done', 'ended'] },
] as const satisfies readonly { id: string; label: string; steps: readonly Step[] }[];

export interface Milestone {
  readonly label: string;
  readonly state: 'behind' | 'now' | 'ahead';
}

interface Way {
  /** Command & Control is listed only where a record asks for it. */
  readonly needsContact: boolean;
  readonly wasSearched: boolean;
}

/** Of one that was given up no step is listed that was never taken. */
export function milestonesAt(step: Step, { needsContact, wasSearched }: Way): readonly Milestone[] {
  const isGivenUp = step === 'stopping' || step === 'stopped';
  const isShown = ({ id }: (typeof milestones)[number]): boolean => {
    if (id === 'contact') return needsContact && !isGivenUp;
    if (id === 'search') return wasSearched || !isGivenUp;
    return !isGivenUp || !['compare', 'outcome'].includes(id);
  };
  const shown = milestones.filter(isShown);
  const at = shown.findIndex(({ steps }) => (steps as readonly Step[]).includes(step));
  return shown.map(({ label }, index) => {
    if (index === at) return { label, state: step === 'done' ? 'behind' : 'now' };
    return { label, state: index < at ? 'behind' : 'ahead' };
  });
}

export const nameOf = ({ name }: Pick<IdentifiedPerson, 'name'>): string =>
  [name.given, name.family.toLocaleUpperCase('en-GB')].filter((part) => part !== null).join(' ');

/** Year, month or day, as far as it is known: "29 Feb 1988", "Feb 1988", "1988". */
export function birthWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  if (day !== undefined) return formatDate(`${date}T12:00:00`);
  return formatDate(`${date}-01T12:00:00`).replace(/^\S+ /u, '');
}

export function aboutWords({ birth, nationality, aliases }: IdentifiedPerson): string {
  const born = [birth.date === null ? null : birthWords(birth.date), birth.place].filter((part) => part !== null);
  const also = aliases.map((alias) => `“${nameOf({ name: alias })}”`);
  return [
    born.length === 0 ? 'Birth not recorded' : `Born ${born.join(', ')}`,
    nationality,
    also.length === 0 ? null : `also known as ${also.join(', ')}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

type Answer = SearchState['databases'][number]['answer'];

/** Never "no match" unless the database said so. */
export const answerLabel: Readonly<Record<Answer['status'], { readonly tone: Tone; readonly label: string }>> = {
  waiting: { tone: 'accent', label: 'Waiting' },
  searching: { tone: 'accent', label: 'Searching' },
  hit: { tone: 'bad', label: 'Match' },
  possible: { tone: 'warn', label: 'Possible match' },
  'no-hit': { tone: 'neutral', label: 'No match here' },
  error: { tone: 'warn', label: 'Error: not known' },
  timeout: { tone: 'warn', label: 'Too late: not known' },
  'not-answered': { tone: 'warn', label: 'No answer: not known' },
};

export function elapsedWords(answer: Answer): string {
  const name: Readonly<Record<Answer['status'], string>> = {
    waiting: 'not begun',
    searching: 'searching',
    hit: 'answered',
    possible: 'answered',
    'no-hit': 'answered',
    error: 'failed',
    timeout: 'gave up',
    'not-answered': 'said nothing that can be relied upon',
  };
  const isOver = !['waiting', 'searching', 'not-answered'].includes(answer.status);
  if (!isOver || !('elapsedMilliseconds' in answer)) return name[answer.status];
  return `${name[answer.status]} ${answer.status === 'timeout' || answer.status === 'error' ? 'after' : 'in'} ${(answer.elapsedMilliseconds / 1000).toFixed(1)} s`;
}

export const shortDatabaseNames: Readonly<Record<BiometricDatabase, readonly [name: string, system: string]>> = {
  police: ['Police', 'IDENT1'],
  immigration: ['Immigration', 'IABS'],
};

/** What became of one that the vault keeps. */
export function keptState({ facts }: KeptIdentification): { readonly tone: Tone; readonly label: string } {
  if (facts === null) return { tone: 'accent', label: 'Not begun' };
  if (facts.outcome === 'identified') return { tone: 'ok', label: 'Identified' };
  if (facts.outcome === 'no-match') return { tone: 'neutral', label: 'No match' };
  if (facts.outcome === 'not-established') return { tone: 'warn', label: 'Not established' };
  if (facts.stopped !== null) return { tone: 'neutral', label: stopWords[facts.stopped] };
  return { tone: 'accent', label: 'Under way' };
}

export const keptTitle = ({ draft, facts }: KeptIdentification): string =>
  (facts?.place ?? draft.place).trim() || 'Place not entered yet';

export function groundsWords({ power, suspectedOffence, groundOfDoubt }: IdentificationFacts): string {
  if (power === null) return 'No power was recorded';
  if (power === 'consent') return 'With consent';
  const name = groundOfDoubt?.kind === 'doubted' ? 'name doubted' : 'name not known';
  return `PACE s61(6A) · ${suspectedOffence ?? ''} · ${name}`;
}

/** One sentence on whether anybody can be identified now. */
export function readinessWords({ readers, gatewayProblem }: Readiness): { readonly tone: Tone; readonly text: string } {
  if (gatewayProblem !== null) return { tone: 'bad', text: gatewayProblem.words };
  if (readers.length === 0) return { tone: 'warn', text: 'No fingerprint reader is plugged in.' };
  return { tone: 'ok', text: 'A reader is plugged in, and the gateway answers.' };
}
