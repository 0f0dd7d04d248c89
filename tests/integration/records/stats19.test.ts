// Promise: rows leave the vault whole, on record with who gets them, and never after a lock; published files are checked and taken in
// within bounds, and what is wrong with one file hides no other. The real encrypted database, real files.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publishedColumns, type FileKind } from '#contract/collision/rows/layouts.ts';
import { readTable, rowOf, type Row } from '#contract/collision/rows/read-file.ts';
import { rowsOf, writtenRows } from '#contract/collision/rows/to-rows.ts';
import { emptyReportContent, reportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';
import { checkFolder } from '../../../main/features/stats19/check-files.ts';
import { createStats19Handlers } from '../../../main/features/stats19/index.ts';
import { readFiles, readingLimits } from '../../../main/features/stats19/read-folder.ts';
import type { EventBus } from '../../../main/ipc/event-bus.ts';
import type { HandOutFiles } from '../../../main/ports/handed-out.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';
import { handOutFiles } from '../../../main/storage/export/hand-out-file.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { createFaultyFiles } from '../../support/faulty-files.ts';
import { newRecords } from '../../support/records-kit.ts';
import { noon } from '../../support/vault-kit.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kerbdesk-stats19-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const newFolder = (): Promise<string> => mkdtemp(join(root, 'folder-'));

const entry = (values: FieldValues) => ({ id: crypto.randomUUID(), values });

/** A car and a van; the pedestrian was hit by the van. As kept before casualties referred to ids: by number. */
const content: ReportContent = {
  ...emptyReportContent,
  values: { 'collision-date': '22/11/2026', 'force-reference': 'AB12', 'first-road-class': '6' },
  vehicles: [entry({ 'vehicle-type': '9', 'e-scooter': '0' }), entry({ 'vehicle-type': '19' })],
  casualties: [entry({ 'casualty-class': '3', severity: '2', vehicle: '2', age: '8' })],
};

const why = { purpose: 'Monthly return', disclosedTo: 'Collision unit' } as const;

interface Desk {
  readonly folder?: string | null;
  readonly whileChoosing?: () => void;
  readonly hand?: HandOutFiles;
}

/** The program's own handlers on the real records; only the chooser, the clock and the lock are the test's. */
function desk(
  api: RecordsWorkerApi,
  { folder = null, whileChoosing = () => undefined, hand = handOutFiles }: Desk = {},
) {
  let open = api;
  const emit = vi.fn<EventBus['emit']>();
  const handlers = createStats19Handlers({
    vault: () => open as unknown as VaultHostApi,
    chooseFolder: () => {
      whileChoosing();
      return Promise.resolve(folder);
    },
    handOutFiles: hand,
    clock: { now: () => noon, monotonic: () => performance.now() },
    events: { emit },
  });
  // As after a lock and an unlock: another opening of the vault.
  return { handlers, emit, reopen: () => (open = { ...api }) };
}

const disclosures = async (api: RecordsWorkerApi, subjectId: string) =>
  (await api.listAudit({ before: null, limit: 200, subjectId, at: noon })).entries
    .filter(({ operation }) => operation === 'disclosure')
    .map(({ what, reason }) => `${what} [${reason ?? ''}]`);

const newCollision = (api: RecordsWorkerApi) =>
  api.createReport({ kind: 'collision', parentId: null, content, at: noon });

test('a report kept with a vehicle’s number is read with the vehicle’s id', async () => {
  const { api } = await newRecords();
  const { id } = await newCollision(api);
  const report = await api.getReport({ id, at: noon });
  expect(report.content.casualties[0]?.values['vehicle']).toBe(content.vehicles[1]?.id);
});

test('the rows are three files, on record with who gets them, why, and the hash of each', async () => {
  const { api } = await newRecords();
  const { id, localReference } = await newCollision(api);
  const folder = await newFolder();
  const saved = await desk(api, { folder }).handlers.save({ id, ...why });
  expect(saved?.files).toEqual(
    (['collision', 'vehicle', 'casualty'] as const).map((kind) => `stats19-${kind}-${localReference}.csv`),
  );
  expect((await readdir(folder)).toSorted()).toEqual(saved?.files.toSorted());
  const casualties = await readFile(join(folder, `stats19-casualty-${localReference}.csv`), 'utf8');
  const { table } = readTable('casualty.csv', [casualties]);
  const [line] = table?.lines ?? [];
  expect(table && line ? rowOf(table.layout, line)?.['vehicle_reference'] : null).toBe('2');
  const [note, ...others] = await disclosures(api, id);
  expect(others).toEqual([]);
  expect(note).toMatch(/^Saved the STATS19 rows of .* \(draft, revision 0\) for Collision unit to the folder “folder-/);
  expect(note?.match(/\b[0-9a-f]{64}\b/g)).toHaveLength(3);
  expect(note).toContain('[Monthly return]');
});

test('locked while the chooser stood open, nothing leaves, though it was unlocked again', async () => {
  const { api } = await newRecords();
  const { id } = await newCollision(api);
  const folder = await newFolder();
  const locking = desk(api, { folder, whileChoosing: () => locking.reopen() });
  await expect(locking.handlers.save({ id, ...why })).rejects.toMatchObject({ code: 'locked' });
  expect(await readdir(folder)).toEqual([]);
  expect(await disclosures(api, id)).toEqual([]);
});

test('a full disk leaves nothing half, and the audit trail says so where it had said more', async () => {
  const { api } = await newRecords();
  const { id } = await newCollision(api);
  const folder = await newFolder();
  const steps = createFaultyFiles(null, 'ENOSPC');
  await desk(api, { folder, hand: (files, before) => handOutFiles(files, before, steps.files) }).handlers.save({
    id,
    ...why,
  });
  for (const name of await readdir(folder)) await rm(join(folder, name));
  for (const failAt of [
    0,
    steps.calls.indexOf('write'),
    steps.calls.lastIndexOf('sync'),
    steps.calls.lastIndexOf('rename'),
  ]) {
    const { files } = createFaultyFiles(failAt, 'ENOSPC');
    const full = desk(api, { folder, hand: (wanted, before) => handOutFiles(wanted, before, files) });
    await expect(full.handlers.save({ id, ...why })).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(folder)).toEqual([]);
  }
  const notes = await disclosures(api, id);
  expect(notes.filter((note) => note.startsWith('Saved'))).toHaveLength(2);
  expect(notes.filter((note) => note.includes('did not get their names and were removed'))).toHaveLength(1);
});

test('one choice at a time', async () => {
  const { api } = await newRecords();
  const { id } = await newCollision(api);
  const { handlers } = desk(api, { folder: await newFolder() });
  const first = handlers.save({ id, ...why });
  await expect(handlers.check(null)).rejects.toMatchObject({ code: 'busy' });
  await first;
});

const collisionRow = (reference: string): Row => ({
  ...rowsOf(content, { localReference: '' }).collision,
  collision_index: `2026${reference}`,
  collision_ref_no: reference,
});

test('one file that cannot be read, is too large or is none of ours hides no other', async () => {
  const folder = await newFolder();
  const good = writtenRows('collision', [collisionRow('A1')]);
  const many = Array.from({ length: 40 }, () => collisionRow('A1'));
  await writeFile(join(folder, 'a-large.csv'), writtenRows('collision', many));
  await writeFile(join(folder, 'b-other.csv'), 'name,age\nHale,41\n');
  await writeFile(join(folder, 'c-good.CSV'), good);
  await writeFile(join(folder, 'd-fourth.csv'), '');
  const { files, unopened } = await checkFolder(folder, { ...readingLimits, files: 3, bytesInFile: 4000 });
  expect(unopened).toBe(1);
  expect(files.map(({ name, rows, errors }) => [name, rows, errors])).toEqual([
    ['a-large.csv', 0, 1],
    ['b-other.csv', 0, 1],
    ['c-good.CSV', 1, 0],
  ]);
  expect(files[0]?.findings[0]?.message).toContain('and was not read. Split it');
  expect(files[2]?.layout).toBe('collisions as published with the data of 2024');
  // As after a card was pulled out: named, and not there.
  const read = await readFiles(folder, ['c-good.CSV', 'gone.csv', 'b-other.csv']);
  expect(read.map(({ problem }) => problem)).toEqual([null, expect.stringContaining('ENOENT'), null]);
  // Together too large: what is beyond is told, and not taken for empty.
  const together = await readFiles(folder, ['c-good.CSV', 'a-large.csv'], undefined, {
    ...readingLimits,
    bytesInFolder: good.length + 100,
  });
  expect(together.map(({ problem }) => problem)).toEqual([null, expect.stringContaining('Put it into a folder')]);
  await expect(checkFolder(join(folder, 'gone'))).rejects.toMatchObject({ code: 'folder-unusable' });
});

test('while a large file is checked, other work goes on', async () => {
  const folder = await newFolder();
  const line = writtenRows('collision', [collisionRow('A1')]).split('\n')[1] ?? '';
  await writeFile(join(folder, 'large.csv'), `${publishedColumns('collision').join(',')}\n${`${line}\n`.repeat(8000)}`);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  const { files } = await checkFolder(folder);
  clearImmediate(next);
  expect(files[0]?.rows).toBe(8000);
  // Once for each piece of the file at least.
  expect(turns).toBeGreaterThan(20);
});

/** A folder of two published collisions, the first of two vehicles. */
async function publishedFolder(reorder = (kind: FileKind, text: string) => text): Promise<string> {
  const folder = await newFolder();
  const rows = rowsOf(reportContent.parse(content), { localReference: '' });
  const ofOther = (row: Row, reference: string): Row => ({
    ...row,
    collision_index: `2026${reference}`,
    collision_ref_no: reference,
  });
  const files: readonly (readonly [FileKind, readonly Row[]])[] = [
    [
      'collision',
      [{ ...collisionRow('AB12'), urban_or_rural_area: '1', weather_conditions: '77' }, collisionRow('CD34')],
    ],
    [
      'vehicle',
      [
        ...rows.vehicles.map((row) => ofOther(row, 'AB12')),
        ...rows.vehicles.slice(0, 1).map((row) => ofOther(row, 'CD34')),
      ],
    ],
    ['casualty', rows.casualties.map((row) => ofOther(row, 'AB12'))],
  ];
  for (const [kind, list] of files)
    await writeFile(join(folder, `${kind}.csv`), reorder(kind, writtenRows(kind, list)));
  return folder;
}

test('a published collision is found, shown with what is lost and unknown, and becomes a draft on record', async () => {
  const { api } = await newRecords();
  const folder = await publishedFolder();
  await writeFile(join(folder, 'notes.csv'), 'a,b\n');
  const { handlers, emit } = desk(api, { folder });
  const opened = await handlers.openPublished(null);
  expect(opened?.files.map(({ name, problem }) => [name, problem])).toEqual([
    ['casualty.csv', null],
    ['collision.csv', null],
    ['notes.csv', 'The first line has no columns of a STATS19 file.'],
    ['vehicle.csv', null],
  ]);
  expect((await handlers.findPublished({ search: '' })).total).toBe(2);
  const { collisions } = await handlers.findPublished({ search: 'ab1' });
  expect(collisions.map(({ index }) => index)).toEqual(['2026AB12']);

  const preview = await handlers.previewPublished({ index: '2026AB12' });
  expect(preview).toMatchObject({ title: 'Serious collision', vehicles: 2, casualties: 1 });
  expect(preview.losses).toContainEqual(
    expect.objectContaining({ of: 'Collision', column: 'urban_or_rural_area', was: '1', reason: 'not-held' }),
  );
  expect(preview.cautions).toContain('Collision, weather_conditions: 77 is not in the guide of 2024.');
  const lacking = await handlers.previewPublished({ index: '2026CD34' });
  expect(lacking.cautions).toContain('Of the collision: 2 vehicles. In these files: 1.');

  const report = await handlers.importPublished({ index: '2026AB12' });
  expect(report).toMatchObject({ kind: 'collision', status: 'draft', title: 'Serious collision' });
  expect(report.content.casualties[0]?.values['vehicle']).toBe(report.content.vehicles[1]?.id);
  expect(report.content.values['weather']).toBe('77');
  expect(emit).toHaveBeenCalledWith('reports', 'changed', { ids: [report.id] });
  const { entries } = await api.listAudit({ before: null, limit: 20, subjectId: report.id, at: noon });
  expect(entries.map(({ what }) => what).join('\n')).toContain('in from published STATS19 rows: 2026AB12');
});

test('columns in another order are read by their names; a collision that is there twice is refused with what to do', async () => {
  const { api } = await newRecords();
  const backwards = (_kind: FileKind, text: string) =>
    text.replaceAll(/^.+$/gm, (line) => line.split(',').toReversed().join(','));
  const folder = await publishedFolder(backwards);
  const { handlers } = desk(api, { folder });
  await handlers.openPublished(null);
  expect(await handlers.previewPublished({ index: '2026AB12' })).toMatchObject({ vehicles: 2, casualties: 1 });
  await writeFile(join(folder, 'again.csv'), writtenRows('collision', [collisionRow('AB12')]));
  await handlers.openPublished(null);
  await expect(handlers.importPublished({ index: '2026AB12' })).rejects.toThrow('is in these files twice');
  await rm(join(folder, 'collision.csv'));
  await expect(handlers.previewPublished({ index: '2026CD34' })).rejects.toThrow('is not in these files any more');
  await expect(desk(api).handlers.findPublished({ search: '' })).rejects.toMatchObject({ code: 'not-found' });
});
