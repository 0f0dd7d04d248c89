// What tests of signing share: a statement by a fifteen-year-old with an interpreter, pages for it, and hands that sign.
import { pad, type Ink, type InkStroke } from '#contract/ink.ts';
import type { ReportId } from '#contract/ids.ts';
import type { PrintedPage } from '#contract/printed-document.ts';
import { emptyReportContent, type FieldValues, type Report, type ReportContent } from '#contract/reports.ts';
import type { OpenSigning } from '#contract/signing.ts';
import type { Signature } from '#contract/statement/places.ts';
import { statementDocument } from '#contract/statement/statement-document.ts';
import type { Officer } from '#contract/session.ts';
import type { RecordsWorkerApi } from '../../main/storage/records/records-worker-api.ts';
import { noon } from './vault-kit.ts';

export const young: FieldValues = {
  'family-name': 'Kowalska',
  'given-names': 'Zofia',
  age: 'under-18',
  'age-years': '15',
  occupation: 'Pupil',
  adult: 'Anna Kowalska, mother',
  'interpreter-used': 'yes',
  language: 'Polish',
  interpreter: 'Adam Nowak, NRPSI 12345',
  'can-read': 'no',
  'read-by': 'Adam Nowak',
  'visually-recorded': 'no',
  covered: ['said'],
  narrative: 'I was at the bus stop.\n\nI saw the man who is at 14:03:22 on AO/1 take the phone.',
};

export const contentOf = (values: FieldValues): ReportContent => ({ ...emptyReportContent, values });

export async function newStatement(api: RecordsWorkerApi, values: FieldValues = young): Promise<Report> {
  return api.createReport({ kind: 'statement', parentId: null, content: contentOf(values), at: noon });
}

/** The statement on so many pages, its words shared out among them: breaks as a layout would give them. */
export function pagesFor(
  report: Report,
  officer: Officer,
  count: number,
  places: 'screen' | 'paper' = 'screen',
): PrintedPage[] {
  const { rows } = statementDocument(report, { officer, at: noon, pages: count, places });
  const words = rows.findIndex(({ cells }) => cells[0]?.text === report.content.values['narrative']);
  const row = rows[words];
  const text = row?.cells[0]?.text ?? '';
  if (row === undefined) throw new Error('the statement has no words');
  const size = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_one, index) => ({
    rows: [
      ...(index === 0 ? rows.slice(0, words) : []),
      {
        ...row,
        cells: [{ text: text.slice(index * size, (index + 1) * size) }],
        ...(index === 0 ? {} : { continues: true }),
      },
      ...(index === count - 1 ? rows.slice(words + 1) : []),
    ],
  }));
}

/** A hand that goes up and down across the pad, pressing harder as it goes. */
export function scribble(pointer: InkStroke['pointer'] = 'pen', from = 500): Ink {
  const points = Array.from({ length: 60 }, (_one, step) => [
    from + step * 60,
    Math.round(pad.height / 2 + Math.sin(step / 3) * 400),
    step * 12,
    pointer === 'mouse' ? 500 : 200 + step * 10,
  ]);
  return [{ pointer, points: points.flat() }];
}

export const signed = (from = 500): Signature => ({ kind: 'signed', strokes: scribble('pen', from) });

interface BegunSigning {
  readonly report: Report;
  readonly signing: OpenSigning;
}

export async function beginSigning(
  api: RecordsWorkerApi,
  officer: Officer,
  { values = young, pages = 2 }: { values?: FieldValues; pages?: number } = {},
): Promise<BegunSigning> {
  const report = await newStatement(api, values);
  const signing = await api.beginSigning({
    reportId: report.id,
    revision: report.revision,
    way: 'screen',
    pages: pagesFor(report, officer, pages),
    at: noon,
  });
  return { report, signing };
}

export async function signAll(api: RecordsWorkerApi, { id, fixed }: OpenSigning, at = noon): Promise<void> {
  for (const [index, place] of fixed.places.entries()) {
    await api.signPlace({ id, place: place.id, signature: signed(100 + index), at });
  }
}

export const reportNow = (api: RecordsWorkerApi, id: ReportId): Promise<Report> => api.getReport({ id, at: noon });
