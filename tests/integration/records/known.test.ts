// Known people, vehicles and places in the real encrypted records: offered however they are spelt, each fact with its source, joined and
// parted; and kept in step with every save exactly as if everything were read anew.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import type { EntityId } from '#contract/ids.ts';
import type { KnownKind } from '#contract/known.ts';
import type { FieldValues, ReportContent } from '#contract/reports.ts';
import type { RecordsDatabase } from '../../../main/storage/records/sqlite.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { contentOf, entryEntity, person, rewriteReport, writeReport } from '../../support/known-kit.ts';
import { newRecords, type RecordsKit } from '../../support/records-kit.ts';
import { codeOf, later, noon } from '../../support/vault-kit.ts';

const offers = async (api: RecordsWorkerApi, kind: KnownKind, typed: string): Promise<string[]> =>
  (await api.offerKnown({ kind, typed, limit: 8 })).map(({ known, reason }) => `${known.name} (${reason})`);

test.for<[string, string]>([
  ['smith', 'Jane Smith (Family name)'],
  ['jane', 'Jane Smith (Given names)'],
  ['smi', 'Jane Smith (Family name)'],
  ['smith jane', 'Jane Smith (Family name)'],
  ['SMYTH', 'Jane Smith (Sounds like “smyth”)'],
  ['smiht', 'Jane Smith (Sounds like “smiht”)'],
  ['jayne smyth', 'Jane Smith (Sounds like “jayne”, Sounds like “smyth”)'],
  ['okafor', 'Chidi Okafor (Family name)'],
  ['okafer', 'Chidi Okafor (Sounds like “okafer”)'],
  ['okaofr', 'Chidi Okafor (Sounds like “okaofr”)'],
  ['o suilleabhain', 'Seán Ó Súilleabháin (Family name)'],
  ['okador', 'Chidi Okafor (Spelt nearly like “okador”)'],
  ['obrien', 'Catherine O’Brien (Family name)'],
  ["o'brian", 'Catherine O’Brien (Sounds like “obrian”)'],
  ['katherine', 'Catherine O’Brien (Sounds like “katherine”)'],
  ['07700 900 123', 'Jane Smith (Same phone)'],
  ['+44 7700 900123', 'Jane Smith (Same phone)'],
  ['900123', 'Jane Smith (Phone ends so)'],
  ['corner shop', 'The Corner Shop (Business)'],
])('“%s” offers %s', async ([typed, expected]) => {
  const { api } = await newRecords();
  await writeReport(api, {
    people: [
      person('Jane', 'Smith', { phone: '(07700) 900123' }),
      person('Chidi', 'Okafor'),
      person('Seán', 'Ó Súilleabháin'),
      person('Catherine', 'O’Brien'),
      { role: 'reporting', organisation: 'The Corner Shop' },
    ],
  });
  expect(await offers(api, 'person', typed)).toContain(expected);
});

test.for<[string, string]>([
  ['AB12 CDE', 'AB12 CDE (Same registration)'],
  ['ab12cde', 'AB12 CDE (Same registration)'],
  ['A812 CDE', 'AB12 CDE (Looks like this registration)'],
  ['ABI2CDE', 'AB12 CDE (Looks like this registration)'],
  ['AB12', 'AB12 CDE (Registration begins so)'],
  ['CDE', 'AB12 CDE (Registration ends so)'],
  ['AB12 CED', 'AB12 CDE (Nearly this registration)'],
  ['AB12 CDF', 'AB12 CDE (Nearly this registration)'],
  ['BA12 CDE', 'AB12 CDE (Nearly this registration)'],
])('the plate “%s” offers %s', async ([typed, expected]) => {
  const { api } = await newRecords();
  await writeReport(api, {
    property: [
      { description: 'Red Ford', kind: 'vehicle', vrm: 'AB12CDE', status: 'stolen' },
      { description: 'Blue van', kind: 'vehicle', vrm: 'LX70 XYZ' },
    ],
  });
  expect(await offers(api, 'vehicle', typed)).toEqual([expected]);
});

test.for(['214 hoe', 'hoe st', 'hoe street', 'ho street', 'hoe stret'])(
  'the street “%s” offers the venue of an earlier report',
  async (typed) => {
    const { api } = await newRecords();
    await writeReport(api, { values: { 'venue-street': '214 Hoe Street', 'venue-postcode': 'E17 4QE' } });
    expect((await api.offerKnown({ kind: 'place', typed, limit: 5 })).map(({ known }) => known)).toMatchObject([
      { name: '214 Hoe Street', sources: [{ role: 'Venue' }], facts: [{ fact: 'street' }, { value: 'E17 4QE' }] },
    ]);
  },
);

test('nothing is offered for what nobody has been called, for the entry itself, or for an entry that is blank', async () => {
  const { api } = await newRecords();
  const report = await writeReport(api, { people: [person('Jane', 'Smith'), { role: 'witness' }] });
  expect(await offers(api, 'person', 'zebedee')).toEqual([]);
  expect(await offers(api, 'person', '  ?! ')).toEqual([]);
  const mine = { kind: 'person', typed: 'smith', limit: 8, except: [entryEntity(report, 'people')] } as const;
  expect(await api.offerKnown(mine)).toEqual([]);
  expect((await api.listKnown({ kind: 'person', search: '', limit: 10, before: null })).known).toHaveLength(1);
});

test('an entry that was chosen from an offer is a mention of the same person, and two reports that differ show it', async () => {
  const { api } = await newRecords();
  const first = await writeReport(api, {
    people: [person('Jane', 'Smith', { phone: '07700 900123', 'date-of-birth': '3/4/1990' })],
  });
  const entityId = entryEntity(first, 'people');
  await writeReport(api, {
    people: [
      person('Jane', 'Smith', {
        role: 'witness',
        entityId,
        phone: '+44 7700 900123',
        'date-of-birth': '3 April 1990',
        address: '9 Grove Road',
      }),
    ],
  });
  const third = await writeReport(api, { people: [person('Jane', 'Smyth', { entityId })] });
  const known = await api.getKnown({ entityId, at: noon });
  expect(known).toMatchObject({ id: entityId, name: 'Jane Smyth', mentionCount: 3, differs: true });
  expect(known.mentions.map(({ role }) => role)).toEqual(['Victim', 'Witness', 'Victim']);
  // However a number or a day is written, it is the same one.
  expect(known.history.map(({ fact, told }) => [fact, told.map(({ value }) => value)])).toEqual([
    ['given-names', ['Jane']],
    ['family-name', ['Smyth', 'Smith']],
    ['date-of-birth', ['1990-04-03']],
    ['phone', ['+44 7700 900123']],
    ['address', ['9 Grove Road']],
  ]);
  const family = known.history.find(({ fact }) => fact === 'family-name');
  expect(family?.told.map(({ sources }) => sources.map(({ localReference }) => localReference))).toEqual([
    [third.localReference],
    ['NE-4417-0002', 'NE-4417-0001'],
  ]);
  const { entries } = await api.listAudit({ before: null, limit: 1, subjectId: entityId, at: noon });
  expect(entries[0]).toMatchObject({ operation: 'consultation', subjectKind: 'entity' });
  expect(entries[0]?.what).toBe('Looked at what is known of a person, from NE-4417-0003, NE-4417-0002, NE-4417-0001.');
});

test('what may be the same is proposed with its reasons, joined, parted again, and not proposed once it is said to be another', async () => {
  const { api } = await newRecords();
  const first = await writeReport(api, {
    people: [person('Jane', 'Smith', { 'date-of-birth': '3/4/1990' }), person('John', 'Smith')],
  });
  const second = await writeReport(api, {
    people: [
      person('Jayne', 'Smith', { 'date-of-birth': '03/04/1990' }),
      person('Jane', 'Smith', { 'date-of-birth': '1/1/1950' }),
    ],
  });
  const [jane, jayne] = [entryEntity(first, 'people'), entryEntity(second, 'people')];
  const before = await api.getKnown({ entityId: jane, at: noon });
  expect(before.proposals.map(({ known, reasons }) => [known.id, reasons])).toEqual([
    [jayne, ['Nearly the same name', 'Same date of birth']],
  ]);
  const joined = await api.joinKnown({ entityId: jane, otherId: jayne, at: later(noon, 1) });
  expect(joined).toMatchObject({ id: jane, mentionCount: 2, proposals: [] });
  expect(joined.joined.map(({ id, name }) => [id, name])).toEqual([[jayne, 'Jayne Smith']]);
  expect((await api.getKnown({ entityId: jayne, at: noon })).id).toBe(jane);
  expect((await offers(api, 'person', 'jayne'))[0]).toBe('Jayne Smith (Given names)');
  // Saved again, its entry stays where it was joined.
  await rewriteReport(api, second.id, {
    ...second.content,
    people: second.content.people.map((entry, index) =>
      index === 0 ? { ...entry, values: { ...entry.values, phone: '07700 900999' } } : entry,
    ),
  });
  expect((await api.getKnown({ entityId: jane, at: noon })).mentionCount).toBe(2);

  const parted = await api.partKnown({ entityId: jayne, at: later(noon, 2) });
  expect(parted).toMatchObject({ id: jane, mentionCount: 1, joined: [] });
  expect((await api.getKnown({ entityId: jayne, at: noon })).id).toBe(jayne);
  expect(await codeOf(api.partKnown({ entityId: jayne, at: noon }))).toBe('not-found');
  expect((await api.keepKnownApart({ entityId: jane, otherId: jayne, at: later(noon, 3) })).proposals).toEqual([]);
  expect((await api.getKnown({ entityId: jayne, at: noon })).proposals).toEqual([]);
  const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: jane, at: noon });
  expect(entries.filter(({ operation }) => operation === 'combination').map(({ what }) => what)).toEqual([
    'Said not to be the person of NE-4417-0002.',
    `Parted from what was joined to it: entry ${jayne.slice(0, 8)}.`,
    'Joined the person of NE-4417-0002 to this one: the same.',
  ]);
  // Each of the two has the decision in its own trail.
  const other = await api.listAudit({ before: null, limit: 50, subjectId: jayne, at: noon });
  expect(other.entries.filter(({ operation }) => operation === 'combination').map(({ what }) => what)).toEqual([
    'Said not to be the person of NE-4417-0001.',
    'Taken out of what it was joined to.',
    'Joined to the person of NE-4417-0001: the same.',
  ]);
});

test('a chain of joinings comes apart where it is parted, and nothing is joined in a circle or to another kind', async () => {
  const { api } = await newRecords();
  const report = await writeReport(api, {
    people: [person('Ann', 'One'), person('Bea', 'Two'), person('Cay', 'Three')],
    property: [{ description: 'Phone' }],
  });
  const [a, b, c] = [0, 1, 2].map((index) => entryEntity(report, 'people', index)) as [EntityId, EntityId, EntityId];
  await api.joinKnown({ entityId: b, otherId: a, at: noon });
  expect(await api.joinKnown({ entityId: c, otherId: a, at: noon })).toMatchObject({ id: c, mentionCount: 3 });
  expect(await api.joinKnown({ entityId: a, otherId: c, at: noon })).toMatchObject({ id: c, mentionCount: 3 });
  expect(await api.partKnown({ entityId: b, at: noon })).toMatchObject({ id: c, mentionCount: 1 });
  expect(await api.getKnown({ entityId: a, at: noon })).toMatchObject({ id: b, mentionCount: 2 });
  const phone = entryEntity(report, 'property');
  expect(await codeOf(api.joinKnown({ entityId: a, otherId: phone, at: noon }))).toBe('invalid-input');
});

test('the list shows each once, the newest first, page by page', async () => {
  const { api } = await newRecords();
  const made = [];
  for (let index = 0; index < 7; index += 1) {
    made.push(await writeReport(api, { people: [person('Person', `Number${String(index)}`)] }));
  }
  const first = made[0];
  if (first === undefined) throw new Error('no report was written');
  await writeReport(api, {
    people: [person('Person', 'Number0', { entityId: entryEntity(first, 'people'), role: 'suspect' })],
  });
  const names: string[] = [];
  for (let before: number | null = null, pages = 0; pages === 0 || before !== null; pages += 1) {
    const page = await api.listKnown({ kind: 'person', search: '', limit: 3, before });
    names.push(...page.known.map(({ name }) => name.slice(-1)));
    before = page.next;
  }
  expect(names.join('')).toBe('0654321');
});

test('what is taken out of a report is known no more', async () => {
  const { api } = await newRecords();
  const report = await writeReport(api, { people: [person('Jane', 'Smith')], values: { 'cad-reference': 'CAD 41' } });
  const entityId = entryEntity(report, 'people');
  await rewriteReport(api, report.id, contentOf({}));
  expect(await codeOf(api.getKnown({ entityId, at: noon }))).toBe('not-found');
  expect(await offers(api, 'person', 'smith')).toEqual([]);
  expect(await api.listKnown({ kind: null, search: '', limit: 10, before: null })).toEqual({ known: [], next: null });
});

test('reports that were written before there was an index are found after the next unlock', async () => {
  const { kit, api } = await newRecords();
  const report = await writeReport(api, { people: [person('Jane', 'Smith')] });
  await api.closeRecords({ at: noon, because: 'officer' });
  const before = kit.behind((db) => {
    const state = dump(db);
    db.exec('DELETE FROM entity_mentions; DELETE FROM known_words; DELETE FROM search_state');
    for (const table of indexes) db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
    return state;
  });
  const again = await kit.open();
  expect(await offers(again, 'person', 'smyth')).toHaveLength(1);
  expect((await again.getKnown({ entityId: entryEntity(report, 'people'), at: noon })).name).toBe('Jane Smith');
  await again.closeRecords({ at: noon, because: 'officer' });
  expect(kit.behind(dump)).toEqual(before);
});

const indexes = ['mention_index', 'report_index', 'recording_index'] as const;

/** All that is derived, but for the numbers of rows: every mention, every word, and every term with the number of records that have it. */
function dump(db: RecordsDatabase): unknown {
  const terms = indexes.map((table) => {
    db.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    db.exec(`CREATE VIRTUAL TABLE temp.v_${table} USING fts5vocab('main', '${table}', 'row')`);
    return db.prepare(`SELECT term, doc FROM temp.v_${table} ORDER BY term`).all();
  });
  return {
    terms,
    words: db.prepare('SELECT * FROM known_words ORDER BY kind, word').all(),
    mentions: db
      .prepare(
        'SELECT report_number, entry, kind, entity_id, known_id, role, facts FROM entity_mentions ORDER BY report_number, entry',
      )
      .all(),
  };
}

const ids = Array.from({ length: 6 }, (_, index) => `0000000${String(index)}-0000-4000-8000-000000000000`);
const id = fc.constantFrom(...ids);
const someText = fc.constantFrom('', 'Smith', 'smyth', 'Ó Briain', 'AB12 CDE', 'Hoe Street', '07700 900123', '🚓', 'x');
const valuesOf = (...fields: readonly string[]): fc.Arbitrary<FieldValues> =>
  fc.dictionary(fc.constantFrom(...fields), someText, { maxKeys: 4 });
const chosen = fc.option(id, { nil: undefined });
const entry = (...fields: readonly string[]) =>
  fc.record({ id, values: valuesOf(...fields), entityId: chosen }).map(({ id: own, values, entityId }) => ({
    id: own,
    values: entityId === undefined ? values : { ...values, entityId },
  }));
const byId = { selector: ({ id: own }: { id: string }) => own, maxLength: 3 };
const content: fc.Arbitrary<ReportContent> = fc.record({
  values: valuesOf('venue-street', 'venue-name', 'cad-reference', 'narrative', 'offence'),
  people: fc.uniqueArray(entry('family-name', 'given-names', 'phone', 'address', 'role'), byId),
  property: fc.uniqueArray(entry('description', 'vrm', 'kind', 'serial', 'status'), byId),
  vehicles: fc.constant([]),
  casualties: fc.constant([]),
  offences: fc.constant([]),
});
const deed = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('save' as const), report: fc.nat(2), content }) },
  fc.record({ do: fc.constant('join' as const), a: id, b: id }),
  fc.record({ do: fc.constant('part' as const), a: id }),
);

const refused = (error: unknown): null => {
  if (!(error instanceof KerbdeskError)) throw error;
  return null;
};

async function carryOut(
  kit: RecordsKit,
  api: RecordsWorkerApi,
  deeds: readonly (typeof deed extends fc.Arbitrary<infer D> ? D : never)[],
) {
  const reports = [];
  for (let index = 0; index < 3; index += 1)
    reports.push((await api.createReport({ kind: 'crime', parentId: null, at: noon })).id);
  for (const [index, one] of deeds.entries()) {
    const report = one.do === 'save' ? reports[one.report] : undefined;
    if (one.do === 'save' && report !== undefined) {
      const { revision } = await api.getReport({ id: report, at: noon });
      await api.saveReport({ id: report, revision, content: one.content, at: later(noon, index) });
    } else if (one.do === 'join') {
      // Refused where one of them is told of by no report, or they are of two kinds.
      await api.joinKnown({ entityId: one.a as EntityId, otherId: one.b as EntityId, at: noon }).catch(refused);
    } else if (one.do === 'part') {
      await api.partKnown({ entityId: one.a as EntityId, at: noon }).catch(refused);
    }
  }
  await api.closeRecords({ at: noon, because: 'officer' });
  return kit.behind(dump);
}

test('kept in step save by save, mentions, words and index are what reading everything anew gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
      const { kit, api } = await newRecords();
      const kept = await carryOut(kit, api, deeds);
      kit.behind((db) => db.exec('DELETE FROM search_state'));
      const again = await kit.open();
      await again.closeRecords({ at: noon, because: 'officer' });
      expect(kept).toEqual(kit.behind(dump));
    }),
    { numRuns: 40 },
  );
});

test('an entry is told what others tell of its entity, without what it tells itself, and what was taken is in the trail', async () => {
  const { api } = await newRecords();
  const first = await writeReport(api, {
    people: [person('Jane', 'Marlow', { phone: '07700 900123', 'date-of-birth': '3/4/1990', address: '9 Grove Road' })],
  });
  const jane = entryEntity(first, 'people');
  const begun = await writeReport(api, { kind: 'collision', casualties: [{ 'family-name': 'Marlow' }] });
  const entry = begun.content.casualties[0]?.id ?? '';
  const mine = { kind: 'person', typed: 'marlow', limit: 6 } as const;
  const offered = await api.offerKnown({ ...mine, entry: { reportId: begun.id, entry } });
  expect(offered.map(({ known }) => known.id)).toEqual([jane]);
  const fact = offered[0]?.known.facts.find((one) => one.fact === 'date-of-birth');
  expect(fact).toMatchObject({
    value: '1990-04-03',
    source: { localReference: first.localReference, kind: 'crime', by: expect.stringMatching(/\w/) },
  });
  // Not saved yet, and still told: the officer has just taken it.
  const asked = { reportId: begun.id, entry, chosen: jane };
  expect(await api.toldElsewhere(asked)).toMatchObject({ id: jane, name: 'Jane Marlow', reportCount: 1 });
  await rewriteReport(api, begun.id, {
    ...begun.content,
    casualties: [{ id: entry, values: { 'family-name': 'Marlow', phone: '07700 900999', entityId: jane } }],
  });
  const told = await api.toldElsewhere(asked);
  expect(told?.history.find((one) => one.fact === 'phone')?.told.map(({ value }) => value)).toEqual(['07700 900123']);
  expect(await api.offerKnown({ ...mine, entry: { reportId: begun.id, entry } })).toEqual([]);
  const alone = { reportId: first.id, entry: 'venue', chosen: null };
  expect(await api.toldElsewhere(alone)).toBeNull();
  const { entries } = await api.listAudit({ before: null, limit: 10, subjectId: jane, at: noon });
  expect(entries.filter(({ operation }) => operation === 'combination').map(({ what }) => what)).toEqual([
    `Taken for an entry of report ${begun.localReference}.`,
  ]);
});

test('what is settled is right from then on and stays settled, also after joining, until a report tells yet another', async () => {
  const { api } = await newRecords();
  const first = await writeReport(api, { people: [person('Jane', 'Marlow', { phone: '07700 900123' })] });
  const jane = entryEntity(first, 'people');
  await writeReport(api, { people: [person('Jane', 'Marlow', { phone: '07700 900777', entityId: jane })] });
  const phone = async () =>
    (await api.getKnown({ entityId: jane, at: noon })).facts.find(({ fact }) => fact === 'phone')?.value;
  expect(await phone()).toBe('07700 900777');
  const [value, over] = ['+44 7700 900123', ['07700 900777']];
  await api.settleFact({ entityId: jane, fact: 'phone', value, over, at: later(noon, 1) });
  expect(await phone()).toBe('07700 900123');
  expect(await api.getKnown({ entityId: jane, at: noon })).toMatchObject({ differs: false });
  const third = await writeReport(api, { people: [person('Jayne', 'Marlow', { phone: '07700 900777' })] });
  await api.joinKnown({ entityId: entryEntity(third, 'people'), otherId: jane, at: later(noon, 2) });
  const joined = await api.getKnown({ entityId: jane, at: noon });
  expect(joined.history.find(({ fact }) => fact === 'phone')?.told.map((one) => one.value)).toEqual([
    '07700 900123',
    '07700 900777',
  ]);
  // The given names are told in two ways now; of phones nothing new.
  await rewriteReport(api, third.id, {
    ...third.content,
    people: [{ id: entryEntity(third, 'people'), values: person('Jane', 'Marlow', { phone: '07700 900777' }) }],
  });
  expect(await api.getKnown({ entityId: jane, at: noon })).toMatchObject({ differs: false });
  await writeReport(api, { people: [person('Jane', 'Marlow', { phone: '07700 900888', entityId: jane })] });
  expect(await api.getKnown({ entityId: jane, at: noon })).toMatchObject({ differs: true });
  expect(await codeOf(api.settleFact({ entityId: jane, fact: 'shoe-size', value: '9', over: ['8'], at: noon }))).toBe(
    'invalid-input',
  );
});
