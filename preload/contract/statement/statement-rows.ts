// A witness statement as officers and courts know it on paper, form MG11: heading, declaration, the words, and where it is signed.
import { textOf } from '../forms/values.ts';
import type { PrintedRow } from '../printed-document.ts';
import type { FieldValues } from '../reports.ts';
import { declaration, readersDeclaration } from './definition.ts';

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

export function statementRows(values: FieldValues): PrintedRow[] {
  const name = [said(values, 'given-names'), said(values, 'family-name').toLocaleUpperCase('en-GB')]
    .filter((part) => part !== '')
    .join(' ');
  const adult = said(values, 'adult');
  return [
    row('title', 'WITNESS STATEMENT'),
    // Criminal Procedure Rules 2020, r 16.2; Criminal Justice Act 1967, s 9: as the form's heading has them.
    row('note', 'Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s 9'),
    row('fact', 'URN', said(values, 'urn') || dots, 'Visually recorded', recordedWords(values)),
    row('fact', 'Statement of', name || dots, 'Age if under 18', ageWords(values)),
    row('fact', 'Occupation', said(values, 'occupation') || dots),
    ...(said(values, 'age') === 'under-18' && adult !== '' ? [row('fact', 'In the presence of', adult)] : []),
    ...(said(values, 'interpreter-used') === 'yes'
      ? [row('fact', 'Spoken in', said(values, 'language') || dots, 'Interpreter', said(values, 'interpreter') || dots)]
      : []),
    row('text', declaration('……')),
    row('fact', 'Signature', dots, 'Date', dots),
    row('text', textOf(values['narrative'])),
    // After the last word, besides the foot of every page.
    row('fact', 'Signature', dots, 'Signature witnessed by', dots),
    ...(said(values, 'can-read') === 'no'
      ? [
          row('text', readersDeclaration(said(values, 'read-by') || dots, name || dots)),
          row('fact', 'Signature of the reader', dots, 'Date', dots),
        ]
      : []),
  ];
}
