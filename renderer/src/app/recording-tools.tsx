// What the features beside Footage add to the screen of a recording and to the list, in the order in which it is seen.
import { ExhibitPanel } from '../features/exhibits/index.ts';
import { ExportButton } from '../features/exports/index.ts';
import type { ChosenTools, RecordingTools } from '../features/footage/index.ts';
import { DepartingPanel, HoldChosen, KeepingPanel } from '../features/retention/index.ts';

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

export const chosenTools: ChosenTools = (ids, onDone) => <HoldChosen ids={ids} onDone={onDone} />;
