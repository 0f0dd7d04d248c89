// A witness statement as officers and courts know it on paper, form MG11: heading, declaration, the words, and where it is signed.
import { textOf } from '../forms/values.ts';
import type { PrintedRow } from '../printed-document.ts';
import type { FieldValues } from '../reports.ts';
import { declaration, interpretersDeclaration, readersDeclaration } from './definition.ts';
import { others, witnessName, type Signer } from './places.ts';

export interface StatementPaper {
  /** How many pages it has, for the declaration. */
  readonly pages: number;
  /** `none`: a draft, not to be signed; `paper`: room for a pen; `screen`: the places that are signed on the screen. */
  readonly places: 'none' | 'paper' | 'screen';
  /** Beside each signature: the day on which it is signed on the screen. */
  readonly day: string;
  /** Who witnesses the signatures, as named on paper. */
  readonly officer: string;
}

const row = (kind: PrintedRow['kind'], ...cells: string[]): PrintedRow => ({
  kind,
  cells: cells.map((text) => ({ text })),
});

/** Room for a pen. */
const dots = '………………………………';

const said = (values: FieldValues, key: string): string => textOf(values[key]).trim();

function ageWords(values: FieldValues): string {
  if (said(values, 'age') === 'over-18') return 'Over 18';
  return said(values, 'age') === 'under-18' ? said(values, 'age-years') || dots : dots;
}

/** With the tick of the paper form: asked, and answered or not. */
function recordedWords(values: FieldValues): string {
  const answer = said(values, 'visually-recorded');
  return answer === 'yes' ? 'Yes' : answer === 'no' ? 'No' : dots;
}

/** What others declare before they sign; an adult beside a young witness signs for having been there. */
function declarationOf(signer: Signer, values: FieldValues): string {
  const witness = witnessName(values) || dots;
  if (signer === 'reader') return readersDeclaration(said(values, 'read-by') || dots, witness);
  if (signer === 'interpreter') {
    return interpretersDeclaration(said(values, 'interpreter') || dots, witness, said(values, 'language') || dots);
  }
  return `I, ${said(values, 'adult') || dots}, was present when ${witness} made and signed this statement.`;
}

const labels: Readonly<Record<Signer, string>> = {
  witness: 'Signature',
  reader: 'Signature of the reader',
  interpreter: 'Signature of the interpreter',
  adult: 'Signature of the adult present',
  officer: 'Signature witnessed by',
};

export function statementRows(values: FieldValues, { pages, places, day, officer }: StatementPaper): PrintedRow[] {
  const name = witnessName(values);
  const adult = said(values, 'adult');
  const sign = (at: 'declaration' | 'end', signer: Signer, who: string): PrintedRow[] =>
    places === 'none'
      ? []
      : [
          {
            ...row('sign', labels[signer], who, 'Date', places === 'screen' ? day : dots),
            ...(places === 'screen' ? { place: `${at}:${signer}` } : {}),
          },
        ];
  return [
    row('title', 'WITNESS STATEMENT'),
    // Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s 9: as the form's heading has them.
    row('note', 'Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s 9'),
    row('fact', 'URN', said(values, 'urn') || dots, 'Visually recorded', recordedWords(values)),
    row('fact', 'Statement of', name || dots, 'Age if under 18', ageWords(values)),
    row('fact', 'Occupation', said(values, 'occupation') || dots),
    ...(said(values, 'age') === 'under-18' && adult !== '' ? [row('fact', 'In the presence of', adult)] : []),
    ...(said(values, 'interpreter-used') === 'yes'
      ? [row('fact', 'Spoken in', said(values, 'language') || dots, 'Interpreter', said(values, 'interpreter') || dots)]
      : []),
    row('text', declaration(String(pages))),
    ...sign('declaration', 'witness', name),
    row('text', textOf(values['narrative'])),
    // After the last word, besides the foot of every page.
    ...sign('end', 'witness', name),
    ...others(values).flatMap(({ signer, name: who }) => [
      row('text', declarationOf(signer, values)),
      ...sign('end', signer, who),
    ]),
    ...sign('end', 'officer', officer),
  ];
}
