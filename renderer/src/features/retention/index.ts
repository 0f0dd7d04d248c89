// Retention: holds, deletion and having back, on the recording's screen and in the review.
export { DepartingPanel } from './DepartingPanel.tsx';
export { HoldChosen } from './HoldChosen.tsx';
export { KeepingPanel } from './KeepingPanel.tsx';
export { ReviewScreen } from './ReviewScreen.tsx';
