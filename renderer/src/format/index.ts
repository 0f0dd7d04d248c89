// How dates, amounts and deadlines are written everywhere.
export * from './amounts.ts';
export * from './dates.ts';
export * from './due.ts';
export { useNow } from './use-now.ts';
