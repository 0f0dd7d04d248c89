// One cell of a published row against what its column may hold.
import { authorityName } from '../codes/authorities.ts';
import { labelOf } from '../codes/code-list.ts';
import type { Column } from './columns.ts';

export interface CellAdvice {
  readonly level: 'error' | 'warning';
  readonly message: string;
}

const error = (message: string): CellAdvice => ({ level: 'error', message });
const warning = (message: string): CellAdvice => ({ level: 'warning', message });

/** How the files write that nothing is known, besides the code -1. */
const isMissing = (text: string): boolean => text === '' || text === '-1' || text === 'NULL';

const shown = (text: string): string => {
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return JSON.stringify(short);
};

/** The day a date of the files names, as 2024-02-29; null where there is no such day. */
export function dayOfDate(text: string): string | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (match === null) return null;
  const [, day = '', month = '', year = ''] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1 && Number(year) >= 1900;
  return isReal ? `${year}-${month}-${day}` : null;
}

function checkCode(known: boolean, text: string): CellAdvice | null {
  if (known) return null;
  if (text === '') return warning('empty, where the files write -1.');
  if (!/^(?:-?\d{1,4}|[A-Z]{1,9}\d{0,9})$/.test(text)) return error(`${shown(text)} is not a code.`);
  const name = authorityName(text);
  return warning(`${text} is not in the guide of 2024${name === null ? '' : ` (it is ${name})`}.`);
}

function checkNumber(text: string, shape: RegExp, least: number, most: number): CellAdvice | null {
  if (isMissing(text)) return null;
  if (!shape.test(text)) return error(`${shown(text)} is not a number of this column’s kind.`);
  const value = Number(text);
  return value < least || value > most ? warning(`${text} is outside ${least} to ${most}.`) : null;
}

const wholeShape = /^-?\d{1,9}$/;
const decimalShape = /^-?\d{1,9}(?:\.\d{1,20})?(?:[eE]-?\d{1,2})?$/;

/** Null where nothing is to be said. */
export function checkCell(column: Column, text: string): CellAdvice | null {
  switch (column.is) {
    case 'code':
      return checkCode(labelOf(column.list, text) !== null, text);
    case 'known':
      return checkCode(column.has(text), text);
    case 'whole':
      return checkNumber(text, wholeShape, column.least, column.most);
    case 'decimal':
      return checkNumber(text, decimalShape, column.least, column.most);
    case 'date':
      return dayOfDate(text) === null ? error(`${shown(text)} is not a date as DD/MM/YYYY.`) : null;
    case 'time':
      return isMissing(text) || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)
        ? null
        : error(`${shown(text)} is not a time as HH:MM.`);
    case 'year':
      return /^(?:19|20)\d{2}$/.test(text) ? null : error(`${shown(text)} is not a year.`);
    case 'reference':
      return /^[0-9A-Za-z_/-]{1,30}$/.test(text) ? null : error(`${shown(text)} is not a reference.`);
    case 'text':
      return null;
  }
}
