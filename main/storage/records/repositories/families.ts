// What belongs together: the files of one recording, and what was made from it. Holds and deletions go by these.
import type { RecordingId } from '#contract/ids.ts';
import type { RecordsContext } from '../records-context.ts';

/**
 * Common tables that end with `covered`: every recording that an active hold keeps. A hold on one keeps what it was made from,
 * which it is nothing without, and what was made from it. Clips that were made side by side do not keep each other.
 */
export const heldFamilies = `
  WITH RECURSIVE held (id) AS (SELECT recording_id FROM holds WHERE lifted_at IS NULL),
  held_sources (id) AS (
    SELECT id FROM held
    UNION SELECT coalesce(p.lead_id, p.id) FROM held_sources s
      JOIN recordings d ON d.id = s.id JOIN recordings p ON p.id = d.parent_id),
  held_derivatives (id) AS (
    SELECT id FROM held
    UNION SELECT d.id FROM held_derivatives s
      JOIN recordings f ON (f.id = s.id OR f.lead_id = s.id) JOIN recordings d ON d.parent_id = f.id),
  covered (id) AS (SELECT id FROM held_sources UNION SELECT id FROM held_derivatives)`;

const ids = ({ db }: RecordsContext, sql: string, id: string): RecordingId[] =>
  db.prepare<{ id: string }, RecordingId>(sql).pluck().all({ id });

/** The recording that carries hold and deletion for this file; itself where it leads. */
export const leadOf = (context: RecordsContext, id: RecordingId): RecordingId =>
  ids(context, 'SELECT coalesce(lead_id, id) FROM recordings WHERE id = @id', id)[0] ?? id;

/** Every file of a recording, itself first. */
export const filesOf = (context: RecordsContext, lead: RecordingId): RecordingId[] =>
  ids(
    context,
    'SELECT id FROM recordings WHERE @id IN (id, lead_id) ORDER BY lead_id IS NOT NULL, segment_index, number',
    lead,
  );

/** What was made from a recording or any of its segments and is still here, the last made first. */
export const madeFrom = (context: RecordsContext, lead: RecordingId): RecordingId[] =>
  ids(
    context,
    `WITH RECURSIVE made (id) AS (
       SELECT d.id FROM recordings f JOIN recordings d ON d.parent_id = f.id WHERE @id IN (f.id, f.lead_id)
       UNION SELECT d.id FROM made m JOIN recordings d ON d.parent_id = m.id)
     SELECT r.id FROM made JOIN recordings r USING (id) WHERE r.erased_at IS NULL ORDER BY r.number DESC`,
    lead,
  );

/** What a derivative was made from, up to the original. */
export const sourcesOf = (context: RecordsContext, id: RecordingId): RecordingId[] =>
  ids(
    context,
    `WITH RECURSIVE sources (id) AS (
       SELECT coalesce(p.lead_id, p.id) FROM recordings d JOIN recordings p ON p.id = d.parent_id WHERE d.id = @id
       UNION SELECT coalesce(p.lead_id, p.id) FROM sources s
         JOIN recordings d ON d.id = s.id JOIN recordings p ON p.id = d.parent_id)
     SELECT id FROM sources`,
    id,
  );
