// The beginning of a witness's restricted details: what the crime report says of the same person. Pure.
import { textOf, type FormDefinition } from '#contract/forms.ts';
import { emptyReportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';

const nameOf = (values: FieldValues): string =>
  [values['given-names'], values['family-name']]
    .map((part) => textOf(part).trim().toLocaleLowerCase('en-GB'))
    .join(' ')
    .trim();

/** What both forms ask under names of their own. */
const copied: readonly (readonly [from: string, to: string])[] = [
  ['address', 'address'],
  ['postcode', 'postcode'],
  ['phone', 'mobile'],
  ['email', 'email'],
  ['safe-contact', 'safe-contact'],
  ['date-of-birth', 'date-of-birth'],
  ['date-of-birth.typed-on', 'date-of-birth.typed-on'],
  ['self-defined-ethnicity', 'self-defined-ethnicity'],
];

/**
 * @param statement the values of the statement.
 * @param report the report that the statement belongs to; its person of the same name, who may give one, lends what is known. Two of that name lend nothing.
 */
export function witnessDetailsOf(
  statement: FieldValues,
  report: { readonly form: FormDefinition; readonly content: ReportContent } | null,
): ReportContent {
  const name = nameOf(statement);
  const namesakes = name === '' ? [] : (report?.content.people ?? []).filter(({ values }) => nameOf(values) === name);
  const only = namesakes.length === 1 ? (namesakes[0]?.values ?? {}) : {};
  // A suspect of that name is somebody else, or gives no witness statement.
  const gives = report?.form.lists.find(({ id }) => id === 'people')?.statementFrom;
  const person = gives?.oneOf.includes(textOf(only[gives.field])) === true ? only : {};
  const initials = name
    .split(/\s+/u)
    .map((part) => Array.from(part)[0]?.toLocaleUpperCase('en-GB') ?? '')
    .join(' ');
  const values = copied.map(([from, to]) => [to, textOf(person[from])] as const).filter(([, value]) => value !== '');
  return {
    ...emptyReportContent,
    values: { ...Object.fromEntries(values), ...(initials === '' ? {} : { of: initials }) },
  };
}
