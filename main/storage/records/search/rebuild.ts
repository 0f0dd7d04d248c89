// Fills mentions, words and index from nothing: for records that were made before there was an index, or before it was read this way.
import { reportId } from '#contract/ids.ts';
import { isForWantOfSpace } from '../records-error.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { emptyIndex, mergeIndex, setFilling } from './index-rows.ts';
import { keepMentions, type WordCount } from './mention-rows.ts';
import { indexExhibitAnew, indexNoteAnew, indexRecordingAnew, indexReportAnew, searchSources } from './sources.ts';
import { soundsOf } from './spelling.ts';

/** One more with each change to what is read of a report or to how terms are made. */
const version = 3;

/** In a transaction of its own; nothing where it was filled in this way already. On a full disk it is left to the next unlock. */
export function bringSearchUpToDate(db: RecordsDatabase, folder: string): void {
  if (db.prepare('SELECT version FROM search_state').pluck().get() === version) return;
  try {
    db.transaction(() => {
      fillSearch(db);
      db.prepare('INSERT OR REPLACE INTO search_state (only_row, version) VALUES (1, ?)').run(version);
    }).immediate();
  } catch (error) {
    if (!isForWantOfSpace(error, folder)) throw error;
  }
}

/** Within a transaction. */
export function fillSearch(db: RecordsDatabase): void {
  db.exec('DELETE FROM entity_mentions; DELETE FROM known_words');
  for (const { table } of searchSources) {
    emptyIndex(db, table);
    setFilling(db, table, true);
  }
  // A report at a time: all of them together may be more than fits into memory. In the order of their last changes: the newest is
  // found first.
  const numbers = db.prepare<[], number>('SELECT number FROM reports ORDER BY updated_at, number').pluck().all();
  const one = db.prepare<[number], { id: string; content: string }>('SELECT id, content FROM reports WHERE number = ?');
  const words = countingInMemory();
  for (const number of numbers) {
    const row = one.get(number);
    if (row === undefined) continue;
    keepMentions(db, { id: reportId.parse(row.id), number, content: row.content }, words.count);
    indexReportAnew(db, number);
  }
  words.write(db);
  for (const number of db.prepare<[], number>('SELECT number FROM recordings ORDER BY number').pluck().all()) {
    indexRecordingAnew(db, number);
  }
  for (const number of db.prepare<[], number>('SELECT number FROM notes ORDER BY number').pluck().all()) {
    indexNoteAnew(db, number);
  }
  for (const id of db.prepare<[], string>('SELECT id FROM exhibits ORDER BY produced_at, id').pluck().all()) {
    indexExhibitAnew(db, id);
  }
  for (const { table } of searchSources) {
    mergeIndex(db, table);
    setFilling(db, table, false);
  }
}

function countingInMemory(): { readonly count: WordCount; readonly write: (db: RecordsDatabase) => void } {
  const uses = new Map<string, Map<string, number>>();
  const change = (kind: string, word: string, by: number): void => {
    const words = uses.get(kind) ?? new Map<string, number>();
    uses.set(kind, words);
    words.set(word, (words.get(word) ?? 0) + by);
  };
  return {
    count: {
      add: (kind, word) => change(kind, word, 1),
      remove: (kind, word) => change(kind, word, -1),
    },
    write(db) {
      const insert = db.prepare(
        'INSERT INTO known_words (kind, word, sound, other_sound, uses) VALUES (?, ?, ?, ?, ?)',
      );
      for (const [kind, words] of uses) {
        for (const [word, count] of [...words].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
          const { sound, otherSound } = soundsOf(word);
          if (count > 0) insert.run(kind, word, sound, otherSound, count);
        }
      }
    },
  };
}
