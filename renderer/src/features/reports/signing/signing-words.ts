// How signing is spoken of on the screen.
import type { OpenSigning, SealSummary } from '#contract/signing.ts';
import type { Signer, SigningPlace } from '#contract/statement/places.ts';
import { formatCount, formatDate, formatTime } from '../../../format/index.ts';

export const signerWords: Readonly<Record<Signer, string>> = {
  witness: 'Witness',
  reader: 'Reader',
  interpreter: 'Interpreter',
  adult: 'Adult present',
  officer: 'Witnessed by',
};

/** "Zofia KOWALSKA, foot of page 2" */
export const placeWords = ({ name, where }: SigningPlace): string => `${name}, ${where.toLowerCase()}`;

/** "3 of 10 signed" */
export const progressWords = ({ fixed, signatures }: OpenSigning): string =>
  `${signatures.length} of ${fixed.places.length} signed`;

/** "Sealed 22 Nov 2026 14:03, 3 pages" */
export const sealWords = ({ sealedAt, pages, way }: SealSummary): string =>
  `${way === 'paper' ? 'Signed on paper, sealed' : 'Sealed'} ${formatDate(sealedAt)} ${formatTime(sealedAt)}, ${formatCount(pages, 'page')}`;

/** The page that a place is on. */
export function pageOf(place: SigningPlace, { fixed }: OpenSigning): number {
  if (place.page !== null) return place.page - 1;
  const found = fixed.pages.findIndex(({ rows }) => rows.some((row) => row.place === place.id));
  return Math.max(0, found);
}
