// Footage: the list of recordings, and one recording watched, tagged and proven.
export { FootageScreen } from './list/FootageScreen.tsx';
export { RecordingScreen } from './RecordingScreen.tsx';
export type { ChosenTools, RecordingTools } from './recording-tools.ts';
