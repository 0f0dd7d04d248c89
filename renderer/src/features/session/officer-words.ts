// How an officer is named in few letters. Pure.

/** "AO" of "Ada Okafor": the first and the last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => (word ?? '').slice(0, 1).toLocaleUpperCase('en-GB')).join('');
}
