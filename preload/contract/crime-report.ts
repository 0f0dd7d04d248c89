// The crime report: its definition as data, and the pure rules that both the form and the vault apply to it.
export * from './crime-report/types.ts';
export { assessCrimeReport, missingCountsOf, type CrimeReportAssessment } from './crime-report/assess.ts';
export { instantOfField, problemOf } from './crime-report/checks.ts';
export { formatDay, formatTime, instantOf, localDayAt, readDate, readTime } from './crime-report/dates.ts';
export { personFields, propertyFields } from './crime-report/entry-fields.ts';
export { crimeReportFields, crimeReportSections } from './crime-report/fields.ts';
export { offenceClasses, offenceListSource } from './crime-report/offence-list.ts';
export { findOffences, offenceClassOf } from './crime-report/offences.ts';
export { crimeReportTitle, reportedInstant } from './crime-report/title.ts';
export * from './crime-report/values.ts';
