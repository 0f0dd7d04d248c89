// Reports are data: definitions of fields, lists and rules, and the pure rules that both page and vault apply to them.
export * from './forms/types.ts';
export { answersOf, type Answer } from './forms/answers.ts';
export { assessReport, missingCountsOf, type Assessment } from './forms/assess.ts';
export { entryOptions, withEntryChoices } from './forms/entry-choices.ts';
export { clockInstant, instantOfField, problemOf } from './forms/checks.ts';
export { dayAfter, formatDay, formatTime, instantOf, localDayAt, readDate, readTime } from './forms/dates.ts';
export { isReadInGroups, missingTogether } from './forms/missing-groups.ts';
export { crimeNumberField, crimeNumberOf, referenceOf } from './forms/references.ts';
export { formOf, listOf } from './report-forms.ts';
export * from './forms/values.ts';
export { declaration } from './statement/definition.ts';
export { findOffences, offenceClassOf } from './offences/find-offences.ts';
export { offenceClasses, offenceListSource } from './offences/offence-list.ts';
