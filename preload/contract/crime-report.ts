// The crime report as data; what is done with it, as with every report, is in forms.ts.
export { crimeReport } from './crime-report/definition.ts';
export { personFields, propertyFields } from './crime-report/entry-fields.ts';
export { crimeReportFields, crimeReportSections } from './crime-report/fields.ts';
