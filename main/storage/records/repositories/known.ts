// Known entities: offered while typing, listed, looked at, joined and parted. What they are told to be comes from the reports alone.
import { entityId as entityIdSchema, type EntityId, type Instant, type ReportId } from '#contract/ids.ts';
import {
  knownEntity,
  toldElsewhere,
  type Known,
  type KnownOffer,
  type KnownSummary,
  type ToldElsewhere,
} from '#contract/known.ts';
import { factsOf } from '#contract/known/mentions.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { stepsAsTyped, stepsMisspelt } from '../search/candidates.ts';
import { fit, inSentence, readTyped } from '../search/explain.ts';
import { historyOf, mentionsOf, summaryOf, type KnownMention } from '../search/known-rows.ts';
import { lookUp } from '../search/look-up.ts';
import { derivedId, knownIdOf } from '../search/mention-rows.ts';
import { proposalsFor } from '../search/proposals.ts';
import { rows, values } from '../statements.ts';
import type { Synchronous } from './synchronous.ts';

type KnownRepository = Synchronous<
  Pick<
    RecordsApi,
    | 'offerKnown'
    | 'listKnown'
    | 'getKnown'
    | 'joinKnown'
    | 'partKnown'
    | 'keepKnownApart'
    | 'toldElsewhere'
    | 'settleFact'
  >
>;

const mostMentions = 500;
const listedKinds = ['person', 'vehicle', 'property', 'place', 'event'] as const;

export function createKnown(context: RecordsContext): KnownRepository {
  const { db, audit } = context;

  const found = (id: EntityId): { id: EntityId; mentions: KnownMention[] } => {
    const known = knownIdOf(db, id);
    const mentions = mentionsOf(db, known, mostMentions);
    if (mentions.length === 0) throw notFound('entry');
    return { id: known, mentions };
  };
  const note = (id: EntityId, at: Instant, what: string): void => {
    audit.append({ at, operation: 'combination', subjectKind: 'entity', subjectId: id, what });
  };
  const summaries = (ids: Iterable<string>): KnownSummary[] =>
    [...ids].map((id) => summaryOf(db, id as EntityId)).filter((summary) => summary !== null);

  function present(id: EntityId): Known {
    const { id: known, mentions } = found(id);
    return knownEntity.parse({
      ...summaryOf(db, known),
      history: historyOf(db, mentions),
      mentions: mentions.map(({ source, entity_id: entity }) => ({ ...source, entityId: entity })),
      joined: joinedTo(known, mentions),
      proposals: proposalsFor(db, known, mentions),
    });
  }

  function joinedTo(known: EntityId, mentions: readonly KnownMention[]): Known['joined'] {
    return rows<[string], { id: EntityId; at: Instant }>(
      db,
      `WITH RECURSIVE below (id, at) AS (
         SELECT entity_id, at FROM entity_joins WHERE into_id = ?
         UNION SELECT j.entity_id, j.at FROM entity_joins j JOIN below ON j.into_id = below.id)
       SELECT id, at FROM below ORDER BY at DESC, id`,
    )
      .all(known)
      .flatMap(({ id, at }) => {
        const own = mentions.filter((mention) => mention.entity_id === id);
        const summary = summaryOf(db, known, own);
        return summary === null ? [] : [{ id, name: summary.name, at }];
      });
  }

  /** Itself, and what it is of by now. */
  const knownOfEntry = (report: ReportId, entry: string): EntityId[] => [
    ownIdOf(report, entry),
    ...values<[string, string], EntityId>(
      db,
      `SELECT m.known_id FROM entity_mentions m JOIN reports r ON r.number = m.report_number WHERE r.id = ? AND m.entry = ?`,
    ).all(report, entry),
  ];

  return {
    offerKnown({ kind, typed: text, limit, except = [], entry }): KnownOffer[] {
      const typed = readTyped(text);
      if (typed.words.length === 0) return [];
      const own = entry === undefined ? [] : knownOfEntry(entry.reportId, entry.entry);
      const left = new Set<string>([...except, ...own].map((id) => knownIdOf(db, id)));
      const hits = lookUp(db, {
        kind,
        typed,
        limit,
        steps: [...stepsAsTyped(db, kind, typed, { namesOnly: true }), ...stepsMisspelt(db, kind, typed)],
        isWanted: ({ id }, { fit: how }) => how !== fit.text && !left.has(id),
      });
      return hits.flatMap(({ findable, explanation }) => {
        const known = summaryOf(db, findable.id as EntityId);
        return known === null ? [] : [{ known, reason: explanation.reason.label }];
      });
    },

    listKnown({ kind, search, limit, before }) {
      const typed = readTyped(search);
      if (typed.words.length > 0) {
        const hits = (kind === null ? listedKinds : [kind]).flatMap((one) =>
          lookUp(db, {
            kind: one,
            typed,
            limit,
            steps: [...stepsAsTyped(db, one, typed), ...stepsMisspelt(db, one, typed)],
          }),
        );
        const best = hits
          .toSorted((a, b) => a.explanation.fit - b.explanation.fit || b.number - a.number)
          .slice(0, limit);
        return { known: summaries(best.map(({ findable }) => findable.id)), next: null };
      }
      // Each entity where it is mentioned last.
      const page = rows<[object], { number: number; known_id: string }>(
        db,
        `SELECT m.number, m.known_id FROM entity_mentions m
         WHERE ${kind === null ? '@kind IS NULL' : 'm.kind = @kind'} AND m.number < @before
           AND NOT EXISTS (SELECT 1 FROM entity_mentions n WHERE n.known_id = m.known_id AND n.number > m.number)
         ORDER BY m.number DESC LIMIT @limit`,
      ).all({ kind, before: before ?? Number.MAX_SAFE_INTEGER, limit });
      const last = page.length < limit ? null : (page.at(-1)?.number ?? null);
      return { known: summaries(page.map(({ known_id: id }) => id)), next: last };
    },

    getKnown({ entityId, at }): Known {
      return inTransaction(context, () => {
        const known = present(entityId);
        const what = `Looked at what is known of a ${known.kind}, from ${references(known)}.`;
        audit.consulted({ at, subjectKind: 'entity', subjectId: known.id, what });
        return known;
      });
    },

    joinKnown({ entityId, otherId, at }): Known {
      return inTransaction(context, () => {
        const [kept, other] = [present(entityId), present(otherId)];
        if (kept.id === other.id) return kept;
        if (kept.kind !== other.kind) {
          throw new KerbdeskError(
            'invalid-input',
            `A ${other.kind} is not joined to a ${kept.kind}. Nothing was changed.`,
          );
        }
        rows<unknown[], never>(db, 'INSERT INTO entity_joins (entity_id, into_id, at) VALUES (?, ?, ?)').run(
          other.id,
          kept.id,
          at,
        );
        rows<unknown[], never>(db, 'UPDATE entity_mentions SET known_id = ? WHERE known_id = ?').run(kept.id, other.id);
        rows<unknown[], never>(db, 'DELETE FROM entity_distinctions WHERE entity_id = ? AND other_id = ?').run(
          ...inOrder(kept.id, other.id),
        );
        note(kept.id, at, `Joined the ${other.kind} of ${references(other)} to this one: the same.`);
        note(other.id, at, `Joined to the ${kept.kind} of ${references(kept)}: the same.`);
        return present(kept.id);
      });
    },

    partKnown({ entityId, at }): Known {
      return inTransaction(context, () => {
        const root = knownIdOf(db, entityId);
        const { changes } = rows<[string], never>(db, 'DELETE FROM entity_joins WHERE entity_id = ?').run(entityId);
        if (changes === 0) throw notFound('joining');
        const inside = values<[string], EntityId>(
          db,
          'SELECT DISTINCT entity_id FROM entity_mentions WHERE known_id = ?',
        ).all(root);
        const move = rows<unknown[], never>(
          db,
          'UPDATE entity_mentions SET known_id = ? WHERE known_id = ? AND entity_id = ?',
        );
        for (const id of inside) {
          const known = knownIdOf(db, id);
          if (known !== root) move.run(known, root, id);
        }
        note(root, at, `Parted from what was joined to it: ${partWords(entityId)}.`);
        note(entityId, at, 'Taken out of what it was joined to.');
        // Where the one that is left is told of by no report any more, what was taken out is shown.
        return present(mentionsOf(db, root, 1).length === 0 ? entityId : root);
      });
    },

    keepKnownApart({ entityId, otherId, at }): Known {
      return inTransaction(context, () => {
        const [kept, other] = [present(entityId), present(otherId)];
        if (kept.id !== other.id) {
          rows<unknown[], never>(
            db,
            'INSERT OR IGNORE INTO entity_distinctions (entity_id, other_id, at) VALUES (?, ?, ?)',
          ).run(...inOrder(kept.id, other.id), at);
          note(kept.id, at, `Said not to be the ${other.kind} of ${references(other)}.`);
          note(other.id, at, `Said not to be the ${kept.kind} of ${references(kept)}.`);
        }
        return present(kept.id);
      });
    },

    /** Not noted as a consultation: the entry that it is held against is being written, and who took it for this one is noted. */
    toldElsewhere({ reportId, entry, chosen }): ToldElsewhere | null {
      const id = knownIdOf(db, chosen ?? ownIdOf(reportId, entry));
      const others = mentionsOf(db, id, mostMentions).filter(
        (mention) => mention.source.reportId !== reportId || mention.entry !== entry,
      );
      const summary = summaryOf(db, id, others);
      if (summary === null) return null;
      const reports = new Set(others.map(({ source }) => source.reportId));
      return toldElsewhere.parse({
        id,
        name: summary.name,
        reportCount: reports.size,
        history: historyOf(db, others),
      });
    },

    settleFact({ entityId, fact, value, over, at }): null {
      return inTransaction(context, () => {
        const { id, mentions } = found(entityId);
        const label = factsOf(mentions[0]?.kind ?? 'person').find(([name]) => name === fact)?.[1].label;
        if (label === undefined)
          throw new KerbdeskError('invalid-input', 'No such fact is known. Nothing was changed.');
        rows<unknown[], never>(
          db,
          'INSERT OR REPLACE INTO fact_settlements (entity_id, fact, value, over, at) VALUES (?, ?, ?, ?, ?)',
        ).run(id, fact, value, JSON.stringify([...new Set(over)]), at);
        note(id, at, `Settled what reports tell differently: ${inSentence(label)}.`);
        return null;
      });
    },
  };
}

/** Of an entry that no other was chosen for. */
function ownIdOf(report: ReportId, entry: string): EntityId {
  const own = entityIdSchema.safeParse(entry);
  return own.success ? own.data : derivedId(report, entry);
}

const inOrder = (a: EntityId, b: EntityId): [EntityId, EntityId] => (a < b ? [a, b] : [b, a]);

/** The audit trail names reports and no people, as the lists of reports do. */
const references = ({ mentions }: Known): string => {
  const all = [...new Set(mentions.map(({ localReference }) => localReference))];
  return all.length <= 3 ? all.join(', ') : `${all.slice(0, 3).join(', ')} and ${all.length - 3} more`;
};

const partWords = (id: EntityId): string => `entry ${id.slice(0, 8)}`;
