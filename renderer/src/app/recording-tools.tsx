// What the features beside Footage add to the screen of a recording, in the order in which it is seen.
import { ExportButton } from '../features/exports/index.ts';
import type { RecordingTools } from '../features/footage/index.ts';

export const recordingTools: RecordingTools = {
  actions: (recording) => <ExportButton recordings={[recording]} />,
  panels: () => null,
};
