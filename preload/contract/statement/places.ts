// Where a witness statement is signed, and by whom: from what it says and how many pages it has. Pure.
import { z } from 'zod';
import { ink, isMoreThanADot } from '../ink.ts';
import { textOf } from '../forms/values.ts';
import { instant } from '../ids.ts';
import type { FieldValues } from '../reports.ts';

export const signer = z.enum(['witness', 'reader', 'interpreter', 'adult', 'officer']);
export type Signer = z.infer<typeof signer>;

/** "declaration:witness", "page-3:officer", "end:reader": stable, and part of what is sealed. */
export const placeId = z
  .string()
  .regex(/^(?:declaration|end|page-[1-9]\d{0,3}):(?:witness|reader|interpreter|adult|officer)$/);

export const signingPlace = z.object({
  id: placeId,
  signer,
  /** The page whose foot it is; null for a place in the text. */
  page: z.number().int().min(1).nullable(),
  /** For example "Declaration", "Foot of page 2", "After the last word". */
  where: z.string(),
  /** Who signs there. */
  name: z.string(),
});
export type SigningPlace = z.infer<typeof signingPlace>;

const reason = z.string().trim().min(1).max(300);

/** What stands in a place: a signature; a mark by somebody who cannot write theirs; or why there is neither. */
export const signature = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('signed'), strokes: ink })
    .refine(({ strokes }) => isMoreThanADot(strokes), 'That is only a dot.'),
  z.object({ kind: z.literal('mark'), strokes: ink, reason }),
  z.object({ kind: z.literal('none'), reason }),
]);
export type Signature = z.infer<typeof signature>;

export const madeSignature = z.object({ place: placeId, at: instant, signature });
export type MadeSignature = z.infer<typeof madeSignature>;

const said = (values: FieldValues, key: string): string => textOf(values[key]).trim();

/** "Mary HALE" */
export const witnessName = (values: FieldValues): string =>
  [said(values, 'given-names'), said(values, 'family-name').toLocaleUpperCase('en-GB')]
    .filter((part) => part !== '')
    .join(' ');

/** The others who sign after the last word, where there are any: each by a field that names them. */
export const others = (values: FieldValues): readonly { readonly signer: Signer; readonly name: string }[] => [
  // Criminal Procedure Rules, r 16.2(c): whoever read it to a witness who cannot.
  ...(said(values, 'can-read') === 'no' ? [{ signer: 'reader' as const, name: said(values, 'read-by') }] : []),
  ...(said(values, 'interpreter-used') === 'yes'
    ? [{ signer: 'interpreter' as const, name: said(values, 'interpreter') }]
    : []),
  ...(said(values, 'age') === 'under-18' && said(values, 'adult') !== ''
    ? [{ signer: 'adult' as const, name: said(values, 'adult') }]
    : []),
];

/**
 * Every place in the order in which it is signed: all of the witness's, then the others', then the officer's, so that the laptop changes
 * hands as seldom as can be.
 * @param officer as the officer is named on paper
 */
export function signingPlaces(values: FieldValues, pages: number, officer: string): SigningPlace[] {
  const numbers = Array.from({ length: pages }, (_one, index) => index + 1);
  const feet = (who: Signer, name: string): SigningPlace[] =>
    numbers.map((page) => ({ id: `page-${page}:${who}`, signer: who, page, where: `Foot of page ${page}`, name }));
  const inText = (at: 'declaration' | 'end', who: Signer, name: string): SigningPlace => ({
    id: `${at}:${who}`,
    signer: who,
    page: null,
    where: at === 'declaration' ? 'Declaration' : 'After the last word',
    name,
  });
  const witness = witnessName(values);
  return [
    inText('declaration', 'witness', witness),
    ...feet('witness', witness),
    inText('end', 'witness', witness),
    ...others(values).map(({ signer: who, name }) => inText('end', who, name)),
    ...feet('officer', officer),
    inText('end', 'officer', officer),
  ];
}

/** What must be there before anybody signs: a declaration cannot name nobody (Criminal Procedure Rules, r 16.2). */
export function missingForSigning(values: FieldValues): string[] {
  const lacks = (key: string): boolean => said(values, key) === '';
  return [
    ...(witnessName(values) === '' ? ['the name of the witness'] : []),
    ...(lacks('age') || (said(values, 'age') === 'under-18' && lacks('age-years')) ? ['the age of the witness'] : []),
    ...(lacks('narrative') ? ['the statement itself'] : []),
    ...(lacks('can-read') ? ['whether the witness can read it'] : []),
    ...(said(values, 'can-read') === 'no' && lacks('read-by') ? ['who read it to the witness'] : []),
    ...(said(values, 'interpreter-used') === 'yes' && lacks('language') ? ['the language'] : []),
    ...(said(values, 'interpreter-used') === 'yes' && lacks('interpreter') ? ['the name of the interpreter'] : []),
  ];
}
