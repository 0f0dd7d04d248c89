// What the notebook shows on the screen of a report.
export { NotAttached } from './attach-file.ts';
export { InsertFromNotebook } from './InsertFromNotebook.tsx';
export { keepPicture } from './keep-picture.ts';
export { ReportNotes } from './ReportNotes.tsx';
