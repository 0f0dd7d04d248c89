// Signing and sealing of a witness statement: on the screen, page by page, each signature kept as it is made; or on paper.
import { z } from 'zod';
import { command } from './definition.ts';
import { instant, reportId, sealId, signingId } from './ids.ts';
import { printedFrame } from './printed-document.ts';
import { report } from './reports.ts';
import { madeSignature, placeId, signature } from './statement/places.ts';
import { fixedStatement, sealedStatement, sha256, signingWay } from './statement/sealed-statement.ts';

/** A statement that is being signed: its text and its page breaks are fixed, its signatures grow. */
export const openSigning = z.object({
  id: signingId,
  frame: printedFrame,
  fixed: fixedStatement,
  signatures: z.array(madeSignature),
});
export type OpenSigning = z.infer<typeof openSigning>;

export const sealSummary = z.object({
  id: sealId,
  reportId,
  /** Counts the sealed versions of one statement. */
  version: z.number().int().min(1),
  /** Of the report, when it was sealed. */
  revision: z.number().int().min(0),
  way: signingWay,
  sealedAt: instant,
  pages: z.number().int().min(1),
  sha256,
});
export type SealSummary = z.infer<typeof sealSummary>;

/** Where a statement stands with its signatures. */
export const signingState = z.object({
  /** The one under way, if any. */
  open: openSigning.nullable(),
  /** Newest first. */
  seals: z.array(sealSummary),
});
export type SigningState = z.infer<typeof signingState>;

const failures = ['locked', 'not-found', 'disk-full', 'disk-error'] as const;
const ofSigning = z.object({ id: signingId });
const revision = z.number().int().min(0);

export const signing = {
  commands: {
    state: command(z.object({ reportId }), signingState, ['locked', 'not-found']),
    /** Lays the statement out and fixes it; `not-ready` says what is missing first. */
    begin: command(z.object({ reportId, revision, way: signingWay }), openSigning, [
      ...failures,
      'revision-conflict',
      'already-finished',
      'not-ready',
      'busy',
    ]),
    /** What is signed there again takes the place of what was. */
    sign: command(ofSigning.extend({ place: placeId, signature }), madeSignature, [...failures, 'already-finished']),
    clear: command(ofSigning.extend({ place: placeId }), z.null(), [...failures, 'already-finished']),
    /** Back to writing. The signatures made so far are void; the vault keeps that they were made. */
    withdraw: command(ofSigning.extend({ reason: z.string().trim().min(1).max(500) }), z.null(), [
      ...failures,
      'already-finished',
    ]),
    /** `paper`: where the signed paper is, for one that was signed on it. */
    seal: command(ofSigning.extend({ paper: z.string().trim().min(1).max(300).nullable() }), sealSummary, [
      ...failures,
      'already-finished',
      'not-ready',
    ]),
    /** Checked against its hash before it is shown; `evidence-damaged` where it is not what was sealed. */
    sealed: command(
      z.object({ id: sealId }),
      z.object({ summary: sealSummary, frame: printedFrame, sealed: sealedStatement }),
      ['locked', 'not-found', 'evidence-damaged'],
    ),
    /** A new version begun from the sealed one, unsigned; the sealed one stays. */
    correct: command(z.object({ reportId, reason: z.string().trim().min(1).max(500) }), report, [
      ...failures,
      'already-finished',
    ]),
  },
  events: {},
} as const;
