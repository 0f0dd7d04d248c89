// Things on the exhibit list, in the real database: offered from what reports say, each with its source, and never silently different
// from it.
import { expect, test } from 'vitest';
import type { ExhibitOffer } from '#contract/exhibits.ts';
import type { FieldValues } from '#contract/reports.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { contentOf, rewriteReport, writeReport, type Written } from '../../support/known-kit.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, failureOf, later, noon } from '../../support/vault-kit.ts';

const at = later(noon, 60);
const hammer: FieldValues = {
  status: 'seized',
  description: 'Claw hammer',
  'found-where': 'Under the sink',
  'found-date': '22/11/2026',
};

const offersOf = (api: RecordsWorkerApi): Promise<ExhibitOffer[]> => api.offerExhibits(null);
async function firstOffer(api: RecordsWorkerApi): Promise<ExhibitOffer> {
  const [offer] = await offersOf(api);
  if (offer === undefined) throw new Error('nothing is offered');
  return offer;
}
const add = (
  api: RecordsWorkerApi,
  { report, entry, mark, facts, by }: ExhibitOffer,
  more: Partial<typeof facts> = {},
) => api.addExhibit({ source: { reportId: report.id, entry }, mark, ...facts, ...more, producerName: by, at });

/** The first of its property says otherwise now. */
const rewritten = (api: RecordsWorkerApi, { id, content }: Written, values: FieldValues) =>
  rewriteReport(api, id, {
    ...content,
    property: content.property.map((item, index) => (index === 0 ? { ...item, values } : item)),
  });
const trailOf = async (api: RecordsWorkerApi, subjectId: string): Promise<string> =>
  (await api.listAudit({ before: null, limit: 50, subjectId, at })).entries.map(({ what }) => what).join('\n');

test('seized property is offered with its place, time and report, and is on the list by one deed that both trails tell of', async () => {
  const { api } = await newRecords();
  const crime = await writeReport(api, {
    values: { 'crime-number': '42/1234567/26' },
    property: [{ status: 'stolen', description: 'Laptop' }, hammer, { ...hammer, 'found-by': 'PC Dan Bell 2231' }],
  });
  const offers = await offersOf(api);
  expect(offers).toMatchObject([
    {
      how: 'property',
      place: 2,
      mark: { producer: 'AO', number: 1, suffix: '' },
      report: { id: crime.id, crimeNumber: '42/1234567/26' },
      facts: { description: 'Claw hammer', foundWhere: 'Under the sink', foundWhen: '22 Nov 2026' },
    },
    { place: 3, mark: { producer: 'DB', number: 1 }, by: 'PC Dan Bell 2231' },
  ]);
  const made = await add(api, await firstOffer(api));
  expect(made).toMatchObject({
    label: 'AO/1',
    recordingId: null,
    file: null,
    report: { id: crime.id },
    place: 2,
    conflictCount: 0,
    sources: [{ isTakenFrom: true, isGone: false, place: 2, conflicts: [] }],
  });
  expect(made.producerName).toContain('Ada Okafor');
  expect(made.continuity.map(({ what }) => what)).toEqual([
    `Put AO/1 on the exhibit list from crime report 42/1234567/26 · ${crime.localReference}, property 2: “Claw hammer”.`,
  ]);
  expect(await trailOf(api, crime.id)).toContain('Put property 2 on the exhibit list as AO/1.');
  expect((await offersOf(api)).map(({ place }) => place)).toEqual([3]);
  expect((await api.listExhibits({ search: 'hammer sink 42/1234567' })).map(({ label }) => label)).toEqual(['AO/1']);
});

test('what a report comes to say otherwise is a conflict until it is settled, and again once either says something else', async () => {
  const { api } = await newRecords();
  const crime = await writeReport(api, { property: [hammer] });
  const { id } = await add(api, await firstOffer(api));
  const conflicts = async () => (await api.getExhibit({ id, at })).sources.flatMap((source) => source.conflicts);
  expect(await conflicts()).toEqual([]);
  const [entry] = crime.content.property;
  const source = { id, reportId: crime.id, entry: entry?.id ?? '', fact: 'description' as const, at };

  await rewritten(api, crime, { ...hammer, description: 'CLAW  hammer.' });
  expect(await conflicts()).toEqual([]);
  await rewritten(api, crime, { ...hammer, description: 'Crowbar', 'found-where': '' });
  expect(await conflicts()).toEqual([{ fact: 'description', mine: 'Claw hammer', theirs: 'Crowbar' }]);
  expect((await api.listExhibits({ search: '' }))[0]?.conflictCount).toBe(1);
  expect(await codeOf(api.settleExhibit({ ...source, take: 'theirs', theirs: 'Claw hammer' }))).toBe(
    'revision-conflict',
  );
  expect(await codeOf(api.settleExhibit({ ...source, entry: 'p9', take: 'mine', theirs: 'Crowbar' }))).toBe(
    'not-found',
  );

  await api.settleExhibit({ ...source, take: 'mine', theirs: 'Crowbar' });
  expect(await conflicts()).toEqual([]);
  await rewritten(api, crime, { ...hammer, description: 'Wrecking bar' });
  expect(await conflicts()).toMatchObject([{ theirs: 'Wrecking bar' }]);
  const settled = await api.settleExhibit({ ...source, take: 'theirs', theirs: 'Wrecking bar' });
  expect(settled).toMatchObject({ description: 'Wrecking bar', conflictCount: 0 });
  await api.describeExhibit({ id, description: 'Bar', at });
  expect(await conflicts()).toMatchObject([{ mine: 'Bar', theirs: 'Wrecking bar' }]);

  const told = (await api.getExhibit({ id, at })).continuity.map(({ what }) => what).join('\n');
  const name = `crime report ${crime.localReference}, property 1`;
  expect(told).toContain(`Kept the description of exhibit AO/1, “Claw hammer”, although ${name} has “Crowbar”.`);
  expect(told).toContain(`from “Claw hammer” to “Wrecking bar”, as ${name} has it.`);
});

test('words that the officer changed while adding are settled; a report that says nothing any more is named as such', async () => {
  const { api } = await newRecords();
  const crime = await writeReport(api, { property: [hammer] });
  const { id } = await add(api, await firstOffer(api), { description: 'Claw hammer, head bent' });
  expect(await api.getExhibit({ id, at })).toMatchObject({ description: 'Claw hammer, head bent', conflictCount: 0 });
  await rewriteReport(api, crime.id, { ...crime.content, property: [] });
  expect((await api.getExhibit({ id, at })).sources).toMatchObject([
    { isGone: true, place: 1, report: { id: crime.id }, conflicts: [] },
  ]);
});

test('a statement offers what it produces under its own label, and tells where a label of the list is named', async () => {
  const { api } = await newRecords();
  const recording = await takeInRecording(api);
  await api.makeExhibit({
    recordingId: recording,
    mark: { producer: 'AO', number: 1, suffix: '' },
    description: 'Stop in Hoe Street',
    at,
  });
  const content = contentOf({
    values: {
      'family-name': 'Keane',
      'given-names': 'Rosa',
      narrative: 'He ran at 14:03:22 on AO/1. I produce his black rucksack as exhibit RK/1. See also AO/9.',
    },
  });
  const statement = await api.createReport({ kind: 'statement', parentId: null, content, at });
  expect(await offersOf(api)).toMatchObject([
    { how: 'produced', label: 'RK/1', by: 'Rosa KEANE', facts: { description: 'His black rucksack' } },
    { how: 'named', label: 'AO/9', by: '' },
  ]);
  const made = await add(api, await firstOffer(api));
  expect(made).toMatchObject({ label: 'RK/1', producerName: 'Rosa KEANE', producer: 'RK' });
  const [first] = (await api.listExhibits({ search: 'AO/1' })).map(({ id }) => id);
  if (first === undefined) throw new Error('AO/1 is not listed');
  expect((await api.getExhibit({ id: first, at })).sources).toMatchObject([
    {
      isTakenFrom: false,
      label: 'AO/1',
      report: { id: statement.id },
      words: expect.stringContaining('at 14:03:22 on AO/1'),
    },
  ]);
});

test('what is no exhibit is offered as refused, and may be one after all', async () => {
  const { api } = await newRecords();
  const crime = await writeReport(api, { property: [hammer] });
  const { entry } = await firstOffer(api);
  const refuse = (isRefused: boolean) => api.refuseExhibit({ reportId: crime.id, entry, isRefused, at });
  await refuse(true);
  await refuse(true);
  expect((await firstOffer(api)).isRefused).toBe(true);
  await refuse(false);
  expect((await firstOffer(api)).isRefused).toBe(false);
  const told = await trailOf(api, crime.id);
  expect(told.match(/Said that property 1 is no exhibit/g)).toHaveLength(1);
  expect(told).toContain('Said that property 1 may be an exhibit after all.');
  expect(await codeOf(api.refuseExhibit({ reportId: crime.id, entry: 'x', isRefused: true, at }))).toBe('not-found');
});

test('a mistake is taken off the list with its reason; its label is not given again, and what changed hands stays', async () => {
  const { api } = await newRecords();
  await writeReport(api, { property: [hammer] });
  const offer = await firstOffer(api);
  const { id } = await add(api, offer);
  const gone = await api.withdrawExhibit({ id, because: 'Given back at the scene', at });
  expect(gone.withdrawn).toEqual({ at, because: 'Given back at the scene' });
  expect(gone.continuity.at(-1)?.detail).toBe('Given back at the scene');
  const refused = await failureOf(add(api, offer));
  expect([refused.code, refused.message]).toEqual(['exhibit-taken', expect.stringContaining('withdrawn')]);
  const again = await firstOffer(api);
  expect(again.mark.number).toBe(2);
  const second = await add(api, again);
  expect(await codeOf(api.describeExhibit({ id, description: 'x', at }))).toBe('invalid-input');
  const move = { id: second.id, what: 'handed-over' as const, from: 'PC Okafor', to: 'Store', note: '' };
  // Seized and handed over before it was typed in.
  await api.moveExhibit({ ...move, movedAt: later(noon, -3600), at });
  expect(await codeOf(api.withdrawExhibit({ id: second.id, because: 'x', at }))).toBe('invalid-input');
});

test('a thing is put on the list by hand; reports of before exhibits were read are read when the list is next asked', async () => {
  const { kit, api } = await newRecords();
  const mark = await api.proposeExhibit({ recordingId: null });
  const made = await api.addExhibit({
    source: null,
    mark: { producer: mark.producer, number: mark.number, suffix: mark.suffix },
    description: 'Knife',
    foundWhere: '',
    foundWhen: '',
    producerName: '',
    at,
  });
  expect(made).toMatchObject({ label: 'AO/1', sources: [], report: null });
  await writeReport(api, { property: [hammer] });
  kit.behind((db) => db.exec('UPDATE reports SET exhibit_mentions = NULL'));
  expect(await firstOffer(api)).toMatchObject({ place: 1, mark: { number: 2 } });
  expect(() => kit.behind((db) => db.exec('DELETE FROM exhibits'))).toThrow('never deleted');
});
