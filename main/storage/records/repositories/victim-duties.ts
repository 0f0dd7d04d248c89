// Duties to victims: one for each victim of a report and each event, reckoned anew when the report or the rules change.
import { randomUUID } from 'node:crypto';
import { instantOf, localDayAt } from '#contract/forms.ts';
import type { Instant, ReportId } from '#contract/ids.ts';
import { reportContent } from '#contract/reports.ts';
import { dueItem, type DueItem } from '#contract/today.ts';
import { deadlineOf, workingDaysLeft } from '#contract/victims/deadlines.ts';
import { victimsOf, type ReportVictim } from '#contract/victims/people.ts';
import { utcTime } from '../audit-words.ts';
import type { RecordsContext } from '../records-context.ts';
import { rulesInForce, type RulesInForce } from './victim-rules.ts';

export interface EventRow {
  readonly id: string;
  readonly report_id: ReportId;
  readonly kind: string;
  readonly label: string;
  readonly duty: 'tell' | 'refer';
  readonly working_days: number;
  readonly enhanced_working_days: number;
  readonly happened_at: string;
  readonly note: string;
  readonly recorded_at: string;
  readonly withdrawn_at: string | null;
  readonly withdrawn_because: string | null;
}

export interface DutyRow {
  readonly id: string;
  readonly event_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly enhanced: number;
  readonly working_days: number;
  readonly due_day: string;
  readonly certain: number;
  readonly stands: number;
  readonly settled_by: string | null;
}

export const eventRows = ({ db }: RecordsContext, reportId: ReportId): EventRow[] =>
  db
    .prepare<[string], EventRow>(
      'SELECT * FROM investigation_events WHERE report_id = ? ORDER BY happened_at DESC, recorded_at DESC, id',
    )
    .all(reportId);

export function victimsInReport({ db }: RecordsContext, reportId: ReportId): ReportVictim[] {
  const content = db.prepare<[string], string>('SELECT content FROM reports WHERE id = ?').pluck().get(reportId);
  return content === undefined ? [] : victimsOf(reportContent.parse(JSON.parse(content)));
}

/** Brings the duties of a report up to what it and its events say now; costs one look where it has no events. */
export function syncDuties(context: RecordsContext, reportId: ReportId, at: Instant): void {
  const events = eventRows(context, reportId);
  if (events.length === 0) return;
  const inForce = rulesInForce(context);
  const victims = victimsInReport(context, reportId);
  for (const event of events) {
    if (event.withdrawn_at === null) addMissing(context, event, victims, inForce, at);
    reckonEvent(context, event, victims, inForce, at);
  }
}

/** After a change of the rules. */
export function reckonAll(context: RecordsContext, at: Instant): void {
  const reports = context.db.prepare<[], ReportId>('SELECT DISTINCT report_id FROM investigation_events').pluck().all();
  for (const reportId of reports) syncDuties(context, reportId, at);
}

function reckon(event: EventRow, isEnhanced: boolean, { rules, calendar }: RulesInForce) {
  const kind = rules.events.find(({ id }) => id === event.kind);
  const workingDays = isEnhanced
    ? (kind?.enhancedWorkingDays ?? event.enhanced_working_days)
    : (kind?.workingDays ?? event.working_days);
  const { day, isCertain } = deadlineOf(event.happened_at, workingDays, calendar);
  return { enhanced: isEnhanced ? 1 : 0, workingDays, day, certain: isCertain ? 1 : 0 };
}

const noted = ({ audit }: RecordsContext, event: EventRow, at: Instant, what: string): number =>
  audit.append({ at, operation: 'alteration', subjectKind: 'report', subjectId: event.report_id, what });

const dueWords = ({ day, workingDays }: { readonly day: string; readonly workingDays: number }): string =>
  `by ${day}, ${workingDays} ${workingDays === 1 ? 'working day' : 'working days'}`;

const eventWords = ({ label, happened_at: happenedAt }: EventRow): string => `“${label}”, ${utcTime(happenedAt)}`;

function addMissing(
  context: RecordsContext,
  event: EventRow,
  victims: readonly ReportVictim[],
  inForce: RulesInForce,
  at: Instant,
): void {
  const { db } = context;
  const known = db
    .prepare<[string], string>('SELECT person_id FROM victim_duties WHERE event_id = ?')
    .pluck()
    .all(event.id);
  const insert = db.prepare(
    `INSERT INTO victim_duties (id, event_id, person_id, name, enhanced, working_days, due_day, certain, stands)
     VALUES (@id, @eventId, @personId, @name, @enhanced, @workingDays, @day, @certain, 1)`,
  );
  for (const { personId, name, enhancedRights } of victims) {
    if (known.includes(personId)) continue;
    const due = reckon(event, enhancedRights === 'yes', inForce);
    insert.run({ id: randomUUID(), eventId: event.id, personId, name: name.toWellFormed(), ...due });
    noted(context, event, at, `A victim is owed ${eventWords(event)}: ${dueWords(due)}.`);
  }
}

function reckonEvent(
  context: RecordsContext,
  event: EventRow,
  victims: readonly ReportVictim[],
  inForce: RulesInForce,
  at: Instant,
): void {
  const { db } = context;
  const update = db.prepare(
    `UPDATE victim_duties SET name = @name, enhanced = @enhanced, working_days = @workingDays, due_day = @day,
       certain = @certain, stands = @stands
     WHERE id = @id AND (name, enhanced, working_days, due_day, certain, stands)
       IS NOT (@name, @enhanced, @workingDays, @day, @certain, @stands)`,
  );
  const rows = db.prepare<[string], DutyRow>('SELECT * FROM victim_duties WHERE event_id = ?').all(event.id);
  for (const row of rows) {
    const victim = victims.find(({ personId }) => personId === row.person_id);
    const stands = victim !== undefined && event.withdrawn_at === null;
    // What is settled keeps the deadline that counted then.
    const isFixed = row.settled_by !== null || victim === undefined;
    const due = isFixed
      ? { enhanced: row.enhanced, workingDays: row.working_days, day: row.due_day, certain: row.certain }
      : reckon(event, victim.enhancedRights === 'yes', inForce);
    if (row.settled_by === null) {
      const because = victim === undefined ? 'no longer a victim in the report' : 'the event was withdrawn';
      const change = changeWords(row, { ...due, stands }, eventWords(event), because);
      if (change !== null) noted(context, event, at, change);
    }
    update.run({ id: row.id, name: (victim?.name ?? row.name).toWellFormed(), ...due, stands: stands ? 1 : 0 });
  }
}

/** What became of an open duty, for the audit trail; null where that is nothing that a victim would notice. */
function changeWords(
  before: DutyRow,
  after: { readonly stands: boolean; readonly day: string; readonly workingDays: number; readonly enhanced: number },
  event: string,
  because: string,
): string | null {
  if (!after.stands) return before.stands === 1 ? `A victim is no longer owed ${event}: ${because}.` : null;
  if (before.stands === 0) return `A victim is owed ${event}, again: ${dueWords(after)}.`;
  if (before.due_day === after.day) return null;
  const rights =
    after.enhanced === before.enhanced ? '' : `, ${after.enhanced === 1 ? 'now' : 'no longer'} with enhanced rights`;
  return `What a victim is owed, ${event}, has another day: ${dueWords(after)}${rights}; it was ${before.due_day}.`;
}

interface DueRow extends Pick<DutyRow, 'id' | 'enhanced' | 'due_day'>, Pick<EventRow, 'report_id' | 'label' | 'duty'> {
  readonly title: string;
}

/** The end of the day in London. */
const endOf = (day: string): Instant => instantOf(day, { hour: 23, minute: 59, second: 59, zone: null }).instant;

/** What is owed to victims and not settled, in the order in which it falls due. */
export function duesOfVictims(context: RecordsContext, at: Instant): DueItem[] {
  const rows = context.db
    .prepare<[], DueRow>(
      `SELECT d.id, d.enhanced, d.due_day, e.report_id, e.label, e.duty, r.title
       FROM victim_duties d JOIN investigation_events e ON e.id = d.event_id JOIN reports r ON r.id = e.report_id
       WHERE d.settled_by IS NULL AND d.stands = 1 ORDER BY d.due_day, e.happened_at, d.id`,
    )
    .all();
  if (rows.length === 0) return [];
  const { calendar } = rulesInForce(context);
  const today = localDayAt(at);
  return rows.map((row) =>
    dueItem.parse({
      kind: 'victim-update',
      dueAt: endOf(row.due_day),
      dueDay: row.due_day,
      today,
      workingDaysLeft: workingDaysLeft(today, row.due_day, calendar),
      reportId: row.report_id,
      dutyId: row.id,
      title: row.title,
      label: row.label,
      duty: row.duty,
      isEnhanced: row.enhanced === 1,
    }),
  );
}
