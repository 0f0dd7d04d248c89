// What other features add to the screen of a recording and to the list. The frame puts them in (app/recording-tools.tsx): features
// do not import each other.
import type { ReactNode } from 'react';
import type { Recording } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';

export interface RecordingTools {
  /** Buttons beside the title. */
  readonly actions: (recording: Recording) => ReactNode;
  /** Between what the officer says of the recording and its custody. */
  readonly panels: (recording: Recording) => ReactNode;
  /** In place of all that is said of it, where it is marked for deletion or gone. */
  readonly departing: (recording: Recording) => ReactNode;
}

/** Buttons for the recordings that are chosen in the list; `onDone` chooses none. */
export type ChosenTools = (ids: readonly RecordingId[], onDone: () => void) => ReactNode;
