// Victim updates: what happened in an investigation, whom it must be told by when, and every contact with a victim.
import { z } from 'zod';
import { command } from './definition.ts';
import { contactId, dutyId, instant, investigationEventId, reportId } from './ids.ts';
import { localDay } from './victims/deadlines.ts';
import { eventKind, letterhead, messageTemplate } from './victims/rules.ts';

/** Of the report's person; it stays the same when the name is put right. */
const personId = z.uuid();

export const contactWay = z.enum(['phone', 'text', 'email', 'letter', 'in-person', 'other']);
export type ContactWay = z.infer<typeof contactWay>;

/** `drafted` was written and not yet given; `taken-back` says that an earlier line was wrong and opens its duties again. */
export const contactKind = z.enum(['update', 'attempt', 'not-told', 'contact', 'drafted', 'taken-back']);
export type ContactKind = z.infer<typeof contactKind>;

export const whyNotTold = z.enum(['asked-not-to-be-told', 'not-reached', 'would-harm', 'other']);
export type WhyNotTold = z.infer<typeof whyNotTold>;

export const contactEntry = z.object({
  id: contactId,
  what: contactKind,
  /** When it happened, which may be before it was written down. */
  at: instant,
  recordedAt: instant,
  way: contactWay,
  byWhom: z.string(),
  said: z.string(),
  whyNot: whyNotTold.nullable(),
  dutyIds: z.array(dutyId),
  /** A later line that takes this one back. */
  takenBackBy: contactId.nullable(),
});
export type ContactEntry = z.infer<typeof contactEntry>;

export const victimDuty = z.object({
  id: dutyId,
  eventId: investigationEventId,
  label: z.string(),
  duty: z.enum(['tell', 'refer']),
  happenedAt: instant,
  dueDay: localDay,
  /** False where bank holidays on the way are not known. */
  isCertain: z.boolean(),
  isEnhanced: z.boolean(),
  workingDays: z.number().int(),
  workingDaysLeft: z.number().int(),
  /** False where the event was recorded in error, or the person is no longer a victim in the report. */
  stands: z.boolean(),
  settled: z.object({ at: instant, how: z.enum(['told', 'not-told']), contactId }).nullable(),
});
export type VictimDuty = z.infer<typeof victimDuty>;

/** What is being written, kept as it is typed: each deed has a place of its own. */
export const draftForm = z.enum(['message', 'update', 'attempt', 'not-told', 'contact', 'given', 'event']);
export type DraftForm = z.infer<typeof draftForm>;
const draftSlot = {
  form: draftForm,
  /** The duty, where the deed is about one; else empty. */
  about: z.union([dutyId, z.literal('')]),
};
export const draftValues = z.record(
  z.string().max(40),
  z.union([z.string().max(20_000), z.array(z.string().max(60)).max(100)]),
);
export type DraftValues = z.infer<typeof draftValues>;

export const victim = z.object({
  personId,
  name: z.string(),
  isNamed: z.boolean(),
  /** False where duties are left of somebody whom the report names as a victim no more. */
  isVictim: z.boolean(),
  enhancedRights: z.enum(['yes', 'no', 'not-asked']),
  because: z.string(),
  safeContact: z.string(),
  /** Ways of contact that the report marks as not safe: mostly those of `contactWay`. */
  unsafeWays: z.array(z.string()),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  preferredWay: z.string(),
  bestTimes: z.string(),
  /** Open ones first, by when they are due. */
  duties: z.array(victimDuty),
  /** Newest first. */
  contacts: z.array(contactEntry),
  drafts: z.array(z.object({ ...draftSlot, values: draftValues })),
});
export type Victim = z.infer<typeof victim>;

export const investigationEvent = z.object({
  id: investigationEventId,
  kind: z.string(),
  label: z.string(),
  happenedAt: instant,
  note: z.string(),
  recordedAt: instant,
  withdrawn: z.object({ at: instant, because: z.string() }).nullable(),
});
export type InvestigationEvent = z.infer<typeof investigationEvent>;

export const victimsOfReport = z.object({
  reportId,
  title: z.string(),
  localReference: z.string(),
  offence: z.string(),
  /** Empty until the force has given one: a laptop never makes one up. */
  crimeNumber: z.string(),
  reportedAt: instant.nullable(),
  officer: z.object({ name: z.string(), rank: z.string(), shoulderNumber: z.string() }),
  today: localDay,
  /** The years whose bank holidays are known; null where they are not read yet. */
  bankHolidays: z.object({ firstYear: z.number().int(), lastYear: z.number().int() }).nullable(),
  victims: z.array(victim),
  /** Latest first. */
  events: z.array(investigationEvent),
  /** An event that is being written down. */
  eventDraft: draftValues.nullable(),
  eventKinds: z.array(eventKind),
  templates: z.array(messageTemplate),
  letterhead,
});
export type VictimsOfReport = z.infer<typeof victimsOfReport>;

const said = z.string().trim().max(20_000);

export const victims = {
  commands: {
    get: command(z.object({ reportId }), victimsOfReport, ['locked', 'not-found']),
    /** What was being written of an event is done with that. */
    recordEvent: command(
      z.object({ reportId, kind: z.string().max(40), happenedAt: instant, note: z.string().trim().max(500) }),
      victimsOfReport,
      ['locked', 'not-found', 'invalid-input'],
    ),
    /** Recorded in error: it stays in the list, and what was open of it no longer stands. */
    withdrawEvent: command(
      z.object({ id: investigationEventId, because: z.string().trim().min(1).max(500) }),
      victimsOfReport,
      ['locked', 'not-found', 'invalid-input'],
    ),
    /** Appended; never changed afterwards. An update and a reason why not settle the duties that they name. */
    logContact: command(
      z.object({
        reportId,
        personId,
        what: z.enum(['update', 'attempt', 'not-told', 'contact']),
        at: instant,
        way: contactWay,
        byWhom: z.string().trim().min(1).max(120),
        said,
        whyNot: whyNotTold.nullable(),
        dutyIds: z.array(dutyId).max(100),
        /** What was typed for it, and is done with it. */
        draft: z.object(draftSlot).nullable(),
      }),
      victimsOfReport,
      ['locked', 'not-found', 'invalid-input'],
    ),
    /** A text or letter was copied: it stays in the log as drafted until the officer says that it was given. */
    noteDrafted: command(
      z.object({ reportId, personId, way: contactWay, text: said.min(1), dutyIds: z.array(dutyId).max(100) }),
      victimsOfReport,
      ['locked', 'not-found', 'invalid-input'],
    ),
    takeBack: command(z.object({ id: contactId, because: z.string().trim().min(1).max(500) }), victimsOfReport, [
      'locked',
      'not-found',
      'invalid-input',
    ]),
    /** `personId` is null for an event; `values` where nothing is being written any more. */
    saveDraft: command(
      z
        .object({ reportId, personId: personId.nullable(), ...draftSlot, values: draftValues.nullable() })
        .refine((draft) => (draft.personId === null) === (draft.form === 'event'), 'only an event is nobody’s'),
      z.null(),
      ['locked', 'not-found', 'disk-full', 'disk-error'],
    ),
  },
  events: { changed: z.object({ reportId: reportId.nullable() }) },
} as const;
