// Identifications by fingerprint: drafts saved as they are typed, then the use of the power, step by step, which nothing takes back.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import { identificationFacts, type IdentificationFacts } from '#contract/identify/audit-facts.ts';
import { emptyIdentification, identificationDraft } from '#contract/identify/draft.ts';
import { keptIdentification, type KeptIdentification } from '#contract/identify/kept.ts';
import type { IdentificationId, Instant } from '#contract/ids.ts';
import type { IdentificationsApi } from '../../../ports/identifications.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { isTakenBack, newsOf } from './identification-news.ts';
import type { Synchronous } from './synchronous.ts';

interface IdentificationRow {
  readonly id: string;
  readonly revision: number;
  readonly started_at: string;
  readonly updated_at: string;
  readonly ended_at: string | null;
  readonly draft: string;
  readonly facts: string | null;
  readonly report_id: string | null;
}

const mostListed = 200;

const toKept = (row: IdentificationRow): KeptIdentification =>
  keptIdentification.parse({
    id: row.id,
    revision: row.revision,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    draft: JSON.parse(row.draft) as unknown,
    facts: row.facts === null ? null : (JSON.parse(row.facts) as unknown),
    reportId: row.report_id,
  });

const outOfOrder = (message: string): KerbdeskError => new KerbdeskError('out-of-order', message);

export function createIdentifications(context: RecordsContext): Synchronous<IdentificationsApi> {
  const { db, audit, officer } = context;

  function get(id: IdentificationId): KeptIdentification {
    const row = db.prepare<[string], IdentificationRow>('SELECT * FROM identifications WHERE id = ?').get(id);
    if (row === undefined) throw notFound('identification');
    return toKept(row);
  }

  /** Within a transaction. `more` follows the last words in the trail. */
  function keep(facts: IdentificationFacts, at: Instant, more = ''): void {
    const before = get(facts.id).facts;
    if (before !== null && before.endedAt !== null) throw outOfOrder('This identification is over. It stays as it is.');
    if (facts.officerId !== officer.id || (before !== null && isTakenBack(before, facts)))
      throw outOfOrder('This would change what is on record of the identification. Nothing was changed.');
    const text = JSON.stringify(facts);
    if (before !== null && text === JSON.stringify(before)) return;
    db.prepare(
      'UPDATE identifications SET revision = revision + 1, updated_at = ?, ended_at = ?, facts = ? WHERE id = ?',
    ).run(at, facts.endedAt, text, facts.id);
    const news = newsOf(before, facts);
    for (const [index, { operation, what }] of news.entries()) {
      const words = index === news.length - 1 ? `${what}${more}` : what;
      audit.append({ at, operation, subjectKind: 'identification', subjectId: facts.id, what: words });
    }
    if (facts.endedAt !== null || news.some(({ operation }) => operation === 'erasure')) audit.checkpoint();
  }

  return {
    listIdentifications: () =>
      db
        .prepare<[number], IdentificationRow>('SELECT * FROM identifications ORDER BY started_at DESC, id LIMIT ?')
        .all(mostListed)
        .map(toKept),

    beginIdentification({ reportId, at }) {
      return inTransaction(context, () => {
        const id = randomUUID() as IdentificationId;
        db.prepare(
          `INSERT INTO identifications (id, revision, started_at, updated_at, draft, report_id) VALUES (?, 0, ?, ?, ?, ?)`,
        ).run(id, at, at, JSON.stringify(emptyIdentification), reportId);
        const what = 'Began an identification by fingerprint.';
        audit.append({ at, operation: 'collection', subjectKind: 'identification', subjectId: id, what });
        return get(id);
      });
    },

    getIdentification: ({ id }) => get(id),

    saveIdentificationDraft({ id, revision, draft, at }) {
      return inTransaction(context, () => {
        const before = get(id);
        if (before.facts !== null && before.facts.notice !== null)
          throw outOfOrder(
            'What the person was told is on record already. What was written before is not changed any more.',
          );
        if (before.revision !== revision) throw revisionConflict('identification');
        const text = JSON.stringify(identificationDraft.parse(draft));
        if (text === JSON.stringify(before.draft)) return before;
        db.prepare('UPDATE identifications SET revision = ?, updated_at = ?, draft = ? WHERE id = ?').run(
          revision + 1,
          at,
          text,
          id,
        );
        return get(id);
      });
    },

    keepIdentification({ facts, at }) {
      return inTransaction(context, () => {
        keep(identificationFacts.parse(facts), at);
        return get(facts.id);
      });
    },

    closeInterruptedIdentifications({ at }) {
      return inTransaction(context, () => {
        const open = db
          .prepare<[], IdentificationRow>('SELECT * FROM identifications WHERE facts IS NOT NULL AND ended_at IS NULL')
          .all()
          .map(toKept);
        for (const { facts } of open) {
          if (facts === null) continue;
          const hadPrints = facts.fingers.length > 0 && facts.purge === null;
          const words = hadPrints
            ? ' The program ended before it could say that the prints were overwritten. They were in its memory only, which ended with it.'
            : '';
          keep({ ...facts, endedAt: at, stopped: facts.stopped ?? 'program-failed' }, at, words);
        }
        return open.length;
      });
    },
  };
}
