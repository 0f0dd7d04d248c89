// The screens of the reports.
export { addPersonToReport } from './add-person-to-report.ts';
export { ReportScreen } from './ReportScreen.tsx';
export { ReportsScreen } from './ReportsScreen.tsx';
export type { DraftOutcome } from './in-draft.ts';
export { typeIntoReport, type TypedIntoReport } from './type-into-report.ts';
