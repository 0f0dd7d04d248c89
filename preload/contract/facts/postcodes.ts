// UK postcodes as typed: how one is written, what area it is in, and what about it cannot be right.
import { likelyReading } from './look-alikes.ts';
import { postcodeAreas } from './postcode-areas.ts';
import type { FactReading } from './reading.ts';

const compactOf = (typed: string): string => typed.toUpperCase().replaceAll(/\s+/g, '');

/** "e174qr" as "E17 4QR"; null if it has not the shape of a UK postcode. */
export function postcodeOf(typed: string): string | null {
  const match = /^(GIR|[A-Z]{1,2}\d[A-Z\d]?)(\d[ABD-HJLNP-UW-Z]{2})$/.exec(compactOf(typed));
  return match ? `${match[1] ?? ''} ${match[2] ?? ''}` : null;
}

const areaLettersOf = (outward: string): string => /^(?:GIR|[A-Z]+)/.exec(outward)?.[0] ?? '';

/** What cannot be right about an outward code such as E17, W1A or EC1A; null where it may exist. */
function outwardProblem(outward: string): string | null {
  const area = areaLettersOf(outward);
  if (postcodeAreas[area] === undefined) return `No UK postcode begins with ${area}. Check it.`;
  if (area === 'GIR') return null;
  const last = outward.slice(area.length).replace(/^\d+/, '');
  const used = area.length === 1 ? 'ABCDEFGHJKPSTUW' : 'ABEHMNPRVWXY';
  return last === '' || used.includes(last) ? null : `No UK postcode has ${last} where ${outward} has it. Check it.`;
}

const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digit = '0123456789';
const inward = [digit, 'ABDEFGHJLNPQRSTUWXYZ', 'ABDEFGHJLNPQRSTUWXYZ'];
const outwards = [
  [letter, digit],
  [letter, digit, digit],
  [letter, letter, digit],
  [letter, letter, digit, digit],
  [letter, digit, letter],
  [letter, letter, digit, letter],
];
const mostCost = 4;

/** The postcode that was likely meant where letters and digits were mistaken for each other: "SW1A OAA" for "SW1A 0AA". */
export function likelyPostcode(typed: string): string | null {
  const compact = compactOf(typed);
  let best: { readonly postcode: string; readonly cost: number } | null = null;
  for (const outward of outwards) {
    const likely = likelyReading(compact, [...outward, ...inward]);
    const postcode = likely === null ? null : postcodeOf(likely.text);
    if (likely === null || postcode === null || likely.cost === 0 || likely.cost > mostCost) continue;
    if (outwardProblem(postcode.split(' ')[0] ?? '') !== null) continue;
    if (best === null || likely.cost < best.cost) best = { postcode, cost: likely.cost };
  }
  return best?.postcode ?? null;
}

const shape = 'This does not look like a UK postcode, such as E17 4QR.';

function shapeAdvice(typed: string): string {
  const likely = likelyPostcode(typed);
  if (likely !== null) return `This is not a UK postcode. It looks like ${likely}.`;
  const compact = compactOf(typed);
  const isOutward = /^[A-Z]{1,2}\d[A-Z\d]?$/.test(compact) && outwardProblem(compact) === null;
  return isOutward ? `${compact} is the first half of a postcode. Add the rest if it is known.` : shape;
}

/** Reads a postcode as typed; null for nothing typed. */
export function readPostcode(typed: string): FactReading | null {
  if (typed.trim() === '') return null;
  const normalised = postcodeOf(typed);
  if (normalised === null) return { normalised: null, words: null, advice: shapeAdvice(typed) };
  const outward = normalised.split(' ')[0] ?? '';
  const area = postcodeAreas[areaLettersOf(outward)];
  const problem = outwardProblem(outward);
  const likely = problem === null ? null : likelyPostcode(typed);
  return {
    normalised,
    words: area === undefined ? normalised : `${normalised}, ${area}`,
    advice: likely === null ? problem : `${problem ?? ''} It looks like ${likely}.`,
  };
}
