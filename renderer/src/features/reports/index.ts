// The screens of the reports.
export { addPersonToReport } from './add-person-to-report.ts';
export { ReportScreen } from './ReportScreen.tsx';
export { ReportsScreen } from './ReportsScreen.tsx';
export { typeIntoReport, type TypedIntoReport, type TypingOutcome } from './type-into-report.ts';
