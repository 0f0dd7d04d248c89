// Exhibits: labelled once, moved on paper, and told of with everything that happened to them.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import {
  exhibit,
  exhibitLabel,
  exhibitSummary,
  type Exhibit,
  type ExhibitMark,
  type ExhibitSummary,
} from '#contract/exhibits.ts';
import type { ExhibitId, Instant, RecordingId } from '#contract/ids.ts';
import type { ExhibitsApi } from '../../../ports/exhibits.ts';
import { initialsOf, proposeMark } from '../exhibit-marks.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { continuityOf, movementWords } from './continuity.ts';
import { takeBack } from './deletion-marks.ts';
import { leadOf, sourcesOf } from './families.ts';
import { hereRow, recordingRow } from './recording-rows.ts';
import { readSettings } from './settings.ts';
import type { Synchronous } from './synchronous.ts';

interface ExhibitRow extends ExhibitMark {
  readonly id: string;
  readonly recording_id: RecordingId;
  readonly description: string;
  readonly produced_at: string;
  readonly title: string;
  readonly file_name: string;
  readonly kind: string;
  readonly erased_at: string | null;
  readonly with_whom: string | null;
  readonly movements: number;
}

const exhibitRows = `
  SELECT x.*, r.title, r.file_name, r.kind, r.erased_at,
    (SELECT nullif(m.to_whom, '') FROM exhibit_movements m WHERE m.exhibit_id = x.id AND m.to_whom <> ''
      ORDER BY m.at DESC, m.sequence DESC LIMIT 1) AS with_whom,
    (SELECT count(*) FROM exhibit_movements m WHERE m.exhibit_id = x.id) AS movements
  FROM exhibits x JOIN recordings r ON r.id = x.recording_id`;

const summaryFields = (row: ExhibitRow) => ({
  id: row.id,
  label: exhibitLabel(row),
  description: row.description,
  producedAt: row.produced_at,
  recordingId: row.recording_id,
  recordingTitle: row.title === '' ? row.file_name : row.title,
  recordingKind: row.kind,
  erasedAt: row.erased_at,
  withWhom: row.with_whom,
  movementCount: row.movements,
});

export function createExhibits(context: RecordsContext): Synchronous<ExhibitsApi> {
  const { db, audit, officer } = context;

  const marks = (): ExhibitMark[] => db.prepare<[], ExhibitMark>('SELECT producer, number, suffix FROM exhibits').all();

  const markOf = (id: RecordingId): ExhibitMark | null =>
    db.prepare<[string], ExhibitMark>('SELECT producer, number, suffix FROM exhibits WHERE recording_id = ?').get(id) ??
    null;

  const noted = (id: RecordingId, at: Instant, what: string): void => {
    audit.append({ at, operation: 'alteration', subjectKind: 'recording', subjectId: id, what });
  };

  function read(id: ExhibitId): Exhibit {
    const row = exhibitRow(context, id);
    const recording = recordingRow(db, row.recording_id);
    const source = sourcesOf(context, row.recording_id)
      .map(markOf)
      .find((mark) => mark !== null);
    return exhibit.parse({
      ...summaryFields(row),
      producer: row.producer,
      producerName: `${officer.rank} ${officer.name} (${officer.shoulderNumber})`,
      sha256: recording.sha256,
      bytes: recording.bytes,
      fileName: recording.file_name,
      startedAt: recording.corrected_start_at ?? recording.started_at,
      derivedFrom: source === undefined ? null : exhibitLabel(source),
      continuity: continuityOf(context, row.id, row.recording_id),
    });
  }

  return {
    proposeExhibit({ recordingId }) {
      const lead = leadOf(context, recordingId);
      const row = hereRow(db, lead);
      const source = sourcesOf(context, lead)
        .map(markOf)
        .find((mark) => mark !== null);
      const chosen = readSettings(context).exhibitInitials;
      const mark = proposeMark(chosen === '' ? initialsOf(officer.name) : chosen, marks(), source ?? null);
      return { ...mark, description: row.title };
    },

    makeExhibit({ recordingId, mark, description, at }): Exhibit {
      return inTransaction(context, () => {
        const lead = leadOf(context, recordingId);
        hereRow(db, lead);
        const label = exhibitLabel(mark);
        const already = markOf(lead);
        if (already !== null) throw taken(`This recording is exhibit ${exhibitLabel(already)} already.`);
        const other = db
          .prepare<[string, number, string], string>(
            'SELECT description FROM exhibits WHERE producer = ? AND number = ? AND suffix = ?',
          )
          .pluck()
          .get(mark.producer, mark.number, mark.suffix);
        if (other !== undefined) throw taken(`${label} is taken: “${other}”. Give this one another number.`);
        const id = randomUUID() as ExhibitId;
        db.prepare(
          `INSERT INTO exhibits (id, recording_id, producer, number, suffix, description, produced_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ).run(id, lead, mark.producer, mark.number, mark.suffix, description.toWellFormed(), at);
        noted(lead, at, `Made it exhibit ${label}: “${description}”.`);
        // What it was made from must be there when a court asks for it.
        takeBack(context, sourcesOf(context, lead), at, `exhibit ${label} was made from it`);
        audit.checkpoint();
        return read(id);
      });
    },

    describeExhibit({ id, description, at }): Exhibit {
      return inTransaction(context, () => {
        const row = exhibitRow(context, id);
        if (row.description !== description) {
          db.prepare('UPDATE exhibits SET description = ? WHERE id = ?').run(description.toWellFormed(), id);
          const words = `from “${row.description}” to “${description}”`;
          noted(row.recording_id, at, `Changed the description of exhibit ${exhibitLabel(row)} ${words}.`);
        }
        return read(id);
      });
    },

    /** Labels and descriptions of the officer's own exhibits, as in every other list: not a consultation. */
    listExhibits({ search }): ExhibitSummary[] {
      const words = search.toLocaleLowerCase('en-GB').split(/\s+/u).filter(Boolean);
      return db
        .prepare<[], ExhibitRow>(`${exhibitRows} ORDER BY x.producer, x.number, length(x.suffix), x.suffix`)
        .all()
        .map((row) => exhibitSummary.parse(summaryFields(row)))
        .filter(({ label, description, recordingTitle, withWhom }) => {
          const text = `${label} ${description} ${recordingTitle} ${withWhom ?? ''}`.toLocaleLowerCase('en-GB');
          return words.every((word) => text.includes(word));
        });
    },

    getExhibit({ id, at }): Exhibit {
      return inTransaction(context, () => {
        const found = read(id);
        audit.consulted({
          at,
          subjectKind: 'recording',
          subjectId: found.recordingId,
          what: `Opened the continuity of exhibit ${found.label}.`,
        });
        return found;
      });
    },

    moveExhibit({ id, movedAt, what, from, to, note, at }): Exhibit {
      return inTransaction(context, () => {
        const row = exhibitRow(context, id);
        // Officers write minutes, so the minute in which it was produced counts whole.
        if (movedAt > at || movedAt < `${row.produced_at.slice(0, 16)}:00.000Z`) {
          throw new KerbdeskError(
            'invalid-input',
            'An exhibit moves after it was produced and not in the future. Check the date and the time; nothing was written down yet.',
          );
        }
        db.prepare(
          `INSERT INTO exhibit_movements (exhibit_id, sequence, at, what, from_whom, to_whom, note)
           VALUES (@id, (SELECT coalesce(max(sequence) + 1, 0) FROM exhibit_movements WHERE exhibit_id = @id),
             @movedAt, @what, @from, @to, @note)`,
        ).run({ id, movedAt, what, from: from.toWellFormed(), to: to.toWellFormed(), note: note.toWellFormed() });
        audit.append({
          at,
          operation: 'disclosure',
          subjectKind: 'recording',
          subjectId: row.recording_id,
          what: `Exhibit ${exhibitLabel(row)}: ${movementWords[what]}, ${from}${to === '' ? '' : ` to ${to}`}.`,
          reason: note === '' ? null : note,
        });
        return read(id);
      });
    },
  };
}

function exhibitRow({ db }: RecordsContext, id: ExhibitId): ExhibitRow {
  const row = db.prepare<[string], ExhibitRow>(`${exhibitRows} WHERE x.id = ?`).get(id);
  if (!row) throw notFound('exhibit');
  return row;
}

const taken = (message: string): KerbdeskError => new KerbdeskError('exhibit-taken', message);
