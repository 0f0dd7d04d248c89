// Victim updates: events are recorded and withdrawn, contacts are appended, duties are settled by them. Nothing is deleted.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, ReportId } from '#contract/ids.ts';
import type { ContactKind, ContactWay, VictimsOfReport, WhyNotTold } from '#contract/victims.ts';
import type { VictimsApi } from '../../../ports/victims.ts';
import { utcTime } from '../audit-words.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { reportRow } from './report-rows.ts';
import type { Synchronous } from './synchronous.ts';
import { syncDuties, victimsInReport, type DutyRow, type EventRow } from './victim-duties.ts';
import { rulesInForce } from './victim-rules.ts';
import { viewVictims, type ContactRow } from './victim-view.ts';

const wayWords: Readonly<Record<ContactWay, string>> = {
  phone: 'by phone',
  text: 'by text',
  email: 'by email',
  letter: 'by letter',
  'in-person': 'in person',
  other: 'in another way',
};

const whyNotWords: Readonly<Record<WhyNotTold, string>> = {
  'asked-not-to-be-told': 'asked not to be told',
  'not-reached': 'could not be reached',
  'would-harm': 'telling would put somebody or the investigation at risk',
  other: 'another reason',
};

const refused = (message: string): KerbdeskError => new KerbdeskError('invalid-input', message);

/** Officers write minutes, so the minute in which it happened counts whole. */
const isBefore = (at: Instant, earliest: Instant): boolean => at < `${earliest.slice(0, 16)}:00.000Z`;

interface NewContact {
  readonly reportId: ReportId;
  readonly personId: string;
  readonly what: ContactKind;
  readonly happenedAt: Instant;
  readonly way: ContactWay;
  readonly byWhom: string;
  readonly said: string;
  readonly whyNot: WhyNotTold | null;
  readonly dutyIds: readonly string[];
  readonly takesBack: string | null;
  readonly at: Instant;
}

interface OwedRow extends DutyRow, Pick<EventRow, 'report_id' | 'label' | 'duty' | 'happened_at'> {}

type Api = Synchronous<Omit<VictimsApi, 'applyVictimRules'>>;

export function createVictimUpdates(context: RecordsContext): Api {
  const { db, audit, officer } = context;
  const officerName = `${officer.rank} ${officer.name} (${officer.shoulderNumber})`;

  const view = (reportId: ReportId, at: Instant): VictimsOfReport => viewVictims(context, reportId, at);

  const nameOf = (reportId: ReportId, personId: string): string => {
    const named = victimsInReport(context, reportId).find((one) => one.personId === personId)?.name;
    const before = db
      .prepare<[string], string>('SELECT name FROM victim_duties WHERE person_id = ? LIMIT 1')
      .pluck()
      .get(personId);
    if (named !== undefined || before !== undefined) return named ?? before ?? '';
    const spokenTo = db
      .prepare<[string, string], number>('SELECT 1 FROM victim_contacts WHERE report_id = ? AND person_id = ?')
      .pluck()
      .get(reportId, personId);
    if (spokenTo === undefined) throw notFound('victim');
    return 'a former victim';
  };

  /** The duties named, which must be this person's. */
  function dutiesOf(reportId: ReportId, personId: string, ids: readonly string[]): OwedRow[] {
    const one = db.prepare<[string], OwedRow>(
      `SELECT d.*, e.report_id, e.label, e.duty, e.happened_at
       FROM victim_duties d JOIN investigation_events e ON e.id = d.event_id WHERE d.id = ?`,
    );
    return [...new Set(ids)].map((id) => {
      const row = one.get(id);
      if (row?.report_id !== reportId || row.person_id !== personId) throw notFound('duty');
      return row;
    });
  }

  function append(contact: NewContact): string {
    const id = randomUUID();
    db.prepare(
      `INSERT INTO victim_contacts (number, id, report_id, person_id, what, at, recorded_at, way, by_whom, said, why_not,
         duty_ids, takes_back)
       VALUES ((SELECT coalesce(max(number), 0) + 1 FROM victim_contacts), @id, @reportId, @personId, @what, @happenedAt,
         @at, @way, @byWhom, @said, @whyNot, @dutyIds, @takesBack)`,
    ).run({
      ...contact,
      id,
      byWhom: contact.byWhom.toWellFormed(),
      said: contact.said.toWellFormed(),
      dutyIds: JSON.stringify(contact.dutyIds),
    });
    return id;
  }

  const settle = (dutyIds: readonly string[], contactId: string | null): void => {
    const update = db.prepare('UPDATE victim_duties SET settled_by = ? WHERE id = ?');
    for (const dutyId of dutyIds) update.run(contactId, dutyId);
  };

  function requireSettleable(owed: readonly OwedRow[], happenedAt: Instant): void {
    if (owed.length === 0)
      throw refused('Say what the victim was told of: choose at least one event. Nothing was written down yet.');
    for (const duty of owed) {
      if (duty.settled_by !== null || duty.stands === 0) {
        throw refused(
          `“${duty.label}” is settled already, perhaps in another window. What you typed is kept; choose what is still open.`,
        );
      }
      if (isBefore(happenedAt, duty.happened_at)) {
        throw refused(
          `“${duty.label}” had not happened at that time. Check the day and the time; nothing was written down yet.`,
        );
      }
    }
  }

  /** Since the latest event: an attempt of before it was no attempt to tell of it. */
  function requireAttempt(reportId: ReportId, personId: string, owed: readonly OwedRow[]): void {
    const latest =
      owed
        .map((duty) => duty.happened_at)
        .toSorted()
        .at(-1) ?? '';
    const attempts = db
      .prepare<[string, string, string], number>(
        `SELECT count(*) FROM victim_contacts a WHERE report_id = ? AND person_id = ? AND what = 'attempt'
           AND at >= substr(?, 1, 16)
           AND NOT EXISTS (SELECT 1 FROM victim_contacts b WHERE b.takes_back = a.id)`,
      )
      .pluck()
      .get(reportId, personId, latest);
    if (attempts === 0) {
      throw refused(
        'Could not be reached: log each attempt first, one at least since the latest of these events, so that it can be seen when and how it was tried. What you typed is kept.',
      );
    }
  }

  const noteContact = (reportId: ReportId, at: Instant, isDisclosure: boolean, what: string, reason: string | null) =>
    audit.append({
      at,
      operation: isDisclosure ? 'disclosure' : 'alteration',
      subjectKind: 'report',
      subjectId: reportId,
      what,
      reason,
    });

  const forget = (slot: { reportId: ReportId; personId: string; form: string; about: string }): void => {
    db.prepare(
      `DELETE FROM victim_drafts
       WHERE report_id = @reportId AND person_id = @personId AND form = @form AND about = @about`,
    ).run(slot);
  };

  const labelsOf = (owed: readonly OwedRow[]): string => owed.map(({ label }) => `“${label}”`).join(', ');

  return {
    getVictims: ({ reportId, at }) =>
      inTransaction(context, () => {
        const { local_reference: reference } = reportRow(db, reportId);
        audit.consulted({
          at,
          subjectKind: 'report',
          subjectId: reportId,
          what: `Opened the victims of report ${reference}.`,
        });
        return view(reportId, at);
      }),

    recordInvestigationEvent: ({ reportId, kind, happenedAt, note, at }) =>
      inTransaction(context, () => {
        reportRow(db, reportId);
        const found = rulesInForce(context).rules.events.find(({ id }) => id === kind);
        if (found === undefined)
          throw refused('The force does not list this event. Choose another; nothing was recorded.');
        if (happenedAt > at) {
          throw refused('An event is recorded once it has happened. Check the day and the time; nothing was recorded.');
        }
        db.prepare(
          `INSERT INTO investigation_events (id, report_id, kind, label, duty, working_days, enhanced_working_days,
             happened_at, note, recorded_at)
           VALUES (@id, @reportId, @kind, @label, @duty, @workingDays, @enhancedWorkingDays, @happenedAt, @note, @at)`,
        ).run({
          id: randomUUID(),
          reportId,
          kind,
          label: found.label,
          duty: found.duty,
          workingDays: found.workingDays,
          enhancedWorkingDays: found.enhancedWorkingDays,
          happenedAt,
          note: note.toWellFormed(),
          at,
        });
        noteContact(
          reportId,
          at,
          false,
          `Recorded “${found.label}”, ${utcTime(happenedAt)}.`,
          note === '' ? null : note,
        );
        syncDuties(context, reportId, at);
        forget({ reportId, personId: '', form: 'event', about: '' });
        return view(reportId, at);
      }),

    withdrawInvestigationEvent: ({ id, because, at }) =>
      inTransaction(context, () => {
        const event = db.prepare<[string], EventRow>('SELECT * FROM investigation_events WHERE id = ?').get(id);
        if (event === undefined) throw notFound('event');
        if (event.withdrawn_at !== null) throw refused('This event was withdrawn already.');
        db.prepare('UPDATE investigation_events SET withdrawn_at = ?, withdrawn_because = ? WHERE id = ?').run(
          at,
          because.toWellFormed(),
          id,
        );
        noteContact(event.report_id, at, false, `Withdrew “${event.label}”, ${utcTime(event.happened_at)}.`, because);
        syncDuties(context, event.report_id, at);
        return view(event.report_id, at);
      }),

    logVictimContact: ({ reportId, personId, what, happenedAt, way, byWhom, said, whyNot, dutyIds, draft, at }) =>
      inTransaction(context, () => {
        const name = nameOf(reportId, personId);
        if (happenedAt > at) {
          throw refused(
            'A contact is written down once it has happened. Check the day and the time; what you typed is kept.',
          );
        }
        const settles = what === 'update' || what === 'not-told';
        const owed = dutiesOf(reportId, personId, dutyIds);
        if (settles) requireSettleable(owed, happenedAt);
        if (what !== 'attempt' && !(what === 'not-told' && whyNot === 'asked-not-to-be-told') && said === '') {
          throw refused('Write in a few words what was said. Nothing was written down yet.');
        }
        if ((whyNot !== null) !== (what === 'not-told')) throw refused('Say why the victim is not told.');
        if (whyNot === 'not-reached') requireAttempt(reportId, personId, owed);
        const ids = owed.map((duty) => duty.id);
        const contact = { reportId, personId, what, happenedAt, way, byWhom, said, whyNot, dutyIds: ids, at };
        const contactId = append({ ...contact, takesBack: null });
        if (settles) settle(ids, contactId);
        const isReferral = owed.length > 0 && owed.every(({ duty }) => duty === 'refer');
        const told: Readonly<Record<typeof what, string>> = {
          update: isReferral
            ? `Done for ${name}: ${labelsOf(owed)}, ${utcTime(happenedAt)}, by ${byWhom}.`
            : `Told ${name} of ${labelsOf(owed)} ${wayWords[way]}, ${utcTime(happenedAt)}, by ${byWhom}.`,
          attempt: `Tried to reach ${name} ${wayWords[way]}, ${utcTime(happenedAt)}, by ${byWhom}.`,
          'not-told': `${isReferral ? `Not done for ${name}` : `${name} is not told of`} ${labelsOf(owed)}: ${whyNot === null ? '' : whyNotWords[whyNot]}.`,
          contact: `Contact with ${name} ${wayWords[way]}, ${utcTime(happenedAt)}, by ${byWhom}.`,
        };
        noteContact(
          reportId,
          at,
          what === 'update' || what === 'contact',
          told[what],
          said === '' ? null : said.slice(0, 500),
        );
        if (draft !== null) forget({ reportId, personId, form: draft.form, about: draft.about });
        return view(reportId, at);
      }),

    noteVictimDrafted: ({ reportId, personId, way, text, dutyIds, at }) =>
      inTransaction(context, () => {
        const name = nameOf(reportId, personId);
        const ids = dutiesOf(reportId, personId, dutyIds).map((duty) => duty.id);
        const last = db
          .prepare<[string, string], Pick<ContactRow, 'what' | 'said'>>(
            'SELECT what, said FROM victim_contacts WHERE report_id = ? AND person_id = ? ORDER BY number DESC LIMIT 1',
          )
          .get(reportId, personId);
        // The same text copied once more is the same draft.
        if (last?.what === 'drafted' && last.said === text.toWellFormed()) return view(reportId, at);
        append({
          reportId,
          personId,
          what: 'drafted',
          happenedAt: at,
          way,
          byWhom: officerName,
          said: text,
          whyNot: null,
          dutyIds: ids,
          takesBack: null,
          at,
        });
        noteContact(reportId, at, false, `Drafted a ${way} to ${name}; not sent by Kerbdesk.`, null);
        return view(reportId, at);
      }),

    takeBackVictimContact: ({ id, because, at }) =>
      inTransaction(context, () => {
        const row = db.prepare<[string], ContactRow>('SELECT * FROM victim_contacts WHERE id = ?').get(id);
        if (row === undefined) throw notFound('line of the log');
        const already = db
          .prepare<[string], number>('SELECT 1 FROM victim_contacts WHERE takes_back = ?')
          .pluck()
          .get(id);
        if (already !== undefined || row.what === 'taken-back') throw refused('This line was taken back already.');
        const reopened = db
          .prepare<[string], string>('SELECT id FROM victim_duties WHERE settled_by = ?')
          .pluck()
          .all(id);
        const contactId = append({
          reportId: row.report_id,
          personId: row.person_id,
          what: 'taken-back',
          happenedAt: at,
          way: 'other',
          byWhom: officerName,
          said: because,
          whyNot: null,
          dutyIds: reopened,
          takesBack: id,
          at,
        });
        settle(reopened, null);
        const name = nameOf(row.report_id, row.person_id);
        noteContact(
          row.report_id,
          at,
          false,
          `Took back a line of the contact log of ${name}, line ${id.slice(0, 8)} by line ${contactId.slice(0, 8)}; ${reopened.length} duties are open again.`,
          because,
        );
        syncDuties(context, row.report_id, at);
        return view(row.report_id, at);
      }),

    /** Not audited: nothing was said to anybody yet, and what is said is. */
    saveVictimDraft: ({ reportId, personId, form, about, values }) =>
      inTransaction(context, () => {
        reportRow(db, reportId);
        const slot = { reportId, personId: personId ?? '', form, about };
        if (values === null) {
          forget(slot);
          return;
        }
        db.prepare(
          `INSERT INTO victim_drafts (report_id, person_id, form, about, draft)
           VALUES (@reportId, @personId, @form, @about, @draft)
           ON CONFLICT (report_id, person_id, form, about) DO UPDATE SET draft = excluded.draft`,
        ).run({ ...slot, draft: JSON.stringify(values) });
      }),
  };
}
