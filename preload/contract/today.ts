// Today: what is due, in the order in which it falls due.
import { z } from 'zod';
import { command } from './definition.ts';
import { dutyId, instant, recordingId, reportId, teamPostId } from './ids.ts';
import { reportSummary } from './reports.ts';
import { localDay } from './victims/deadlines.ts';

export const dueItem = z.discriminatedUnion('kind', [
  /** The National Crime Recording Standard: a crime is recorded within 24 h of the report. */
  z.object({ kind: z.literal('record-crime'), dueAt: instant, reportId, title: z.string(), reportedAt: instant }),
  /** Non-evidential footage is deleted within 31 days of recording. */
  z.object({
    kind: z.literal('deletion'),
    dueAt: instant,
    recordingId,
    title: z.string(),
    categoryMissing: z.boolean(),
  }),
  /** The Victims' Code: one victim is to be told of one event. Names nobody. */
  z.object({
    kind: z.literal('victim-update'),
    dueAt: instant,
    dueDay: localDay,
    /** By main's clock, as the working days left are. */
    today: localDay,
    workingDaysLeft: z.number().int(),
    reportId,
    dutyId,
    title: z.string(),
    label: z.string(),
    duty: z.enum(['tell', 'refer']),
    isEnhanced: z.boolean(),
  }),
  /** A post that waits until the team has left. */
  z.object({ kind: z.literal('team-post'), dueAt: instant, teamPostId, place: z.string() }),
]);
export type DueItem = z.infer<typeof dueItem>;

export const todaySummary = z.object({
  due: z.array(dueItem),
  drafts: z.array(reportSummary),
  recordingsToTag: z.number().int().min(0),
  recordingsTotal: z.number().int().min(0),
  oldestToTagStartedAt: instant.nullable(),
});
export type TodaySummary = z.infer<typeof todaySummary>;

export const today = {
  commands: { summary: command(z.null(), todaySummary, ['locked']) },
  events: {},
} as const;
