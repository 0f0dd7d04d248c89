// Everything that can be found. A new kind, such as statements, is one more source here and a letter in terms.ts (and a table in a migration).
import { z } from 'zod';
import {
  crimeNumberField,
  crimeNumberOf,
  forceWords,
  formOf,
  type FieldDefinition,
  type FieldKind,
} from '#contract/forms.ts';
import { entriesIn, mentionName } from '#contract/known/mentions.ts';
import { exhibitLabel } from '#contract/exhibits.ts';
import type { FactUse } from '#contract/known/sources.ts';
import { reportKind, type FieldValues } from '#contract/reports.ts';
import type { SearchKind } from '#contract/search.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { openingOf } from '../repositories/note-rows.ts';
import { rows, values } from '../statements.ts';
import { dropTerms, putTerms, type IndexTable } from './index-rows.ts';
import { contentIn, factsIn, mentionFields, type MentionRow } from './mention-rows.ts';
import { termsOf, type SearchField } from './terms.ts';

/** A record as it can be found and shown. */
export interface Findable {
  readonly kind: SearchKind;
  readonly key: string;
  /** What is opened. */
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly at: string | null;
  readonly seconds: number | null;
  readonly fields: readonly SearchField[];
  /** Found, but not shown now: it is marked for deletion, or it is a part of what is shown. */
  readonly isHidden: boolean;
}

export interface SearchSource {
  readonly table: IndexTable;
  readonly kinds: readonly SearchKind[];
  /** What a number stands for, in as many kinds as it holds; nothing where the record is no more. */
  readonly read: (db: RecordsDatabase, number: number) => readonly Findable[];
}

const told = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

const mentions: SearchSource = {
  table: 'mention_index',
  kinds: ['person', 'vehicle', 'property', 'place', 'event'],
  read(db, number) {
    const row = rows<[number], MentionRow & { local_reference: string; updated_at: string }>(
      db,
      `SELECT m.*, r.local_reference, r.updated_at FROM entity_mentions m JOIN reports r ON r.number = m.report_number
       WHERE m.number = ?`,
    ).get(number);
    if (row === undefined) return [];
    const facts = factsIn(row);
    const title = mentionName(row.kind, facts);
    const more = [facts['organisation'], facts['description'], facts['street'], facts['town'], facts['postcode']];
    const description = row.kind === 'person' ? '' : (more.find((text) => text !== undefined && text !== title) ?? '');
    return [
      {
        kind: row.kind,
        key: `${row.kind}:${row.known_id}`,
        id: row.known_id,
        title,
        detail: told([description, row.role, row.local_reference]),
        at: row.updated_at,
        seconds: null,
        fields: mentionFields(row),
        isHidden: false,
      },
    ];
  },
};

const notWords = new Set<string | undefined>([
  'choice',
  'multi-choice',
  'date',
  'time',
  'date-of-birth',
  'offence-class',
  'prompts',
  'sketch-plan',
]);

const references = new Set(['cad-reference', crimeNumberField]);

function useOf(id: string, kind: FieldKind | undefined): FactUse {
  if (kind === 'vrm' || id === 'foreign-registration') return 'plate';
  if (kind === 'phone' || kind === 'postcode') return kind;
  return references.has(id) ? 'reference' : 'words';
}

/** Choices, ticks, drawings and times are not what anybody looks for by words. */
function typedFields(values: FieldValues, definitions: readonly FieldDefinition[]): SearchField[] {
  return Object.entries(values).flatMap(([id, value]): SearchField[] => {
    const definition = definitions.find((field) => field.id === id);
    if (id.includes('.') || id === 'entityId') return [];
    const own = definition === undefined ? '' : forceWords(definition, values);
    if (own !== '') return [{ label: definition?.label ?? '', text: own, use: 'words' }];
    if (notWords.has(definition?.kind)) return [];
    const text = typeof value === 'string' ? value : value.join(', ');
    if (text.trim() === '') return [];
    return [{ label: definition?.label ?? id.replaceAll('-', ' '), text, use: useOf(id, definition?.kind) }];
  });
}

interface FoundReport {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly local_reference: string;
  readonly status: string;
  readonly updated_at: string;
  readonly content: string;
}

/**
 * Whatever fields and lists of entries the form of its kind has. The restricted details of a witness are found by title and reference
 * only: none of their text is shown on a screen that others may look at.
 */
function reportFields(row: FoundReport): SearchField[] {
  const kind = reportKind.parse(row.kind);
  const named: SearchField[] = [
    { label: 'Title', text: row.title, use: 'name' },
    { label: 'Reference', text: row.local_reference, use: 'reference' },
  ];
  if (kind === 'witness-details') return named;
  const { fields, lists } = formOf(kind);
  const content = contentIn(row.content);
  return [
    ...named,
    ...typedFields(content.values, fields),
    ...lists.flatMap((list) => entriesIn(content, list.id).flatMap((entry) => typedFields(entry.values, list.fields))),
  ];
}

/** Read from the content, so that the index can be filled before the newest migration as well. */
const crimeNumberIn = (content: string): string => crimeNumberOf(contentIn(content));

const reports: SearchSource = {
  table: 'report_index',
  kinds: ['report'],
  read(db, number) {
    const row = rows<[number], FoundReport>(
      db,
      'SELECT id, kind, title, local_reference, status, updated_at, content FROM reports WHERE number = ?',
    ).get(number);
    if (row === undefined) return [];
    return [
      {
        kind: 'report',
        key: `report:${row.id}`,
        id: row.id,
        title: row.title === '' ? 'Untitled report' : row.title,
        detail: told([crimeNumberIn(row.content), row.local_reference, row.status]),
        at: row.updated_at,
        seconds: null,
        fields: reportFields(row),
        isHidden: false,
      },
    ];
  },
};

interface FoundRecording {
  readonly id: string;
  readonly title: string;
  readonly file_name: string;
  readonly reference: string;
  readonly notes: string;
  readonly tags: string;
  readonly category_label: string | null;
  readonly camera_name: string;
  readonly camera_serial: string | null;
  readonly started: string | null;
  readonly seconds: number | null;
  readonly hidden: number;
}

interface FoundMarker {
  readonly id: string;
  readonly label: string;
  readonly start_seconds: number;
}

const recordings: SearchSource = {
  table: 'recording_index',
  kinds: ['recording', 'marker'],
  read(db, number) {
    const row = rows<[number], FoundRecording>(
      db,
      `SELECT r.id, r.title, r.file_name, r.reference, r.notes, r.tags, c.label AS category_label, r.camera_name, r.camera_serial,
         coalesce(r.corrected_start_at, r.started_at) AS started, json_extract(r.media, '$.durationSeconds') AS seconds,
         r.lead_id IS NOT NULL OR r.parent_id IS NOT NULL
           OR EXISTS (SELECT 1 FROM deletions d WHERE d.recording_id = coalesce(r.lead_id, r.id)) AS hidden
       FROM recordings r LEFT JOIN categories c ON c.id = r.category_id
       WHERE r.number = ? AND r.erased_at IS NULL`,
    ).get(number);
    if (row === undefined) return [];
    const title = row.title === '' ? row.file_name : row.title;
    const shared = { id: row.id, at: row.started, isHidden: row.hidden === 1 };
    const fields: SearchField[] = [
      { label: 'Title', text: row.title, use: 'name' },
      { label: 'File', text: row.file_name, use: 'name' },
      { label: 'Reference', text: row.reference, use: 'reference' },
      { label: 'Notes', text: row.notes, use: 'words' },
      { label: 'Tags', text: z.array(z.string()).parse(JSON.parse(row.tags)).join(', '), use: 'words' },
      { label: 'Category', text: row.category_label ?? '', use: 'words' },
      { label: 'Camera', text: row.camera_name, use: 'words' },
      { label: 'Camera serial', text: row.camera_serial ?? '', use: 'words' },
    ];
    const markers = rows<[string], FoundMarker>(
      db,
      'SELECT id, label, start_seconds FROM markers WHERE recording_id = ? ORDER BY start_seconds, id',
    ).all(row.id);
    return [
      {
        ...shared,
        kind: 'recording' as const,
        key: `recording:${row.id}`,
        title,
        detail: row.reference,
        seconds: row.seconds,
        fields: fields.filter(({ text }) => text !== ''),
      },
      ...markers
        .filter(({ label }) => label !== '')
        .map((marker) => ({
          ...shared,
          kind: 'marker' as const,
          key: `marker:${marker.id}`,
          title: marker.label,
          detail: title,
          seconds: marker.start_seconds,
          fields: [{ label: 'Marker', text: marker.label, use: 'name' as const }],
        })),
    ];
  },
};

interface FoundNote {
  readonly id: string;
  readonly started_at: string;
  readonly place: string;
  readonly text: string;
}

/** A note has no title but what it begins with. */
const mostTitleCharacters = 70;

function titleOf(text: string): string {
  const opening = openingOf(text);
  if (opening.length <= mostTitleCharacters) return opening;
  // At a word's end, so that what is marked as found is a whole word.
  return `${opening.slice(0, mostTitleCharacters).replace(/\s+\S*$/u, '')}…`;
}

const notes: SearchSource = {
  table: 'note_index',
  kinds: ['note'],
  read(db, number) {
    const row = rows<[number], FoundNote>(db, 'SELECT id, started_at, place, text FROM notes WHERE number = ?').get(
      number,
    );
    if (row === undefined) return [];
    const files = rows<[string], { file_name: string }>(
      db,
      'SELECT file_name FROM note_attachments WHERE note_id = ? AND sha256 IS NOT NULL ORDER BY added_at, rowid',
    ).all(row.id);
    const title = titleOf(row.text);
    const fields: SearchField[] = [
      { label: 'Opening', text: title, use: 'name' },
      { label: 'Note number', text: `Note ${number}`, use: 'reference' },
      { label: 'Where', text: row.place, use: 'words' },
      { label: 'Note', text: row.text, use: 'words' },
      ...files.map(({ file_name: name }): SearchField => ({ label: 'Attached', text: name, use: 'words' })),
    ];
    return [
      {
        kind: 'note',
        key: `note:${row.id}`,
        id: row.id,
        title: title === '' ? `Note ${number}` : title,
        detail: told([title === '' ? '' : `note ${number}`, row.place]),
        at: row.started_at,
        seconds: null,
        fields: fields.filter(({ text }) => text !== ''),
        isHidden: false,
      },
    ];
  },
};

interface FoundExhibit {
  readonly id: string;
  readonly producer: string;
  readonly number: number;
  readonly suffix: string;
  readonly description: string;
  readonly produced_at: string;
  readonly producer_name: string;
  readonly found_where: string;
  readonly withdrawn_at: string | null;
}

const exhibits: SearchSource = {
  table: 'exhibit_index',
  kinds: ['exhibit'],
  read(db, number) {
    const row = rows<[number], FoundExhibit>(
      db,
      'SELECT e.* FROM exhibits e JOIN exhibit_numbers n ON n.exhibit_id = e.id WHERE n.number = ?',
    ).get(number);
    if (row === undefined) return [];
    const label = exhibitLabel(row);
    const fields: SearchField[] = [
      { label: 'Label', text: label, use: 'reference' },
      { label: 'Description', text: row.description, use: 'name' },
      { label: 'Produced by', text: row.producer_name, use: 'words' },
      { label: 'Where it was found', text: row.found_where, use: 'words' },
    ];
    return [
      {
        kind: 'exhibit',
        key: `exhibit:${row.id}`,
        id: row.id,
        title: `${label} · ${row.description}`,
        detail: told([row.producer_name, row.found_where, row.withdrawn_at === null ? '' : 'taken off the list']),
        at: row.produced_at,
        seconds: null,
        fields: fields.filter(({ text }) => text !== ''),
        isHidden: false,
      },
    ];
  },
};

export const searchSources: readonly SearchSource[] = [mentions, exhibits, reports, recordings, notes];

export const sourceOf = (kind: SearchKind): SearchSource => {
  const source = searchSources.find(({ kinds }) => kinds.includes(kind));
  if (source === undefined) throw new RangeError(`nothing is read for ${kind}`);
  return source;
};

function indexAnew(db: RecordsDatabase, source: SearchSource, number: number): void {
  const terms = new Set(source.read(db, number).flatMap(({ kind, fields }) => [...termsOf(kind, fields)]));
  dropTerms(db, source.table, number);
  if (terms.size > 0) putTerms(db, source.table, number, terms);
}

export const indexReportAnew = (db: RecordsDatabase, number: number): void => indexAnew(db, reports, number);
export const indexNoteAnew = (db: RecordsDatabase, number: number): void => indexAnew(db, notes, number);
export const indexRecordingAnew = (db: RecordsDatabase, number: number): void => indexAnew(db, recordings, number);

/** Within a transaction; at its first time the exhibit gets the number that it is found by. */
export function indexExhibitAnew(db: RecordsDatabase, id: string): void {
  rows<[string], never>(db, 'INSERT INTO exhibit_numbers (exhibit_id) VALUES (?) ON CONFLICT DO NOTHING').run(id);
  const number = values<[string], number>(db, 'SELECT number FROM exhibit_numbers WHERE exhibit_id = ?').get(id);
  if (number !== undefined) indexAnew(db, exhibits, number);
}
