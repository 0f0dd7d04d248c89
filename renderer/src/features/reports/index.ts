// The screens of the reports.
export { ReportScreen } from './ReportScreen.tsx';
export { ReportsScreen } from './ReportsScreen.tsx';
