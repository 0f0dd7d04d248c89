// A report as a document for paper: the same definitions as its form, and the same answers as its summary.
import { readSketch, sketchInWords, unreadableSketch, type Underlay } from './collision/sketch/model.ts';
import { renderSketch } from './collision/sketch/render.ts';
import { sketchVehicles } from './collision/sketch-vehicles.ts';
import {
  answersOf,
  checkSection,
  forgottenFields,
  formOf,
  referenceOf,
  textOf,
  withEntryChoices,
  type Answer,
  type EntryListDefinition,
  type FieldDefinition,
  type FormDefinition,
} from './forms.ts';
import type { Instant } from './ids.ts';
import { pictureName, type PrintedDocument, type PrintedRow } from './printed-document.ts';
import { forceConfiguration } from './report-forms.ts';
import type { EntryListId, Report, ReportContent } from './reports.ts';
import type { Officer } from './session.ts';

export interface Printing {
  readonly officer: Officer;
  readonly at: Instant;
  /** Of the report's content as the vault holds it, lower-case hexadecimal. */
  readonly contentSha256: string;
  /** JPEGs in base64 by the ids of the photographs under drawings; those that are not to be had are left out. */
  readonly pictures?: ReadonlyMap<string, string>;
}

/** Photographs that lie under the report's drawings, with the hashes that they were put in with. */
export const photosOf = ({ kind, content }: Pick<Report, 'kind' | 'content'>): readonly Underlay[] =>
  formOf(kind)
    .fields.filter((field) => field.kind === 'sketch-plan')
    .flatMap(({ id }) => readSketch(textOf(content.values[id]))?.underlay ?? []);

const dayAndMinute = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "22 Nov 2026, 14:03" */
export const printedTime = (at: Instant): string => dayAndMinute.format(new Date(at)).replace('Sept', 'Sep');

/** "PC Ada Okafor, 4417NE" */
export const officerWords = ({ rank, name, shoulderNumber }: Omit<Officer, 'id'>): string =>
  `${rank} ${name}, ${shoulderNumber}`;

/** Of every kind but a witness statement, whose paper is a form of its own (statement/statement-document.ts). */
export function reportDocument(report: Report, printing: Printing): PrintedDocument {
  const form = formOf(report.kind);
  const isDraft = report.status === 'draft';
  const { pictures = new Map<string, string>() } = printing;
  const status = isDraft ? 'DRAFT' : `Finished ${printedTime(report.finishedAt ?? report.updatedAt)}`;
  return {
    frame: {
      name: form.name,
      reference: referenceOf(report),
      status,
      isDraft,
      foot: `Printed ${printedTime(printing.at)} by ${officerWords(printing.officer)}`,
      signatures: [],
    },
    rows: [...reportRows(form, report, printing), ...contactRows(), row('note', `End of ${referenceOf(report)}.`)],
    ...(pictures.size === 0
      ? {}
      : { pictures: Object.fromEntries([...pictures].map(([id, jpeg]) => [pictureName(id), jpeg])) }),
  };
}

/** How to reach the force, in its own words. */
function contactRows(): PrintedRow[] {
  const lines = forceConfiguration()?.contact ?? [];
  return lines.length === 0 ? [] : [row('note', lines.join(' · '))];
}

const reportRows = (form: FormDefinition, report: Report, printing: Printing): PrintedRow[] => [
  row('title', form.titleOf(report.content)),
  ...aboutRows(report, printing),
  ...form.sections
    .filter(({ id }) => id !== checkSection)
    .flatMap(({ id, title }) => sectionRows(form, id, title, report, printing)),
];

const row = (kind: PrintedRow['kind'], ...cells: string[]): PrintedRow => ({
  kind,
  cells: cells.map((text) => ({ text })),
});

function aboutRows(report: Report, { officer, contentSha256 }: Printing): PrintedRow[] {
  const isDraft = report.status === 'draft';
  const footage = report.recordingIds.length;
  return [
    row('fact', 'Provisional reference', report.localReference, 'Officer', officerWords(officer)),
    row(
      'fact',
      'Begun',
      printedTime(report.createdAt),
      isDraft ? 'Last saved' : 'Finished',
      printedTime(report.finishedAt ?? report.updatedAt),
    ),
    row(
      'fact',
      'Footage attached',
      footage === 0 ? 'None' : `${footage} ${footage === 1 ? 'recording' : 'recordings'}`,
      'Revision',
      String(report.revision),
    ),
    ...(report.crimeNumber === '' ? [] : [row('fact', 'Crime number', report.crimeNumber)]),
    ...(isDraft ? [] : [row('fact', 'SHA-256 of its content', contentSha256)]),
    row(
      'note',
      isDraft
        ? 'A draft: not finished, and it may change. The provisional reference is this laptop’s own, not a crime number.'
        : 'The provisional reference is this laptop’s own, not a crime number. The audit trail of the vault holds the same SHA-256.',
    ),
  ];
}

/** Many short entries are read as a table; people, of whom much is known, one by one. */
const tables: ReadonlySet<EntryListId> = new Set(['property']);

function sectionRows(
  form: FormDefinition,
  id: string,
  title: string,
  report: Report,
  printing: Printing,
): PrintedRow[] {
  const { content } = report;
  const now = report.finishedAt ?? report.updatedAt;
  const isFirst = form.sections[0]?.id === id;
  const fields = [
    ...form.fields.filter((field) => field.section === id),
    ...(isFirst ? forgottenFields(form.fields, content.values) : []),
  ];
  const lists = (isBelow: boolean): PrintedRow[] =>
    form.lists
      .filter((list) => list.section === id && (list.isBelowFields ?? false) === isBelow)
      .flatMap((list) => entryRows(form, list, content, now));
  const body = [
    ...lists(false),
    ...factRows(answersOf({ fields, values: content.values, report: content.values, now })),
    ...drawingRows(fields, content, printing),
    ...lists(true),
  ];
  return [row('heading', title), ...(body.length === 0 ? [row('note', 'Nothing entered.')] : body)];
}

function entryRows(
  form: FormDefinition,
  list: EntryListDefinition,
  content: ReportContent,
  now: Instant,
): PrintedRow[] {
  const entries = content[list.id];
  const fields = [
    ...withEntryChoices(form, list.fields, content, now),
    ...forgottenFields(list.fields, ...entries.map(({ values }) => values)),
  ];
  const answered = entries.map(({ values }) => answersOf({ fields, values, report: content.values, now }));
  if (tables.has(list.id) && entries.length > 0) return tableRows(fields, answered);
  return entries.flatMap(({ values }, index) => [
    row('subheading', `${index + 1}. ${list.wordsOf(values, now, index, content).name}`),
    ...factRows(answered[index] ?? []),
  ]);
}

/** One row an item; a column for each field that is filled in any of them. */
function tableRows(fields: readonly FieldDefinition[], items: readonly (readonly Answer[])[]): PrintedRow[] {
  const columns = fields.filter((field) => items.some((answers) => answers.some((answer) => answer.field === field)));
  const cellsOf = (answers: readonly Answer[]): string[] =>
    columns.map((field) => {
      const answer = answers.find((candidate) => candidate.field === field);
      return answer === undefined ? '' : wordsOf(answer);
    });
  const cells = items.map(cellsOf);
  const shares = [4, ...columns.map(({ label }, column) => shareOf([label, ...cells.map((one) => one[column] ?? '')]))];
  return [
    { ...row('columns', 'No.', ...columns.map(({ label }) => label)), shares },
    ...cells.map((one, index) => ({ ...row('item', String(index + 1), ...one), shares })),
  ];
}

/** A column of long texts gets more room than one of short ones, up to what reads well. */
function shareOf(texts: readonly string[]): number {
  const longest = Math.max(...texts.map((text) => text.length));
  return Math.min(Math.max(longest, 9), 30);
}

/** The same drawing as on the screen. */
const drawingRows = (
  fields: readonly FieldDefinition[],
  { values, vehicles }: ReportContent,
  { pictures }: Printing,
): PrintedRow[] =>
  fields.flatMap((field): PrintedRow[] => {
    const sketch = field.kind === 'sketch-plan' ? readSketch(textOf(values[field.id])) : null;
    if (sketch === null) return [];
    const { underlay } = sketch;
    const isThere = underlay !== null && pictures?.has(underlay.pictureId) === true;
    const pictureAddress = isThere ? pictureName(underlay.pictureId) : undefined;
    const svg = JSON.stringify(renderSketch(sketch, { vehicles: sketchVehicles(vehicles), pictureAddress }));
    return [
      { ...row('drawing', field.label, sketchInWords(textOf(values[field.id]))), svg },
      ...(underlay === null || isThere
        ? []
        : [
            row(
              'note',
              'The photograph under the drawing is not in this vault, or not as it was put in: it is not printed.',
            ),
          ]),
    ];
  });

/** Told over the whole width, under its label. */
const isRunning = ({ kind }: FieldDefinition): boolean => kind === 'long-text' || kind === 'statement-text';

const isShort = ({ field, typed }: Answer, words: string): boolean =>
  field.width !== undefined &&
  field.label.length <= 26 &&
  typed.length <= 40 &&
  !typed.includes('\n') &&
  words.length <= 60;

const isUnreadable = ({ typed }: Answer): boolean => typed === unreadableSketch;

/** Short answers stand two in a row, long ones have a row of their own. */
function factRows(answers: readonly Answer[]): PrintedRow[] {
  const rows: PrintedRow[] = [];
  let waiting: readonly string[] | null = null;
  const settle = (): void => {
    if (waiting !== null) rows.push(row('fact', ...waiting));
    waiting = null;
  };
  for (const answer of answers) {
    // A drawing that can be read is drawn; its words stand under it.
    if (answer.field.kind === 'sketch-plan' && !isUnreadable(answer)) continue;
    const words = wordsOf(answer);
    const pair = [answer.field.label, words] as const;
    if (!isShort(answer, words)) {
      settle();
      rows.push(row(isRunning(answer.field) ? 'text' : 'fact', ...pair));
    } else if (waiting === null) waiting = pair;
    else {
      rows.push(row('fact', ...waiting, ...pair));
      waiting = null;
    }
  }
  settle();
  return rows;
}

/** How a reader of the paper needs it: the day and what was typed, the amount, the offence and its class. */
function wordsOf({ field, typed, reading }: Answer): string {
  if (reading === null) return typed;
  if (field.kind === 'money') return reading;
  return field.kind === 'offence' ? `${typed}\n${reading}` : `${reading} (typed: ${typed})`;
}
