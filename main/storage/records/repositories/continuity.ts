// The continuity of an exhibit: custody, audit trail and movements in one list, in the order in which things happened.
import { z } from 'zod';
import { continuityEntry, movementKind, type ContinuityEntry, type MovementKind } from '#contract/exhibits.ts';
import { custodyEvent, type CustodyEvent } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { parseEntry } from '../../audit/audit-entry.ts';
import type { RecordsContext } from '../records-context.ts';
import { filesOf, sourcesOf } from './families.ts';

const custodyWords: Readonly<Record<CustodyEvent['what'], string>> = {
  'offload-started': 'Offload from the camera begun',
  'offload-interrupted': 'Offload interrupted',
  'offload-resumed': 'Offload resumed',
  sealed: 'Sealed in the vault',
  'read-back-equal': 'Read back from the vault: equal',
  'read-back-different': 'Read back from the vault: DIFFERENT',
  derived: 'Made from another recording',
  'erased-from-camera': 'Erased from the camera',
  exported: 'Exported',
  shredded: 'Key destroyed',
};

export const movementWords: Readonly<Record<MovementKind, string>> = {
  'handed-over': 'Handed over',
  received: 'Received',
  returned: 'Returned',
  sealed: 'Sealed in a bag',
  copied: 'Copied',
  other: 'Other',
};

/** Tagging is not continuity; who looked, what was joined to it, to whom it went and what was erased is. Custody tells of the rest. */
const told: ReadonlySet<string> = new Set(['consultation', 'disclosure', 'combination', 'erasure']);

/** Of a thing, whose trail is of nothing else, every change as well. */
const toldOfThing: ReadonlySet<string> = new Set([...told, 'collection', 'alteration']);

/** @param recordingId null for a thing */
export function continuityOf(
  context: RecordsContext,
  exhibitId: string,
  recordingId: RecordingId | null,
): ContinuityEntry[] {
  const entries =
    recordingId === null
      ? [...auditOf(context, exhibitId, toldOfThing), ...movementsOf(context, exhibitId)]
      : [
          ...sourcesOf(context, recordingId).flatMap((source) => custodyOf(context, source, 'Of its original: ')),
          ...filesOf(context, recordingId).flatMap((file) => custodyOf(context, file, '')),
          ...auditOf(context, recordingId, told),
          ...movementsOf(context, exhibitId),
        ];
  return continuityEntry.array().parse(entries.toSorted((a, b) => a.at.localeCompare(b.at, 'en')));
}

function custodyOf({ db }: RecordsContext, id: RecordingId, prefix: string): ContinuityEntry[] {
  const events = db
    .prepare<[string]>('SELECT at, what, detail FROM custody_events WHERE recording_id = ? ORDER BY sequence')
    .all(id);
  return custodyEvent
    .array()
    .parse(events)
    .map(({ at, what, detail }) => ({
      at,
      source: 'custody',
      what: `${prefix}${custodyWords[what]}`,
      who: null,
      detail,
    }));
}

function auditOf({ db }: RecordsContext, id: string, operations: ReadonlySet<string>): ContinuityEntry[] {
  return (
    db
      .prepare<[string], { position: number; entry: string }>(
        'SELECT position, entry FROM audit_entries WHERE subject_id = ? ORDER BY position',
      )
      .all(id)
      .map(({ position, entry }) => parseEntry(entry, position))
      .filter((entry) => entry !== null)
      // A verification is in the custody events already, and a movement in its own table.
      .filter(({ operation, what }) => operations.has(operation) && !/^(Verified the recording|Exhibit )/.test(what))
      .map(({ at, what, officer, reason }) => ({ at, source: 'audit', what, who: officer, detail: reason ?? '' }))
  );
}

const movementRow = z.object({
  at: z.string(),
  what: movementKind,
  from_whom: z.string(),
  to_whom: z.string(),
  note: z.string(),
});

function movementsOf({ db }: RecordsContext, exhibitId: string): ContinuityEntry[] {
  const rows = db
    .prepare<[string]>('SELECT * FROM exhibit_movements WHERE exhibit_id = ? ORDER BY sequence')
    .all(exhibitId);
  return movementRow
    .array()
    .parse(rows)
    .map((row) => ({
      at: row.at,
      source: 'movement',
      what: movementWords[row.what],
      who: row.to_whom === '' ? row.from_whom : `${row.from_whom} → ${row.to_whom}`,
      detail: row.note,
    }));
}
