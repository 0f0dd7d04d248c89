// Identifications by fingerprint as main sees them in the vault host: what is kept of them, which is never a print.
import type { IdentificationId, Instant, ReportId } from '#contract/ids.ts';
import type { IdentificationFacts } from '#contract/identify/audit-facts.ts';
import type { IdentificationDraft } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';

export interface IdentificationsApi {
  /** Newest first. */
  listIdentifications(): Promise<KeptIdentification[]>;
  beginIdentification(input: { reportId: ReportId | null; at: Instant }): Promise<KeptIdentification>;
  getIdentification(input: { id: IdentificationId }): Promise<KeptIdentification>;
  /** Rejects with `out-of-order` once it is on record what the person was told: what the law wants to know is not rewritten. */
  saveIdentificationDraft(input: {
    id: IdentificationId;
    revision: number;
    draft: IdentificationDraft;
    at: Instant;
  }): Promise<KeptIdentification>;
  /**
   * What is known of it now. Whatever is new is in the audit trail; the purge and the end are signed there at once. Rejects with
   * `out-of-order` where it would take back what is on record, or changes one that is over.
   */
  keepIdentification(input: { facts: IdentificationFacts; at: Instant }): Promise<KeptIdentification>;
  /**
   * After an unlock: those that the end of the program cut off are over. The memory of the process that held the prints went with it,
   * which is on record in just these words. Answers how many there were.
   */
  closeInterruptedIdentifications(input: { at: Instant }): Promise<number>;
}
