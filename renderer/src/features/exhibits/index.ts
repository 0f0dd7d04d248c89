// Exhibits: labelled on the recording's screen, listed, and told of with their continuity.
export { ExhibitPanel } from './ExhibitPanel.tsx';
export { ExhibitScreen } from './ExhibitScreen.tsx';
export { ExhibitsScreen } from './ExhibitsScreen.tsx';
export { PropertyExhibit } from './PropertyExhibit.tsx';
