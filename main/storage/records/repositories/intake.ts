// Takes a finished offload into the records: the recording, its custody and the audit entry, in one transaction.
import type { CustodyEvent, RecordingKind } from '#contract/footage.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { SealFacts, SourceFacts } from '../../../ports/evidence-sink.ts';
import type { Position } from '../../trails/gps-trail.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import { appendCustody } from './custody.ts';
import { takeBack } from './deletion-marks.ts';
import { presentRow } from './recording-rows.ts';
import { indexRecording } from './recording-search.ts';

export interface IntakeItem {
  readonly recordingId: RecordingId;
  readonly facts: SourceFacts;
  readonly seal: SealFacts;
  readonly custody: readonly CustodyEvent[];
  /** Whether the custody events can be believed to have been written by this laptop. */
  readonly verified: boolean;
  /** For a trail that came with a recording: where that was made. */
  readonly positions: readonly Position[];
  /** How it came in, where not by a receipt: goes into the audit trail. */
  readonly remark: string | null;
  readonly at: Instant;
}

/** Answers false, and changes nothing, where the recording is there already: a receipt may be handed in twice. */
export function takeInRecording(context: RecordsContext, item: IntakeItem): boolean {
  return inTransaction(context, () => {
    const { db, audit } = context;
    const { recordingId: id, facts, seal, custody, at } = item;
    if (isKnown(context, id)) return false;
    const start = startOf(facts);
    const belongs = belongsTo(context, facts);
    db.prepare(
      `INSERT INTO recordings (id, file_name, source_path, camera_id, camera_name, camera_serial, camera_make,
         started_at, start_source, offloaded_at, bytes, parts, sha256, media, state, kind, lead_id, parent_id, segment_group,
         segment_index, side_of, clock, corrected_start_at)
       VALUES (@id, @fileName, @path, @cameraId, @cameraName, @cameraSerial, @cameraMake,
         @startedAt, @startSource, @offloadedAt, @bytes, @parts, @sha256, @media, @state, @kind, @leadId, @parentId, @segmentGroup,
         @segmentIndex, @sideOf, @clock, @correctedStartAt)`,
    ).run({
      id,
      fileName: fileNameOf(facts.path),
      path: facts.path,
      cameraId: facts.cameraId,
      cameraName: facts.cameraName,
      cameraSerial: facts.cameraSerial,
      cameraMake: facts.cameraMake,
      ...start,
      offloadedAt: custody.find(({ what }) => what === 'sealed')?.at ?? custody.at(-1)?.at ?? at,
      bytes: seal.bytes,
      parts: seal.parts,
      sha256: seal.sha256,
      media: JSON.stringify(facts.media),
      state: item.verified ? stateOf(custody) : 'not-verified',
      ...belongs,
      segmentGroup: facts.segment?.group ?? null,
      segmentIndex: facts.segment?.index ?? null,
      sideOf: facts.sideOf,
      clock: facts.clock === null ? null : JSON.stringify(facts.clock),
      correctedStartAt: correctedStart(start.startedAt, facts.clock),
    });
    savePositions(context, belongs.leadId ?? id, item.positions);
    if (belongs.kind !== 'side-file') leadSideFiles(context, belongs.leadId ?? id, facts, at);
    // Whoever marked it had not seen this part of it.
    if (belongs.leadId !== null) takeBack(context, [belongs.leadId], at, 'a further file of it came in');
    for (const event of custody) appendCustody(context, id, event);
    indexRecording(context, id);
    const from = `${facts.cameraName}${facts.cameraSerial === null ? '' : `, serial ${facts.cameraSerial}`}`;
    audit.append({
      at,
      operation: 'collection',
      subjectKind: 'recording',
      subjectId: id,
      what: `Took in ${facts.path} (${seal.bytes} bytes) from ${from}. SHA-256 ${seal.sha256}.${
        item.remark === null ? '' : ` ${item.remark}`
      }${item.positions.length === 0 ? '' : ` It says where its recording was made, ${item.positions.length} times.`}`,
    });
    audit.checkpoint();
    return true;
  });
}

export const isKnown = ({ db }: RecordsContext, id: RecordingId): boolean =>
  db.prepare<[string], number>('SELECT 1 FROM recordings WHERE id = ?').pluck().get(id) !== undefined;

/** What comes after a recording was erased is not led by it: nobody would see it any more. */
const here = `erased_at IS NULL AND coalesce(lead_id, id) NOT IN
  (SELECT recording_id FROM deletions WHERE begun_at IS NOT NULL)`;

/** A side file leads nothing: where its recording comes later, that one takes it along. */
function belongsTo(
  { db }: RecordsContext,
  { cameraId, segment, sideOf, derived }: SourceFacts,
): { kind: RecordingKind; leadId: RecordingId | null; parentId: RecordingId | null } {
  const one = (sql: string, ...values: string[]): RecordingId | null =>
    db
      .prepare<string[], RecordingId>(sql)
      .pluck()
      .get(...values) ?? null;
  if (derived !== undefined) {
    return {
      kind: derived.kind,
      leadId: null,
      parentId: one('SELECT id FROM recordings WHERE id = ?', derived.parentId),
    };
  }
  if (sideOf !== null) {
    const owner = one(
      `SELECT coalesce(lead_id, id) FROM recordings WHERE camera_id = ? AND source_path = ? AND ${here}
       ORDER BY number DESC LIMIT 1`,
      cameraId,
      sideOf,
    );
    return { kind: 'side-file', leadId: owner, parentId: null };
  }
  const lead =
    segment === null
      ? null
      : one(
          `SELECT id FROM recordings WHERE segment_group = ? AND kind = 'recording' AND ${here} LIMIT 1`,
          segment.group,
        );
  return { kind: lead === null ? 'recording' : 'segment', leadId: lead, parentId: null };
}

/** Side files that were taken in before the recording they came with; `lead` leads it, or is itself. */
function leadSideFiles(context: RecordsContext, lead: RecordingId, { cameraId, path }: SourceFacts, at: Instant): void {
  const { db } = context;
  const waiting = db
    .prepare<[string, string], RecordingId>(
      `SELECT id FROM recordings
       WHERE kind = 'side-file' AND lead_id IS NULL AND camera_id = ? AND side_of = ? AND ${here}`,
    )
    .pluck()
    .all(cameraId, path);
  for (const sideFile of waiting) {
    // Holds and deletions are the lead's from now on: a hold goes over to it, a mark does not.
    takeBack(context, [sideFile], at, 'the recording that it came with came in');
    db.prepare('UPDATE holds SET recording_id = ? WHERE recording_id = ?').run(lead, sideFile);
    db.prepare('UPDATE recordings SET lead_id = ? WHERE id = ?').run(lead, sideFile);
    db.prepare('UPDATE OR IGNORE recording_positions SET recording_id = ? WHERE recording_id = ?').run(lead, sideFile);
    db.prepare('DELETE FROM recording_positions WHERE recording_id = ?').run(sideFile);
  }
}

/** Under the recording that leads, so that whoever asks where it was made need not know of its files. */
function savePositions({ db }: RecordsContext, id: string, positions: readonly Position[]): void {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO recording_positions (recording_id, at, latitude, longitude) VALUES (?, ?, ?, ?)',
  );
  for (const { at, latitude, longitude } of positions) insert.run(id, at, latitude, longitude);
}

/** A clock that was only seen to be ahead by something is told to the officer, but corrects nothing. */
function correctedStart(startedAt: Instant | null, clock: SourceFacts['clock']): Instant | null {
  if (startedAt === null || clock === null || clock.source === 'files-from-the-future') return null;
  return new Date(Date.parse(startedAt) - clock.offsetSeconds * 1000).toISOString();
}

const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The camera's own clock inside the file says more than its name, and the name more than the file system's time. */
function startOf({ media, startByFile, startByFileSource }: SourceFacts): {
  startedAt: Instant | null;
  startSource: 'media' | 'file-name' | 'file-time' | 'unknown';
} {
  if (media.startByMedia !== null) return { startedAt: media.startByMedia, startSource: 'media' };
  if (startByFile !== null && startByFileSource !== null)
    return { startedAt: startByFile, startSource: startByFileSource };
  return { startedAt: null, startSource: 'unknown' };
}

/** The last read-back decides. */
function stateOf(custody: readonly CustodyEvent[]): 'verified' | 'not-verified' | 'damaged' {
  const last = custody.findLast(({ what }) => what === 'read-back-equal' || what === 'read-back-different');
  if (last === undefined) return 'not-verified';
  return last.what === 'read-back-equal' ? 'verified' : 'damaged';
}

/** The outcome of a verification: into the custody events, the state, and the audit trail with a checkpoint. */
export function noteVerification(
  context: RecordsContext,
  id: RecordingId,
  outcome: { readonly equal: boolean; readonly detail: string; readonly at: Instant },
): void {
  inTransaction(context, () => {
    const { equal, detail, at } = outcome;
    // Where it was erased while it was being read, that it cannot be read is no damage.
    presentRow(context.db, id);
    appendCustody(context, id, { at, what: equal ? 'read-back-equal' : 'read-back-different', detail });
    context.db.prepare('UPDATE recordings SET state = ? WHERE id = ?').run(equal ? 'verified' : 'damaged', id);
    context.audit.append({
      at,
      operation: 'consultation',
      subjectKind: 'recording',
      subjectId: id,
      what: `Verified the recording: ${detail}`,
    });
    context.audit.checkpoint();
  });
}
