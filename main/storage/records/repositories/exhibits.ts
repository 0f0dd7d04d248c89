// Exhibits: labelled once, moved on paper, and told of with everything that happened to them.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import { exhibitLabel, type Exhibit, type ExhibitSummary } from '#contract/exhibits.ts';
import type { ExhibitId } from '#contract/ids.ts';
import type { ExhibitsApi } from '../../../ports/exhibits.ts';
import { proposeMark } from '../exhibit-marks.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import { indexExhibitAnew } from '../search/sources.ts';
import { movementWords } from './continuity.ts';
import { takeBack } from './deletion-marks.ts';
import {
  changeFact,
  marksInUse,
  ownInitials,
  requireFree,
  requireStanding,
  subjectOf,
  taken,
} from './exhibit-deeds.ts';
import { createExhibitOffers } from './exhibit-offers.ts';
import {
  allExhibitRows,
  exhibitRow,
  markOfRecording,
  readExhibit,
  readExhibitWords,
  sourceMark,
  summaryOf,
} from './exhibit-rows.ts';
import { leadOf, sourcesOf } from './families.ts';
import { hereRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

export function createExhibits(context: RecordsContext): Synchronous<ExhibitsApi> {
  const { db, audit } = context;

  return {
    ...createExhibitOffers(context),

    proposeExhibit({ recordingId }) {
      if (recordingId === null) {
        return { ...proposeMark(ownInitials(context), marksInUse(context), null), description: '' };
      }
      const lead = leadOf(context, recordingId);
      const row = hereRow(db, lead);
      const mark = proposeMark(ownInitials(context), marksInUse(context), sourceMark(context, lead));
      return { ...mark, description: row.title };
    },

    makeExhibit({ recordingId, mark, description, at }): Exhibit {
      return inTransaction(context, () => {
        const lead = leadOf(context, recordingId);
        hereRow(db, lead);
        const label = exhibitLabel(mark);
        const already = markOfRecording(context, lead);
        if (already !== null) throw taken(`This recording is exhibit ${exhibitLabel(already)} already.`);
        requireFree(context, mark);
        const id = randomUUID() as ExhibitId;
        db.prepare(
          `INSERT INTO exhibits (id, recording_id, producer, number, suffix, description, produced_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ).run(id, lead, mark.producer, mark.number, mark.suffix, description.toWellFormed(), at);
        indexExhibitAnew(db, id);
        const what = `Made it exhibit ${label}: “${description}”.`;
        audit.append({ at, operation: 'alteration', subjectKind: 'recording', subjectId: lead, what });
        // What it was made from must be there when a court asks for it.
        takeBack(context, sourcesOf(context, lead), at, `exhibit ${label} was made from it`);
        audit.checkpoint();
        return readExhibit(context, id);
      });
    },

    describeExhibit({ id, description, foundWhere, foundWhen, at }): Exhibit {
      return inTransaction(context, () => {
        const row = exhibitRow(context, id);
        requireStanding(row);
        changeFact(context, row, { fact: 'description', to: description }, at);
        if (row.recording_id === null) {
          changeFact(context, row, { fact: 'foundWhere', to: foundWhere ?? row.found_where }, at);
          changeFact(context, row, { fact: 'foundWhen', to: foundWhen ?? row.found_when }, at);
        }
        return readExhibit(context, id);
      });
    },

    /** Labels and descriptions of the officer's own exhibits, as in every other list: not a consultation. */
    listExhibits({ search }): ExhibitSummary[] {
      const words = search.toLocaleLowerCase('en-GB').split(/\s+/u).filter(Boolean);
      const told = readExhibitWords(context);
      return allExhibitRows(context)
        .map((row) => summaryOf(context, row, told))
        .filter((one) => {
          const report = one.report === null ? '' : `${one.report.localReference} ${one.report.crimeNumber}`;
          const text = `${one.label} ${one.description} ${one.recordingTitle} ${one.withWhom ?? ''} ${one.foundWhere} ${report}`;
          return words.every((word) => text.toLocaleLowerCase('en-GB').includes(word));
        });
    },

    getExhibit({ id, at }): Exhibit {
      return inTransaction(context, () => {
        const found = readExhibit(context, id);
        const what = `Opened the continuity of exhibit ${found.label}.`;
        audit.consulted({ at, ...subjectOf(exhibitRow(context, id)), what });
        return found;
      });
    },

    moveExhibit({ id, movedAt, what, from, to, note, at }): Exhibit {
      return inTransaction(context, () => {
        const row = exhibitRow(context, id);
        requireStanding(row);
        // Officers write minutes, so the minute in which it was produced counts whole. A thing was held before it was listed.
        const since = row.recording_id === null ? '' : `${row.produced_at.slice(0, 16)}:00.000Z`;
        if (movedAt > at || movedAt < since) {
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
          ...subjectOf(row),
          what: `Exhibit ${exhibitLabel(row)}: ${movementWords[what]}, ${from}${to === '' ? '' : ` to ${to}`}.`,
          reason: note === '' ? null : note,
        });
        return readExhibit(context, id);
      });
    },

    withdrawExhibit({ id, because, at }): Exhibit {
      return inTransaction(context, () => {
        const row = exhibitRow(context, id);
        requireStanding(row);
        if (row.recording_id !== null || row.movements > 0) {
          throw new KerbdeskError(
            'invalid-input',
            'Only a thing that never changed hands is taken off the list. Nothing was changed.',
          );
        }
        db.prepare('UPDATE exhibits SET withdrawn_at = ?, withdrawn_because = ? WHERE id = ?').run(
          at,
          because.toWellFormed(),
          id,
        );
        indexExhibitAnew(db, id);
        const what = `Took exhibit ${exhibitLabel(row)} off the list. Its label is not given again.`;
        audit.append({ at, operation: 'alteration', ...subjectOf(row), what, reason: because });
        return readExhibit(context, id);
      });
    },
  };
}
