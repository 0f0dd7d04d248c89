// What the features beside Footage add to the screen of a recording, in the order in which it is seen.
import { ExhibitPanel } from '../features/exhibits/index.ts';
import { ExportButton } from '../features/exports/index.ts';
import type { RecordingTools } from '../features/footage/index.ts';
import { DepartingPanel, KeepingPanel } from '../features/retention/index.ts';

export const recordingTools: RecordingTools = {
  actions: (recording) => <ExportButton recordings={[recording]} />,
  panels: (recording) => (
    <>
      <KeepingPanel recording={recording} />
      <ExhibitPanel recording={recording} />
    </>
  ),
  departing: (recording) => <DepartingPanel recording={recording} />,
};
