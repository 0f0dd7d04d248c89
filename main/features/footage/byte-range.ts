// HTTP Range for one file of known length (RFC 9110, section 14): single ranges only, which is all a player asks for.
export type RangeAnswer =
  | { readonly status: 200; readonly first: 0; readonly last: number }
  | { readonly status: 206; readonly first: number; readonly last: number }
  | { readonly status: 416 };

/** `last` is inclusive. A header that is malformed or asks for several ranges is ignored, as the RFC allows. */
export function answerRange(header: string | null, bytes: number): RangeAnswer {
  const whole: RangeAnswer = { status: 200, first: 0, last: bytes - 1 };
  const match = header === null ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (!match) return whole;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return whole;
  if (from === '') {
    const suffix = Math.min(Number(to), bytes);
    return suffix === 0 ? { status: 416 } : { status: 206, first: bytes - suffix, last: bytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < first) return whole;
  return first >= bytes ? { status: 416 } : { status: 206, first, last };
}
