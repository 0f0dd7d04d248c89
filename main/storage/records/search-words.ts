// From what is typed in a search box to a full-text query: every word must begin some word of the record.

/** More words than this only narrow further what nobody can read any more. */
const wordLimit = 12;

/**
 * An FTS5 query, or null where nothing searchable was typed. Each word is quoted, so that no operator, bracket, column
 * name or quote in it means anything; words without a letter or digit would match nothing and are left out.
 */
export function searchQuery(typed: string): string | null {
  const words = typed
    .normalize('NFC')
    .replaceAll(/\p{Cc}/gu, ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, wordLimit);
  if (words.length === 0) return null;
  return words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ');
}

/** What is put into the index: normalised as queries are, and whole surrogate pairs only. */
export const searchText = (parts: readonly string[]): string => parts.join('\n').normalize('NFC').toWellFormed();
