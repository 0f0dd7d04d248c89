// What all reports know, for checking a post: read once, and after that only what has changed since.
import type { ReportId } from '#contract/ids.ts';
import { indexFacts, type KnownIndex } from '../post-check/check-post.ts';
import { knownFactsOf, type KnownFacts } from '../post-check/known-facts.ts';
import type { RecordsDatabase } from '../sqlite.ts';

/** From the newest on. An officer who has more gets told so. */
export const mostCompared = 20_000;

interface Compared {
  readonly index: KnownIndex;
  readonly compared: number;
  readonly total: number;
}

/** Its memory goes with the records worker, at a lock. */
export function createKnownReports(db: RecordsDatabase): () => Compared {
  const read = new Map<number, { readonly revision: number; readonly facts: KnownFacts }>();
  let last: { readonly sign: string; readonly answer: Compared } | null = null;

  const versions = db.prepare<[number], { number: number; revision: number }>(
    'SELECT number, revision FROM reports ORDER BY number DESC LIMIT ?',
  );
  const one = db.prepare<[number], { id: ReportId; local_reference: string; content: string }>(
    'SELECT id, local_reference, content FROM reports WHERE number = ?',
  );
  const signOf = db.prepare<[], string>(`SELECT count(*) || ' ' || total(revision) FROM reports`).pluck();
  const totalOf = db.prepare<[], number>('SELECT count(*) FROM reports').pluck();

  function factsOf(number: number, revision: number): KnownFacts {
    const there = read.get(number);
    if (there?.revision === revision) return there.facts;
    const row = one.get(number);
    const facts =
      row === undefined
        ? { names: [], values: [] }
        : knownFactsOf({
            id: row.id,
            localReference: row.local_reference,
            content: JSON.parse(row.content) as unknown,
          });
    read.set(number, { revision, facts });
    return facts;
  }

  return () => {
    // Revisions only grow: as long as their sum is the same, so is every report.
    const sign = signOf.get() ?? '';
    if (last?.sign === sign) return last.answer;
    const rows = versions.all(mostCompared);
    const index = indexFacts(rows.map(({ number, revision }) => factsOf(number, revision)));
    last = { sign, answer: { index, compared: rows.length, total: totalOf.get() ?? rows.length } };
    return last.answer;
  };
}
