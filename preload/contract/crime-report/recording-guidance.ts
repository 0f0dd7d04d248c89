// How many crimes the offences of a report may be and which is the principal one: help with the rules' sources, never a decision.
// Rules: Home Office Crime Recording (Counting) Rules, General Rules, sections D (one crime per victim), E (finished incident)
// and F (principal crime), in our own words and from memory of them; a force's registrar may put theirs in forms.json.
import type { ForceForms } from '../force-forms/schema.ts';
import { textOf } from '../forms/values.ts';
import { offenceClassOf } from '../offences/find-offences.ts';
import { greatestSentenceOf, sentenceWords, type SentenceSpan } from '../offences/greatest-sentences.ts';
import type { FieldProblem } from '../forms/types.ts';
import type { FieldValues, ReportContent } from '../reports.ts';
import { offenceName } from './other-offences.ts';

export interface RecordingRule {
  readonly title: string;
  readonly text: string;
  readonly source: string;
}

export interface OffenceInView {
  /** Null for the report's own offence. */
  readonly entryId: string | null;
  readonly name: string;
  readonly sentence: SentenceSpan | null;
}

export type PrincipalGuidance =
  | { readonly known: true; readonly offence: OffenceInView; readonly why: string }
  | { readonly known: false; readonly why: string };

export interface RecordingGuidance {
  /** How many crimes the answers so far leave open. */
  readonly crimes: { readonly least: number; readonly most: number; readonly words: string };
  /** Of the offences that may be one crime; null where there is but one of them. */
  readonly principal: PrincipalGuidance | null;
  readonly rules: readonly RecordingRule[];
}

const generalRules = 'Home Office Crime Recording Rules, General Rules';

const publishedRules = {
  oneCrimePerVictim: {
    title: 'One crime per victim',
    text: 'Each victim is a crime of their own, whoever else was a victim in the same incident.',
    source: `${generalRules}, section D`,
  },
  finishedIncident: {
    title: 'Finished incident',
    text:
      'What the same offender or group did to the same victim and is told to police at one time counts as one incident, also where it ' +
      'was done on several occasions. The incident is finished when police come to know of it: what is done after that is a new crime.',
    source: `${generalRules}, section E`,
  },
  principalCrime: {
    title: 'Principal crime',
    text:
      'Where one incident holds several offences by the same offender against the same victim, the most serious of them is recorded. ' +
      'How serious it is goes by the greatest sentence; the look-up table of the rules settles what that leaves open.',
    source: `${generalRules}, section F and annex C`,
  },
} as const satisfies Record<string, RecordingRule>;

const rulesOf = (own: ForceForms['recordingRules'] | undefined): RecordingRule[] =>
  (Object.keys(publishedRules) as (keyof typeof publishedRules)[]).map((name) => ({
    ...publishedRules[name],
    ...own?.[name],
  }));

type Standing = 'one-crime' | 'of-its-own' | 'open';

/** Whether it can be one crime with the report's own offence, as far as the officer has said. */
function standingOf(values: FieldValues): Standing {
  const [victim, offender, when] = ['same-victim', 'same-offender', 'when'].map((id) => textOf(values[id]));
  if (victim === 'other' || offender === 'other' || when === 'later') return 'of-its-own';
  return victim === 'same' && offender === 'same' && (when === 'same' || when === 'earlier') ? 'one-crime' : 'open';
}

function inView(entryId: string | null, values: FieldValues): OffenceInView {
  const code = textOf(values['offence-class']);
  const name = offenceName(values);
  return {
    entryId,
    name: name === '' ? 'An offence that is not entered yet' : name,
    sentence: offenceClassOf(code) === null ? null : greatestSentenceOf(code),
  };
}

const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);

function principalOf(offences: readonly OffenceInView[]): PrincipalGuidance {
  const known = offences.flatMap(({ sentence }) => (sentence === null ? [] : [sentence]));
  if (known.length < offences.length) {
    return { known: false, why: 'It cannot be told yet: choose a recording class from the list for each offence.' };
  }
  const isAbove = (offence: OffenceInView): boolean =>
    offences.every(
      (other) =>
        other === offence ||
        (offence.sentence !== null && other.sentence !== null && offence.sentence.least > other.sentence.most),
    );
  const words = listed(
    offences.map(({ name, sentence }) => `${name}: ${sentence === null ? 'not known' : sentenceWords(sentence)}`),
  );
  const offence = offences.find(isAbove);
  if (offence !== undefined) {
    return { known: true, offence, why: `By the greatest sentence of its class. ${words}.` };
  }
  return {
    known: false,
    why: `The classes alone cannot tell which is the more serious (${words}). See the look-up table in annex C, or ask your crime registrar.`,
  };
}

const crimesWords = (least: number, most: number): string =>
  least === most ? (least === 1 ? 'one crime' : `${least} crimes`) : `between ${least} and ${most} crimes`;

/** Null while the report has one offence and at most one victim: then there is nothing to weigh. */
export function recordingGuidance(
  content: ReportContent,
  own?: ForceForms['recordingRules'],
): RecordingGuidance | null {
  const victims = content.people.filter(({ values }) => textOf(values['role']) === 'victim').length;
  const others = content.offences.map(({ id, values }) => ({
    offence: inView(id, values),
    standing: standingOf(values),
  }));
  if (others.length === 0 && victims < 2) return null;
  const count = (standing: Standing): number => others.filter((one) => one.standing === standing).length;
  // Several that stand apart from the first may yet be one crime with each other; and not every victim is one of each offence.
  const least = 1 + Math.min(1, count('of-its-own'));
  const most = Math.max(1, victims) + count('of-its-own') + count('open');
  const together = [
    inView(null, content.values),
    ...others.filter(({ standing }) => standing !== 'of-its-own').map(({ offence }) => offence),
  ];
  return {
    crimes: { least, most, words: crimesWords(least, most) },
    principal: together.length < 2 ? null : principalOf(together),
    rules: rulesOf(own),
  };
}

const problem = (message: string, entryId: string): FieldProblem => ({
  fieldId: 'recorded-as',
  section: 'offence',
  message,
  entryId,
});

/** Decisions that contradict each other or what was answered: advice beside them, the officer's decision stays. */
export function adviseRecording({ offences }: ReportContent): FieldProblem[] {
  const principals = offences.filter(({ values }) => textOf(values['recorded-as']) === 'principal');
  return [
    ...principals.slice(1).map(({ id }) => problem('Two offences are said to be the principal crime. Check both.', id)),
    ...offences
      .filter(({ values }) => textOf(values['recorded-as']) === 'within' && standingOf(values) === 'of-its-own')
      .map(({ id }) =>
        problem(
          'It is recorded within the principal crime, though victim, offender or time are not the same. Check it.',
          id,
        ),
      ),
  ];
}
