// What one recording is within an export: its description, and the files that go out with it.
import type { Exhibit } from '#contract/exhibits.ts';
import type { Recording } from '#contract/footage.ts';

export interface ExportedFile {
  /** Relative to the folder of the viewer (data/). */
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ExportedRecording {
  readonly recording: Recording;
  /** Its exhibit label, or its number in this export: "JS/1", "03". */
  readonly label: string;
  /** In playing order; one for a recording that the camera did not split. */
  readonly files: readonly ExportedFile[];
  readonly sideFiles: readonly ExportedFile[];
  /** Its continuity, where it is an exhibit. */
  readonly exhibit: Exhibit | null;
  readonly categoryLabel: string | null;
  /** What it was made from, where it is a clip, redaction or snapshot. */
  readonly madeFrom: string | null;
}

export interface ExportFacts {
  readonly at: string;
  /** Rank, name and shoulder number. */
  readonly officer: string;
  readonly purpose: string;
  readonly disclosedTo: string;
  readonly includeNotes: boolean;
}
