// Signing and sealing of witness statements as main sees them in the vault host.
import type { Instant, ReportId, SealId, SigningId } from '#contract/ids.ts';
import type { PrintedPage } from '#contract/printed-document.ts';
import type { Report } from '#contract/reports.ts';
import type { OpenSigning, SealSummary, SigningState } from '#contract/signing.ts';
import type { MadeSignature, Signature } from '#contract/statement/places.ts';
import type { SealedStatement, SigningWay } from '#contract/statement/sealed-statement.ts';

export interface SigningApi {
  signingState(input: { reportId: ReportId }): Promise<SigningState>;
  /** Whether this revision can be signed; rejects with `not-ready`, `revision-conflict` or `already-finished`. */
  requireSignable(input: { reportId: ReportId; revision: number }): Promise<void>;
  /** `pages`: as the statement was laid out; refused where they are not this statement's text. */
  beginSigning(input: {
    reportId: ReportId;
    revision: number;
    way: SigningWay;
    pages: readonly PrintedPage[];
    at: Instant;
  }): Promise<OpenSigning>;
  signPlace(input: { id: SigningId; place: string; signature: Signature; at: Instant }): Promise<MadeSignature>;
  clearPlace(input: { id: SigningId; place: string; at: Instant }): Promise<void>;
  withdrawSigning(input: { id: SigningId; reason: string; at: Instant }): Promise<{ reportId: ReportId }>;
  sealStatement(input: { id: SigningId; paper: string | null; at: Instant }): Promise<SealSummary>;
  /** Rejects with `evidence-damaged` where it is not what was sealed. */
  sealedStatement(input: { id: SealId; at: Instant }): Promise<{ summary: SealSummary; sealed: SealedStatement }>;
  correctStatement(input: { reportId: ReportId; reason: string; at: Instant }): Promise<Report>;
}
