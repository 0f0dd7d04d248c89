// What a recording is found by: its words in the full-text index.
import type { RecordingId } from '#contract/ids.ts';
import type { RecordsContext } from '../records-context.ts';
import { indexRecordingAnew } from '../search/sources.ts';
import { searchText } from '../search-words.ts';
import { recordingRow, toSummary } from './recording-rows.ts';

/** Puts a recording's words in the search index anew. */
export function indexRecording({ db }: RecordsContext, id: RecordingId): void {
  const row = recordingRow(db, id);
  const labels = db.prepare<[string], string>('SELECT label FROM markers WHERE recording_id = ?').pluck().all(id);
  const words = searchText([
    row.title,
    row.reference,
    row.notes,
    ...toSummary(row).tags,
    row.category_label ?? '',
    row.file_name,
    row.camera_name,
    row.camera_serial ?? '',
    ...labels,
  ]);
  db.prepare('DELETE FROM recording_search WHERE rowid = ?').run(row.number);
  db.prepare('INSERT INTO recording_search (rowid, words) VALUES (?, ?)').run(row.number, words);
  indexRecordingAnew(db, row.number);
}
