// The screens of the reports.
export { ReportScreen } from './ReportScreen.tsx';
export { ReportsScreen } from './ReportsScreen.tsx';
export { typeIntoReport } from './type-into-report.ts';
