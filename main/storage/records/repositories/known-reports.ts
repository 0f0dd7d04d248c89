// What the reports of the vault know, for checking a post. Each report is read once and after it has changed, a few at a time, so that
// saving and locking never wait for a large vault; what is read is kept by the words that it is looked up by.
import { setImmediate } from 'node:timers/promises';
import { KerbdeskError } from '#contract/errors.ts';
import type { ReportId } from '#contract/ids.ts';
import { reportKind } from '#contract/reports.ts';
import { nameWords } from '../post-check/find-names.ts';
import { indexFacts, mostPerKey, type KnownIndex } from '../post-check/check-post.ts';
import { knownFactsOf, type KnownFacts } from '../post-check/known-facts.ts';
import { keyedFacts, keysOfName, keysOfPost } from '../post-check/look-up.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import { rows, values } from '../statements.ts';

/** One more with each change to what is read of a report or to what it is looked up by. */
const version = 1;

/** Between two breaths. */
const readAtOnce = 10;
/** For one check: the page asks again until all are read. */
export const mostReadForOneCheck = 500;

interface UnreadRow {
  readonly number: number;
  readonly id: ReportId;
  readonly kind: string;
  readonly local_reference: string;
  readonly content: string;
}

interface FactRow {
  readonly report_number: number;
  readonly fact: string;
  readonly id: ReportId;
  readonly local_reference: string;
}

/** As it is kept: a name or a value, and its source in words. */
type KeptFact =
  | { readonly family: string; readonly given: string; readonly words: string }
  | { readonly kind: KnownFacts['values'][number]['kind']; readonly key: string; readonly words: string };

export interface Compared {
  readonly compared: number;
  readonly total: number;
}

export interface KnownReports {
  /** Reads reports that have changed since, or were never read: the newest first, `mostReadForOneCheck` at most. */
  catchUp(): Promise<void>;
  howMany(): Compared;
  /** What is known of whatever this text may be about. */
  knownFor(text: string): KnownIndex;
  /** Whether somebody is called that: by family name, given name or both. */
  isName(words: string): boolean;
}

export function createKnownReports(context: RecordsContext): KnownReports {
  const { db } = context;

  function readSome(): number {
    return inTransaction(context, () => {
      const unread = rows<[number, number], UnreadRow>(
        db,
        `SELECT number, id, kind, local_reference, content FROM reports r
         WHERE NOT EXISTS (SELECT 1 FROM telling_reports t WHERE t.report_number = r.number AND t.version = ?)
         ORDER BY number DESC LIMIT ?`,
      ).all(version, readAtOnce);
      for (const row of unread) keep(row);
      return unread.length;
    });
  }

  function keep({ number, id, kind, local_reference: localReference, content }: UnreadRow): void {
    rows<[number], never>(db, 'DELETE FROM telling_facts WHERE report_number = ?').run(number);
    const insert = rows<[string, number, string], never>(
      db,
      'INSERT OR IGNORE INTO telling_facts (key, report_number, fact) VALUES (?, ?, ?)',
    );
    const report = { id, kind: reportKind.parse(kind), localReference, content: JSON.parse(content) as unknown };
    for (const { key, name, value } of keyedFacts(knownFactsOf(report))) {
      const kept: KeptFact | null =
        name !== null
          ? { family: name.family, given: name.given, words: name.source.words }
          : value !== null
            ? { kind: value.kind, key: value.key, words: value.source.words }
            : null;
      insert.run(key.toWellFormed(), number, JSON.stringify(kept).toWellFormed());
    }
    rows<[number, number], never>(
      db,
      'INSERT OR REPLACE INTO telling_reports (report_number, version) VALUES (?, ?)',
    ).run(number, version);
  }

  return {
    async catchUp() {
      for (let read = 0; read < mostReadForOneCheck; read += readAtOnce) {
        if (readSome() < readAtOnce) return;
        await setImmediate();
        if (!db.open) throw new KerbdeskError('locked', 'The vault was locked while the post was being checked.');
      }
    },

    howMany: () => ({
      compared:
        values<[number], number>(db, 'SELECT count(*) FROM telling_reports WHERE version = ?').get(version) ?? 0,
      total: values<[], number>(db, 'SELECT count(*) FROM reports').get() ?? 0,
    }),

    isName(words) {
      const asked = nameWords(words);
      return keysOfName({ family: asked.join(' '), given: '' }).some((key) =>
        rows<[string, number], { fact: string }>(
          db,
          'SELECT fact FROM telling_facts WHERE key = ? ORDER BY report_number DESC LIMIT ?',
        )
          .all(key.toWellFormed(), mostPerKey)
          .some(({ fact }) => isCalled(JSON.parse(fact) as KeptFact, asked)),
      );
    },

    knownFor(text) {
      const known = rows<[string, number], FactRow>(
        db,
        `SELECT t.fact, t.report_number, r.id, r.local_reference FROM telling_facts t JOIN reports r ON r.number = t.report_number
         WHERE t.key = ? ORDER BY t.report_number DESC LIMIT ?`,
      );
      const found = [...keysOfPost(text)].flatMap((key) => known.all(key.toWellFormed(), mostPerKey));
      // A person is looked up by more than one word; the newest report's words are those that are said.
      const each = new Map(found.map((row) => [`${row.report_number} ${row.fact}`, row]));
      return indexFacts(
        [...each.values()].toSorted((a, b) => b.report_number - a.report_number).map((row) => factsIn(row)),
      );
    },
  };
}

/** "Green" is; so is "Rose Green", and of "Rose Mary Green" also "Rose". */
function isCalled(fact: KeptFact, asked: readonly string[]): boolean {
  if (!('family' in fact)) return false;
  const [family, given] = [nameWords(fact.family), nameWords(fact.given)];
  const words = asked.join(' ');
  const called = [family, given, given.slice(0, 1), [...given, ...family], [...given.slice(0, 1), ...family]];
  return called.some((name) => name.join(' ') === words);
}

function factsIn({ fact, id, local_reference: reference }: FactRow): KnownFacts {
  const kept = JSON.parse(fact) as KeptFact;
  const source = { words: kept.words, reference, reportId: id };
  return 'family' in kept
    ? { names: [{ family: kept.family, given: kept.given, source }], values: [] }
    : { names: [], values: [{ kind: kept.kind, key: kept.key, source }] };
}
