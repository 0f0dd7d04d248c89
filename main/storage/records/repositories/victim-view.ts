// How the victims of a report stand: their duties with clocks, every contact, and what is being written.
import { localDayAt, offenceClassOf, textOf } from '#contract/forms.ts';
import type { Instant, ReportId } from '#contract/ids.ts';
import { reportContent } from '#contract/reports.ts';
import { victimsOfReport, type VictimsOfReport } from '#contract/victims.ts';
import { workingDaysLeft, type LocalDay, type WorkingCalendar } from '#contract/victims/deadlines.ts';
import type { ReportVictim } from '#contract/victims/people.ts';
import type { RecordsContext } from '../records-context.ts';
import { reportRow } from './report-rows.ts';
import { eventRows, victimsInReport, type DutyRow, type EventRow } from './victim-duties.ts';
import { rulesInForce } from './victim-rules.ts';

export interface ContactRow {
  readonly id: string;
  readonly report_id: ReportId;
  readonly person_id: string;
  readonly what: string;
  readonly at: string;
  readonly recorded_at: string;
  readonly way: string;
  readonly by_whom: string;
  readonly said: string;
  readonly why_not: string | null;
  readonly duty_ids: string;
  readonly takes_back: string | null;
}

interface DutyWithEvent extends DutyRow, Pick<EventRow, 'label' | 'duty' | 'happened_at'> {
  readonly settled_at: string | null;
  readonly settled_what: string | null;
}

interface DraftRow {
  readonly person_id: string;
  readonly form: string;
  readonly about: string;
  readonly draft: string;
}

const dutyFields = (row: DutyWithEvent, today: LocalDay, calendar: WorkingCalendar) => ({
  id: row.id,
  eventId: row.event_id,
  label: row.label,
  duty: row.duty,
  happenedAt: row.happened_at,
  dueDay: row.due_day,
  isCertain: row.certain === 1,
  isEnhanced: row.enhanced === 1,
  workingDays: row.working_days,
  workingDaysLeft: workingDaysLeft(today, row.due_day, calendar),
  stands: row.stands === 1,
  settled:
    row.settled_at === null
      ? null
      : { at: row.settled_at, how: row.settled_what === 'update' ? 'told' : 'not-told', contactId: row.settled_by },
});

const contactFields = (row: ContactRow, all: readonly ContactRow[]) => ({
  id: row.id,
  what: row.what,
  at: row.at,
  recordedAt: row.recorded_at,
  way: row.way,
  byWhom: row.by_whom,
  said: row.said,
  whyNot: row.why_not,
  dutyIds: JSON.parse(row.duty_ids) as unknown,
  takenBackBy: all.find((other) => other.takes_back === row.id)?.id ?? null,
});

/** Somebody whom the report no longer names as a victim, but who was owed something or spoken to. */
const formerVictim = (personId: string, name: string): ReportVictim => ({
  personId,
  name,
  isNamed: true,
  enhancedRights: 'no',
  because: '',
  safeContact: '',
  unsafeWays: [],
  phone: '',
  email: '',
  address: '',
  preferredWay: '',
  bestTimes: '',
});

/** Throws `not-found`. */
export function viewVictims(context: RecordsContext, reportId: ReportId, at: Instant): VictimsOfReport {
  const { db, officer } = context;
  const report = reportRow(db, reportId);
  const { rules, calendar } = rulesInForce(context);
  const today = localDayAt(at);
  const duties = db
    .prepare<[string], DutyWithEvent>(
      `SELECT d.*, e.label, e.duty, e.happened_at, c.at AS settled_at, c.what AS settled_what
       FROM victim_duties d JOIN investigation_events e ON e.id = d.event_id
       LEFT JOIN victim_contacts c ON c.id = d.settled_by
       WHERE e.report_id = ? ORDER BY d.settled_by IS NOT NULL, d.due_day, e.happened_at, d.id`,
    )
    .all(reportId);
  const contacts = db
    .prepare<[string], ContactRow>('SELECT * FROM victim_contacts WHERE report_id = ? ORDER BY at DESC, number DESC')
    .all(reportId);
  const drafts = db
    .prepare<[string], DraftRow>('SELECT person_id, form, about, draft FROM victim_drafts WHERE report_id = ?')
    .all(reportId);

  const named = victimsInReport(context, reportId);
  const others = [...new Set([...duties, ...contacts].map((row) => row.person_id))]
    .filter((personId) => !named.some((one) => one.personId === personId))
    .map((personId) =>
      formerVictim(personId, duties.find((duty) => duty.person_id === personId)?.name ?? 'Former victim'),
    );
  /** Of one victim; '' for what is the report's. */
  const draftsOf = (personId: string) =>
    drafts
      .filter((row) => row.person_id === personId)
      .map(({ form, about, draft }) => ({ form, about, values: JSON.parse(draft) as unknown }));
  const victim = (isVictim: boolean) => (one: ReportVictim) => ({
    ...one,
    isVictim,
    duties: duties.filter((row) => row.person_id === one.personId).map((row) => dutyFields(row, today, calendar)),
    contacts: contacts.filter((row) => row.person_id === one.personId).map((row) => contactFields(row, contacts)),
    drafts: draftsOf(one.personId),
  });
  return victimsOfReport.parse({
    reportId,
    title: report.title,
    localReference: report.local_reference,
    ...namesIn(report.content),
    reportedAt: report.reported_at,
    officer: { name: officer.name, rank: officer.rank, shoulderNumber: officer.shoulderNumber },
    today,
    bankHolidays: calendar.lastYear < calendar.firstYear ? null : calendar,
    victims: [...named.map(victim(true)), ...others.map(victim(false))],
    events: eventRows(context, reportId).map((row) => ({
      id: row.id,
      kind: row.kind,
      label: row.label,
      happenedAt: row.happened_at,
      note: row.note,
      recordedAt: row.recorded_at,
      withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, because: row.withdrawn_because ?? '' },
    })),
    eventDraft: draftsOf('')[0]?.values ?? null,
    eventKinds: rules.events,
    templates: rules.templates,
    letterhead: rules.letterhead,
  });
}

/** What a letter calls the report: "Theft from shop", and the number that the force gave it. */
function namesIn(content: string): { readonly offence: string; readonly crimeNumber: string } {
  const { values } = reportContent.parse(JSON.parse(content));
  const offence = offenceClassOf(textOf(values['offence-class']))?.short ?? textOf(values['offence']);
  return { offence, crimeNumber: textOf(values['crime-number']).trim() };
}
