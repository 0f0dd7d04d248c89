// What the notebook shows on the screen of a report.
export { InsertFromNotebook } from './InsertFromNotebook.tsx';
export { ReportNotes } from './ReportNotes.tsx';
