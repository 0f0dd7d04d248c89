// What tests of known entities and search share: reports written into the real encrypted records.
import { randomUUID } from 'node:crypto';
import { entityId, type EntityId, type ReportId } from '#contract/ids.ts';
import type { EntryListId, FieldValues, ReportContent, ReportKind, ReportSummary } from '#contract/reports.ts';
import type { RecordsWorkerApi } from '../../main/storage/records/records-worker-api.ts';
import { noon } from './vault-kit.ts';

export interface WrittenReport {
  /** A crime report unless said. */
  readonly kind?: ReportKind;
  readonly values?: FieldValues;
  readonly people?: readonly FieldValues[];
  readonly property?: readonly FieldValues[];
  readonly vehicles?: readonly FieldValues[];
  readonly casualties?: readonly FieldValues[];
}

const entries = (all: readonly FieldValues[] = []): ReportContent['people'] =>
  all.map((values) => ({ id: randomUUID(), values }));

export const contentOf = ({ values = {}, people, property, vehicles, casualties }: WrittenReport): ReportContent => ({
  values,
  people: entries(people),
  property: entries(property),
  offences: [],
  vehicles: entries(vehicles),
  casualties: entries(casualties),
});

export interface Written extends ReportSummary {
  readonly content: ReportContent;
}

export async function writeReport(api: RecordsWorkerApi, written: WrittenReport): Promise<Written> {
  const { id } = await api.createReport({ kind: written.kind ?? 'crime', parentId: null, at: noon });
  return rewriteReport(api, id, contentOf(written));
}

export async function rewriteReport(api: RecordsWorkerApi, id: ReportId, content: ReportContent): Promise<Written> {
  const { revision } = await api.getReport({ id, at: noon });
  const summary = await api.saveReport({ id, revision, content, at: noon });
  return { ...summary, content };
}

/** The entity that an entry is by itself. */
export function entryEntity(report: Written, list: EntryListId, index = 0): EntityId {
  return entityId.parse(report.content[list][index]?.id);
}

export const person = (givenNames: string, familyName: string, more: FieldValues = {}): FieldValues => ({
  role: 'victim',
  'given-names': givenNames,
  'family-name': familyName,
  ...more,
});
