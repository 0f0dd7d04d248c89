// Exhibits as main and the court export ask the records for them.
import type { Exhibit, ExhibitMark, ExhibitOffer, ExhibitSummary, MovementKind } from '#contract/exhibits.ts';
import type { ExhibitFact, ExhibitFacts } from '#contract/exhibits/mention.ts';
import type { ExhibitId, Instant, RecordingId, ReportId } from '#contract/ids.ts';

/** What a report says of one exhibit: `entry` is that of `exhibitMention`. */
interface MentionId {
  readonly reportId: ReportId;
  readonly entry: string;
}

export interface ExhibitsApi {
  /** Null: for a thing. */
  proposeExhibit(input: { recordingId: RecordingId | null }): Promise<ExhibitMark & { description: string }>;
  makeExhibit(input: {
    recordingId: RecordingId;
    mark: ExhibitMark;
    description: string;
    at: Instant;
  }): Promise<Exhibit>;
  describeExhibit(input: {
    id: ExhibitId;
    description: string;
    foundWhere?: string | undefined;
    foundWhen?: string | undefined;
    at: Instant;
  }): Promise<Exhibit>;
  listExhibits(input: { search: string }): Promise<ExhibitSummary[]>;
  /** With its continuity; looking at it is a consultation. */
  getExhibit(input: { id: ExhibitId; at: Instant }): Promise<Exhibit>;
  /** `movedAt` is when it happened, which may be before it is written down. */
  moveExhibit(input: {
    id: ExhibitId;
    movedAt: Instant;
    what: MovementKind;
    from: string;
    to: string;
    note: string;
    at: Instant;
  }): Promise<Exhibit>;
  offerExhibits(input: null): Promise<ExhibitOffer[]>;
  addExhibit(
    input: ExhibitFacts & {
      source: MentionId | null;
      mark: ExhibitMark;
      producerName: string;
      at: Instant;
    },
  ): Promise<Exhibit>;
  refuseExhibit(input: MentionId & { isRefused: boolean; at: Instant }): Promise<null>;
  settleExhibit(
    input: MentionId & { id: ExhibitId; fact: ExhibitFact; take: 'mine' | 'theirs'; theirs: string; at: Instant },
  ): Promise<Exhibit>;
  withdrawExhibit(input: { id: ExhibitId; because: string; at: Instant }): Promise<Exhibit>;
}
