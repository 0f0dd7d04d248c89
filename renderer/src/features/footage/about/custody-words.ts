// A SHA-256 as people compare it: in groups of four.
export const groupedHash = (sha256: string): string => (sha256.match(/.{1,4}/g) ?? []).join(' ');

/** "9f2c 41d8 … 07ae 5b13": enough to recognise, never enough to compare. */
export function shortHash(sha256: string): string {
  const groups = sha256.match(/.{1,4}/g) ?? [];
  return groups.length <= 4 ? groups.join(' ') : [...groups.slice(0, 2), '…', ...groups.slice(-2)].join(' ');
}
