// What every deed on an exhibit keeps to: a label is given once, what was withdrawn stays so, and each change is in the trail.
import type { AuditEntry } from '#contract/audit.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { exhibitLabel, type ExhibitMark } from '#contract/exhibits.ts';
import type { ExhibitFact } from '#contract/exhibits/mention.ts';
import type { Instant } from '#contract/ids.ts';
import { initialsOf } from '../exhibit-marks.ts';
import type { RecordsContext } from '../records-context.ts';
import { indexExhibitAnew } from '../search/sources.ts';
import { factsOf, type ExhibitRow } from './exhibit-rows.ts';
import { readSettings } from './settings.ts';

/** A recording's own trail tells of it as an exhibit; a thing has a trail of its own. */
export const subjectOf = (
  row: Pick<ExhibitRow, 'id' | 'recording_id'>,
): Pick<AuditEntry, 'subjectKind' | 'subjectId'> =>
  row.recording_id === null
    ? { subjectKind: 'exhibit', subjectId: row.id }
    : { subjectKind: 'recording', subjectId: row.recording_id };

/** Throws `exhibit-taken`. */
export function requireFree({ db }: RecordsContext, mark: ExhibitMark): void {
  const other = db
    .prepare<[string, number, string], Pick<ExhibitRow, 'description' | 'withdrawn_at'>>(
      'SELECT description, withdrawn_at FROM exhibits WHERE producer = ? AND number = ? AND suffix = ?',
    )
    .get(mark.producer, mark.number, mark.suffix);
  if (other === undefined) return;
  const withdrawn = other.withdrawn_at === null ? '' : ', withdrawn';
  throw taken(`${exhibitLabel(mark)} is taken: “${other.description}”${withdrawn}. Give this one another number.`);
}

export const marksInUse = ({ db }: RecordsContext): ExhibitMark[] =>
  db.prepare<[], ExhibitMark>('SELECT producer, number, suffix FROM exhibits').all();

export function ownInitials(context: RecordsContext): string {
  const chosen = readSettings(context).exhibitInitials;
  return chosen === '' ? initialsOf(context.officer.name) : chosen;
}

/** Throws `invalid-input`. */
export function requireStanding(row: ExhibitRow): void {
  if (row.withdrawn_at === null) return;
  throw new KerbdeskError('invalid-input', `${exhibitLabel(row)} was taken off the list. Nothing was changed.`);
}

const columns: Readonly<Record<ExhibitFact, string>> = {
  description: 'description',
  foundWhere: 'found_where',
  foundWhen: 'found_when',
};
/** "where exhibit AO/2 was found": of which fact a line of the trail tells. */
export function factWords(fact: ExhibitFact, row: ExhibitRow): string {
  const name = `exhibit ${exhibitLabel(row)}`;
  if (fact === 'description') return `the description of ${name}`;
  return fact === 'foundWhere' ? `where ${name} was found` : `when ${name} was found`;
}

/** Within a transaction. `because` follows in the trail: where the new words are from. */
export function changeFact(
  { db, audit }: RecordsContext,
  row: ExhibitRow,
  { fact, to, because = '' }: { readonly fact: ExhibitFact; readonly to: string; readonly because?: string },
  at: Instant,
): void {
  const before = factsOf(row)[fact];
  if (before === to) return;
  db.prepare(`UPDATE exhibits SET ${columns[fact]} = ? WHERE id = ?`).run(to.toWellFormed(), row.id);
  indexExhibitAnew(db, row.id);
  const what = `Changed ${factWords(fact, row)} from “${before}” to “${to}”${because}.`;
  audit.append({ at, operation: 'alteration', ...subjectOf(row), what });
}

export const taken = (message: string): KerbdeskError => new KerbdeskError('exhibit-taken', message);
