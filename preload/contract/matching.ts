// Matching: which report a recording may belong to, and which recordings belong together. Proposed with reasons, decided by the officer.
import { z } from 'zod';
import { command } from './definition.ts';
import { recording, recordingSummary } from './footage.ts';
import { recordingId, reportId } from './ids.ts';
import { confidence, matchReason } from './matching/reasons.ts';
import { reportSummary } from './reports.ts';

export const matchProposal = z.object({
  report: reportSummary.pick({ id: true, title: true, localReference: true, crimeNumber: true, status: true }),
  confidence,
  /** The weightiest first. */
  reasons: z.array(matchReason),
  /** What the recording takes over from the report where its own fields are empty: entered once. */
  prefill: z.object({ reference: z.string().max(75), title: z.string().max(200) }),
});
export type MatchProposal = z.infer<typeof matchProposal>;

/** One that belongs with another in time, and how. */
export const companion = z.object({
  recording: recordingSummary.pick({
    id: true,
    revision: true,
    title: true,
    fileName: true,
    startedAt: true,
    cameraName: true,
    categoryId: true,
    reference: true,
  }),
  /** For example "Begins 12 seconds after the end of this one". */
  reason: z.string(),
});
export type Companion = z.infer<typeof companion>;

const pair = z.object({ recordingId, reportId });

export const matching = {
  commands: {
    /** Reports that a recording may belong to, the likeliest first; none that it belongs to already or that were refused. */
    proposals: command(z.object({ recordingId }), z.array(matchProposal).max(3), ['locked', 'not-found']),
    /** Recordings made together with this one, in the order they were made; itself left out. */
    companions: command(z.object({ recordingId }), z.array(companion).max(50), ['locked', 'not-found']),
    /** The same from the report's side, by its content as last saved. */
    suggestions: command(
      z.object({ reportId }),
      z.array(z.object({ recordingId, confidence, reasons: z.array(matchReason) })).max(50),
      ['locked', 'not-found'],
    ),
    /** Links the recording to the report; also to a finished one, whose content this does not touch. */
    accept: command(pair, recording, ['locked', 'not-found']),
    /** Not proposed again, until it is taken back. */
    refuse: command(pair, z.null(), ['locked', 'not-found']),
    takeBackRefusal: command(pair, z.null(), ['locked', 'not-found']),
  },
  events: {},
} as const;
