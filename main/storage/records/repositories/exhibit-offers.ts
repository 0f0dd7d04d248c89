// Things on the exhibit list: offered from what reports say, put on it, and settled where a report comes to say otherwise.
import { randomUUID } from 'node:crypto';
import { exhibitLabel, exhibitMark, exhibitOffer, type ExhibitMark, type ExhibitReport } from '#contract/exhibits.ts';
import { partsOfLabel } from '#contract/exhibits/labels.ts';
import { differs, exhibitFact, type ExhibitMention } from '#contract/exhibits/mention.ts';
import { referenceOf } from '#contract/forms/references.ts';
import { formOf } from '#contract/forms.ts';
import type { ExhibitId, Instant, ReportId } from '#contract/ids.ts';
import type { ExhibitsApi } from '../../../ports/exhibits.ts';
import { initialsOf, proposeMark, withoutRank } from '../exhibit-marks.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { indexExhibitAnew } from '../search/sources.ts';
import {
  changeFact,
  factWords,
  marksInUse,
  ownInitials,
  requireFree,
  requireStanding,
  subjectOf,
} from './exhibit-deeds.ts';
import { reportsTelling } from './exhibit-mentions.ts';
import { exhibitRow, factsOf, readExhibit } from './exhibit-rows.ts';
import type { Synchronous } from './synchronous.ts';

type OffersApi = Synchronous<Pick<ExhibitsApi, 'offerExhibits' | 'addExhibit' | 'refuseExhibit' | 'settleExhibit'>>;

interface Told {
  readonly report: ExhibitReport;
  readonly mention: ExhibitMention;
}

/** "crime report 42/1234567/26 · NE-4417-0093, property 2" */
const sourceName = ({ report, mention }: Told): string =>
  `${formOf(report.kind).name.toLowerCase()} ${referenceOf(report)}${mention.place === 0 ? '' : `, property ${mention.place}`}`;

const keyOf = (reportId: string, entry: string): string => `${reportId} ${entry}`;

export function createExhibitOffers(context: RecordsContext): OffersApi {
  const { db, audit } = context;

  const toldIn = (reportId: ReportId, entry: string): Told | null => {
    const [telling] = reportsTelling(context, reportId);
    const mention = telling?.mentions.find((one) => one.entry === entry);
    return telling === undefined || mention === undefined ? null : { report: telling.report, mention };
  };

  const keysIn = (sql: string): ReadonlySet<string> =>
    new Set(
      db
        .prepare<[], { report_id: string; entry: string }>(sql)
        .all()
        .map((row) => keyOf(row.report_id, row.entry)),
    );

  /** A label of the text stays; property takes the next number of whoever found it. */
  function markFor({ label, by }: ExhibitMention, used: readonly ExhibitMark[]): ExhibitMark | null {
    if (label === '') return proposeMark(by === '' ? ownInitials(context) : initialsOf(withoutRank(by)), used, null);
    const parsed = exhibitMark.safeParse(partsOfLabel(label));
    return parsed.success ? parsed.data : null;
  }

  const settle = (id: ExhibitId, { report, mention }: Told, at: Instant): void => {
    const mine = factsOf(exhibitRow(context, id));
    const keep = db.prepare(
      `INSERT OR REPLACE INTO exhibit_settlements (exhibit_id, report_id, entry, fact, kept, over, at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const fact of exhibitFact.options) {
      if (!differs(mine[fact], mention.facts[fact])) continue;
      keep.run(id, report.id, mention.entry, fact, mine[fact], mention.facts[fact], at);
    }
  };

  return {
    /** What the officer's own reports say, as every list of them does: not a consultation. */
    offerExhibits() {
      return inTransaction(context, () => {
        const used = marksInUse(context);
        const labels = new Set(used.map(exhibitLabel));
        const listed = keysIn(
          `SELECT s.report_id, s.entry FROM exhibit_sources s JOIN exhibits x ON x.id = s.exhibit_id WHERE x.withdrawn_at IS NULL`,
        );
        const refused = keysIn('SELECT report_id, entry FROM exhibit_refusals');
        const told = reportsTelling(context).flatMap(({ report, mentions }) =>
          mentions.map((mention): Told => ({ report, mention })),
        );
        // Named by several statements, it is offered by the one that produces it.
        const best = new Map<string, Told>();
        for (const one of told) {
          const key = one.mention.label === '' ? keyOf(one.report.id, one.mention.entry) : one.mention.label;
          const before = best.get(key)?.mention.how;
          if (before === undefined || (before === 'named' && one.mention.how === 'produced')) best.set(key, one);
        }
        return [...best.values()].flatMap(({ report, mention }) => {
          const key = keyOf(report.id, mention.entry);
          const mark = markFor(mention, used);
          if (mark === null || listed.has(key) || labels.has(mention.label)) return [];
          return [exhibitOffer.parse({ ...mention, report, mark, isRefused: refused.has(key) })];
        });
      });
    },

    addExhibit({ source, mark, description, foundWhere, foundWhen, producerName, at }) {
      return inTransaction(context, () => {
        const told = source === null ? null : toldIn(source.reportId, source.entry);
        if (source !== null && told === null) throw notFound('entry');
        requireFree(context, mark);
        const id = randomUUID() as ExhibitId;
        const label = exhibitLabel(mark);
        db.prepare(
          `INSERT INTO exhibits (id, producer, number, suffix, description, produced_at, producer_name, found_where, found_when)
           VALUES (@id, @producer, @number, @suffix, @description, @at, @producerName, @foundWhere, @foundWhen)`,
        ).run({
          ...mark,
          id,
          at,
          description: description.toWellFormed(),
          producerName: producerName.toWellFormed(),
          foundWhere: foundWhere.toWellFormed(),
          foundWhen: foundWhen.toWellFormed(),
        });
        indexExhibitAnew(db, id);
        const from = told === null ? 'by hand' : `from ${sourceName(told)}`;
        const what = `Put ${label} on the exhibit list ${from}: “${description}”.`;
        audit.append({ at, operation: 'collection', subjectKind: 'exhibit', subjectId: id, what });
        if (told !== null) {
          const { report, mention } = told;
          db.prepare('INSERT INTO exhibit_sources (exhibit_id, report_id, entry, place) VALUES (?, ?, ?, ?)').run(
            id,
            report.id,
            mention.entry,
            mention.place,
          );
          db.prepare('DELETE FROM exhibit_refusals WHERE report_id = ? AND entry = ?').run(report.id, mention.entry);
          // The officer saw what the report says and wrote it otherwise: that is settled.
          settle(id, told, at);
          const joined = `Put ${mention.place === 0 ? 'what it names' : `property ${mention.place}`} on the exhibit list as ${label}.`;
          audit.append({ at, operation: 'combination', subjectKind: 'report', subjectId: report.id, what: joined });
        }
        audit.checkpoint();
        return readExhibit(context, id);
      });
    },

    refuseExhibit({ reportId, entry, isRefused, at }) {
      return inTransaction(context, () => {
        const told = toldIn(reportId, entry);
        if (told === null) throw notFound('entry');
        const { changes } = isRefused
          ? db
              .prepare('INSERT OR IGNORE INTO exhibit_refusals (report_id, entry, at) VALUES (?, ?, ?)')
              .run(reportId, entry, at)
          : db.prepare('DELETE FROM exhibit_refusals WHERE report_id = ? AND entry = ?').run(reportId, entry);
        if (changes === 0) return null;
        const { place, label } = told.mention;
        const thing = place === 0 ? label : `property ${place}`;
        const what = isRefused
          ? `Said that ${thing} is no exhibit.`
          : `Said that ${thing} may be an exhibit after all.`;
        audit.append({ at, operation: 'alteration', subjectKind: 'report', subjectId: reportId, what });
        return null;
      });
    },

    settleExhibit({ id, reportId, entry, fact, take, theirs, at }) {
      return inTransaction(context, () => {
        const row = exhibitRow(context, id);
        requireStanding(row);
        const isSource = db
          .prepare('SELECT 1 FROM exhibit_sources WHERE exhibit_id = ? AND report_id = ? AND entry = ?')
          .pluck()
          .get(id, reportId, entry);
        const told = toldIn(reportId, entry);
        if (isSource === undefined || told === null) throw notFound('entry');
        if (told.mention.facts[fact] !== theirs) throw revisionConflict('report');
        const mine = factsOf(row)[fact];
        if (take === 'theirs') {
          changeFact(context, row, { fact, to: theirs, because: `, as ${sourceName(told)} has it` }, at);
        } else {
          db.prepare(
            `INSERT OR REPLACE INTO exhibit_settlements (exhibit_id, report_id, entry, fact, kept, over, at)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
          ).run(id, reportId, entry, fact, mine, theirs, at);
          const what = `Kept ${factWords(fact, row)}, “${mine}”, although ${sourceName(told)} has “${theirs}”.`;
          audit.append({ at, operation: 'combination', ...subjectOf(row), what });
        }
        return readExhibit(context, id);
      });
    },
  };
}
