// The screens of the reports.
export { ReportScreen } from './ReportScreen.tsx';
export { ReportsScreen } from './ReportsScreen.tsx';
export { typeIntoReport, type TypedIntoReport, type TypingOutcome } from './type-into-report.ts';
