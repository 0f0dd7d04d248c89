// What the notebook adds to the screen of a report. The frame hands it on: features do not import each other.
export { InsertFromNotebook, keepPicture, NotAttached, ReportNotes } from '../features/notebook/in-reports.ts';
