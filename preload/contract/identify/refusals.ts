// Why a step of an identification could not be taken: a code, and words for the officer.
const words = {
  'out-of-order': 'This cannot be done at this point.',
  incomplete: 'Something is missing, or is not as it must be.',
  'not-by-consent': 'Prints are not taken by consent here: there is none to withdraw.',
  'finger-twice': 'A finger is named twice.',
  'no-finger': 'At least one finger must be taken.',
  'finger-not-chosen': 'This finger was not chosen.',
  'finger-not-wanted': 'This finger was taken already, or cannot be taken.',
  'before-it-was-told': 'A print cannot be taken before the person was told.',
  'fingers-open': 'A finger is still to be taken, or the reason why it cannot be.',
  'database-not-asked': 'This database was not asked.',
  'answered-already': 'This database has answered already.',
  'candidate-twice': 'A database named one record twice.',
  'no-such-candidate': 'No database named this record.',
  'candidates-undecided': 'Decide on every record that was found.',
  'purge-not-shown': 'The purge of the prints must be shown first.',
  'person-not-described': 'Record age, gender and both ethnicities first.',
  'outcome-contradicts': 'This outcome contradicts the answers or your decisions.',
} as const;

export type RefusalCode = keyof typeof words;

export interface Refusal {
  readonly refused: RefusalCode;
  readonly words: string;
}

export const refuse = (code: RefusalCode): Refusal => ({ refused: code, words: words[code] });
