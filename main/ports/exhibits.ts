// Exhibits as main and the court export ask the records for them.
import type { Exhibit, ExhibitMark, ExhibitSummary, MovementKind } from '#contract/exhibits.ts';
import type { ExhibitId, Instant, RecordingId } from '#contract/ids.ts';

export interface ExhibitsApi {
  proposeExhibit(input: { recordingId: RecordingId }): Promise<ExhibitMark & { description: string }>;
  makeExhibit(input: {
    recordingId: RecordingId;
    mark: ExhibitMark;
    description: string;
    at: Instant;
  }): Promise<Exhibit>;
  describeExhibit(input: { id: ExhibitId; description: string; at: Instant }): Promise<Exhibit>;
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
}
