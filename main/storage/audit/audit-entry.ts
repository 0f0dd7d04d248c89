// An audit entry as it is hashed: canonical JSON (RFC 8785), so that any language gives the same bytes for the same entry.
import type { z } from 'zod';
import { auditEntry, type AuditEntry } from '#contract/audit.ts';

/** Position in the tree is not in the bytes: the tree itself fixes it. */
const storedEntry = auditEntry.omit({ index: true });
export type StoredEntry = z.output<typeof storedEntry>;

/** Members in the order of their names, no spaces. `toWellFormed`: half a surrogate pair has no UTF-8. */
export function canonicalEntry(entry: StoredEntry): string {
  const { at, officer, operation, reason, subjectId, subjectKind, what } = entry;
  return JSON.stringify({
    at,
    officer: officer.toWellFormed(),
    operation,
    reason: reason === null ? null : reason.toWellFormed(),
    subjectId: subjectId.toWellFormed(),
    subjectKind,
    what: what.toWellFormed(),
  });
}

/** Null where the text is not an entry: only an edit from outside can make it so. */
export function parseEntry(text: string, index: number): AuditEntry | null {
  try {
    const parsed = storedEntry.safeParse(JSON.parse(text));
    return parsed.success ? { index, ...parsed.data } : null;
  } catch {
    return null;
  }
}
