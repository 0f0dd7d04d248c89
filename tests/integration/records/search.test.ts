// One search over everything in the real encrypted records: each hit with its reason, exact codes first, then names, then text.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { NoteId } from '#contract/ids.ts';
import type { SearchHit } from '#contract/search.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { contentOf, person, rewriteReport, writeReport } from '../../support/known-kit.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { noon } from '../../support/vault-kit.ts';

const marked = ({ reason }: SearchHit): string =>
  reason.snippet.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');
const found = async (api: RecordsWorkerApi, text: string): Promise<string[]> =>
  (await api.find({ text, limit: 5 })).map(
    (hit) => `${hit.kind}: ${hit.title} | ${[hit.reason.label, marked(hit)].filter((part) => part !== '').join(': ')}`,
  );

async function burglary(api: RecordsWorkerApi) {
  return writeReport(api, {
    values: {
      offence: 'Burglary',
      'venue-street': '14 Gloucester Road',
      'venue-postcode': 'E17 4QE',
      'cad-reference': 'CAD 4127/22NOV26',
      narrative:
        'The rear window was forced with a jemmy while the family were at a wedding. A neighbour, walking her dog, saw a man in a grey hooded top climb the fence and ride away towards the canal on an orange bicycle.',
    },
    people: [
      person('Wendy', 'Marsh', { phone: '07700 900123' }),
      { role: 'suspect', description: 'White male, slim, scar on the left cheek' },
    ],
    property: [
      { description: 'Orange bicycle', serial: 'WTU-118-K', status: 'stolen' },
      { description: 'White van', kind: 'vehicle', vrm: 'LX19 KTB' },
    ],
  });
}

test('everything of a report is found by any word of it, and says where the word stands', async () => {
  const { api } = await newRecords();
  await burglary(api);
  expect(await found(api, 'jemmy')).toEqual([
    'report: Burglary, Gloucester Road | What happened: …window was forced with a [jemmy] while the family were at a wedding. A neighbour, walking…',
  ]);
  expect(await found(api, 'canal orange')).toEqual([
    expect.stringMatching(/^report: Burglary, Gloucester Road \| What happened: ….*\[canal\].*\[orange\]/),
  ]);
  expect(await found(api, 'scar cheek')).toEqual([
    'person: Not named: White male, slim, scar on the left cheek | Description: White male, slim, [scar] on the left [cheek]',
    'report: Burglary, Gloucester Road | Description: White male, slim, [scar] on the left [cheek]',
  ]);
  expect((await found(api, 'e174qe')).map((hit) => hit.split(' | ')[0])).toEqual([
    'place: 14 Gloucester Road',
    'report: Burglary, Gloucester Road',
  ]);
});

test('people, vehicles, property, places and incidents are found by what they are known by', async () => {
  const { api } = await newRecords();
  const { localReference } = await burglary(api);
  expect((await found(api, 'marsh'))[0]).toBe('person: Wendy Marsh | Family name');
  expect((await found(api, '0770090'))[0]).toBe('person: Wendy Marsh | Phone begins so: [07700 900123]');
  expect((await found(api, 'LX19KTB'))[0]).toBe('vehicle: LX19 KTB | Same registration: [LX19 KTB]');
  expect((await found(api, 'LXI9 KT8'))[0]).toBe('vehicle: LX19 KTB | Looks like this registration: [LX19 KTB]');
  expect((await found(api, 'wtu118'))[0]).toBe('property: Orange bicycle | Serial number begins so: [WTU-118-K]');
  expect((await found(api, 'cad 4127 22nov26'))[0]).toBe(
    'event: CAD 4127/22NOV26 | Same CAD or incident reference: [CAD 4127/22NOV26]',
  );
  expect((await found(api, localReference.toLowerCase()))[0]).toBe(
    `report: Burglary, Gloucester Road | Same reference: [${localReference}]`,
  );
  expect(await found(api, 'glouster')).toContain('place: 14 Gloucester Road | Spelt nearly like “glouster”');
  expect(await found(api, 'wendie')).toContain('person: Wendy Marsh | Sounds like “wendie”');
});

test('a long beginning finds all that begins so, whether few words or many do, and nothing that was rewritten since', async () => {
  const { api } = await newRecords();
  const words = Array.from({ length: 24 }, (_, index) => `photogr${String.fromCodePoint(97 + index)}`);
  const written = [];
  for (const word of words) written.push(await writeReport(api, { values: { narrative: `The ${word} was torn.` } }));
  const hits = async (text: string): Promise<number> => (await api.find({ text, limit: 50 })).length;
  expect(await hits('photog')).toBe(24);
  expect(await hits('photogr torn')).toBe(24);
  expect(await hits('photogra')).toBe(1);
  expect(await hits('photogrammetry')).toBe(0);
  const [first] = written;
  if (first === undefined) throw new Error('nothing was written');
  await rewriteReport(api, first.id, contentOf({ values: { narrative: 'The picture was torn.' } }));
  expect(await hits('photogra')).toBe(0);
  expect(await hits('photogr')).toBe(23);
});

test('an exact reference comes before names, names before text, and the newest first among equals', async () => {
  const { api } = await newRecords();
  await writeReport(api, { values: { narrative: 'Told by Marsh of the shop.' } });
  await writeReport(api, { people: [person('Old', 'Marsh')] });
  await writeReport(api, { people: [person('New', 'Marsh')] });
  await writeReport(api, {
    people: [person('', 'Marsh')],
    property: [{ description: 'Car', vrm: 'MARSH', kind: 'vehicle' }],
  });
  const titles = (await found(api, 'marsh')).map((hit) => hit.split(' | ')[0]);
  expect(titles).toEqual([
    'vehicle: MARSH',
    // The plate stands in it.
    'report: Crime report',
    'person: Marsh',
    'person: New Marsh',
    'person: Old Marsh',
    // The name stands in its text.
    ...titles.slice(5),
  ]);
  expect(titles.slice(5).length).toBeGreaterThan(0);
  expect(titles.slice(5).every((title) => title?.startsWith('report: '))).toBe(true);
});

test('exhibits are found by label, description and place, as they are called now', async () => {
  const { api } = await newRecords();
  const { id } = await api.addExhibit({
    source: null,
    mark: { producer: 'AO', number: 1, suffix: '' },
    description: 'Claw hammer',
    foundWhere: 'Under the sink',
    foundWhen: '',
    producerName: '',
    at: noon,
  });
  const recordingId = await takeInRecording(api, { path: 'DCIM/20261122_140302_0007.MP4' });
  await api.makeExhibit({
    recordingId,
    mark: { producer: 'AO', number: 2, suffix: '' },
    description: 'Footage of the stop',
    at: noon,
  });
  expect((await found(api, 'ao/1'))[0]).toBe('exhibit: AO/1 · Claw hammer | Same label: [AO/1]');
  expect((await found(api, 'AO2'))[0]).toBe('exhibit: AO/2 · Footage of the stop | Same label: [AO/2]');
  expect(await found(api, 'hammer')).toEqual(['exhibit: AO/1 · Claw hammer | Description']);
  expect(await found(api, 'sink')).toEqual(['exhibit: AO/1 · Claw hammer | Where it was found: Under the [sink]']);
  await api.describeExhibit({ id, description: 'Mallet', foundWhere: 'Under the sink', foundWhen: '', at: noon });
  expect([await found(api, 'hammer'), (await found(api, 'mallet')).length]).toEqual([[], 1]);
  await api.withdrawExhibit({ id, because: 'Not seized after all', at: noon });
  expect((await api.find({ text: 'AO/1', limit: 5 }))[0]?.detail).toContain('taken off the list');
});

test('recordings and their markers are found, and what was deleted or belongs to another is not', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api, { path: 'DCIM/20261122_140302_0007.MP4' });
  const { revision } = await api.getRecording({ id, at: noon });
  await api.updateRecording({
    id,
    revision,
    patch: { title: 'Stop, Forest Road', reference: 'CAD 99/22', notes: 'Caution given', tags: ['knife'] },
    at: noon,
  });
  const withMarker = await api.saveMarker({
    id,
    marker: { id: null, startSeconds: 130, endSeconds: null, label: 'Knife recovered' },
    at: noon,
  });
  expect(await found(api, 'knife')).toEqual([
    'marker: Knife recovered | Marker',
    'recording: Stop, Forest Road | Tags: [knife]',
  ]);
  expect((await api.find({ text: 'knife rec', limit: 5 }))[0]).toMatchObject({ kind: 'marker', id, seconds: 130 });
  expect(await found(api, '_0007')).toEqual(['recording: Stop, Forest Road | File']);
  expect(await found(api, 'cad9922')).toEqual(['recording: Stop, Forest Road | Same reference: [CAD 99/22]']);
  const [marker] = withMarker.markers;
  if (marker === undefined) throw new Error('the marker was not kept');
  await api.removeMarker({ id, markerId: marker.id, at: noon });
  expect(await found(api, 'recovered')).toEqual([]);
  await api.markForDeletion({ ids: [id], reason: 'by mistake', reviewed: true, undoHours: 72, at: noon });
  expect(await found(api, 'forest')).toEqual([]);
  await api.haveBack({ ids: [id], at: noon });
  expect(await found(api, 'forest')).toHaveLength(1);
});

test('what was typed is no query: no sign in it means anything, and nothing searchable finds nothing', async () => {
  const { api } = await newRecords();
  await burglary(api);
  for (const text of ['"', '* OR a', 'NEAR(', 'terms:x', '-', '^a', "');--", '\u0000', '🚓', ' ', 'a'.repeat(200)]) {
    await expect(api.find({ text, limit: 5 })).resolves.toBeInstanceOf(Array);
  }
  expect(await api.find({ text: ' … ', limit: 5 })).toEqual([]);
});

test('what a report no longer says is not found any more', async () => {
  const { api } = await newRecords();
  const report = await burglary(api);
  await rewriteReport(api, report.id, contentOf({ values: { narrative: 'Nothing was forced.' } }));
  expect(await found(api, 'jemmy')).toEqual([]);
  expect(await found(api, 'marsh')).toEqual([]);
  expect(await found(api, 'LX19KTB')).toEqual([]);
});

test('a house number or a postcode finds the place before any telephone number that ends so', async () => {
  const { api } = await newRecords();
  await writeReport(api, {
    values: { 'venue-street': '12 Brixton Road', 'venue-postcode': 'SW9 8HQ' },
    people: [person('Ann', 'Resident', { address: '214 Hoe Street', postcode: 'SW9 8EJ' })],
  });
  for (const end of ['312', '998', '214', '174']) {
    await writeReport(api, { people: [person('Phone', `Ends${end}`, { phone: `07700 900${end}` })] });
  }
  await writeReport(api, { values: { 'venue-postcode': 'E17 4QE' } });
  const titles = async (text: string) => (await found(api, text)).map((hit) => hit.split(' | ')[0]);
  expect((await titles('12'))[0]).toBe('place: 12 Brixton Road');
  expect((await titles('SW9 8')).filter((title) => title?.includes('Ends'))).toEqual([]);
  expect((await titles('SW9 8'))[0]).toMatch(/^(?:person: Ann Resident|place: )/);
  expect((await titles('E17 4')).filter((title) => title?.includes('Ends'))).toEqual([]);
  expect(await titles('E17 4')).toContain('place: E17 4QE');
  const house = await titles('214');
  expect(house.indexOf('person: Ann Resident')).toBeLessThan(house.indexOf('person: Phone Ends214'));
  expect(house.indexOf('place: 214 Hoe Street')).toBe(0);
  expect((await titles('900312'))[0]).toBe('person: Phone Ends312');
});

test('vehicles, drivers and casualties of a collision are known, and its plates and phones are codes', async () => {
  const { api } = await newRecords();
  await writeReport(api, {
    kind: 'collision',
    values: { place: 'Blackhorse Road' },
    vehicles: [
      {
        'vehicle-type': '9',
        vrm: 'LX19 KTB',
        'make-model': 'Ford Focus',
        'driver-name': 'Adeyemi Cole',
        'driver-phone': '07700 900188',
      },
    ],
    casualties: [{ 'casualty-class': '3', severity: '2', 'family-name': 'Marlow', 'given-names': 'Jane', sex: '2' }],
  });
  expect(await found(api, 'lx19ktb')).toEqual([
    'vehicle: LX19 KTB | Same registration: [LX19 KTB]',
    'report: Serious collision, Blackhorse Road | Same registration: [LX19 KTB]',
  ]);
  expect(await found(api, '+44 7700 900188')).toEqual([
    'person: Adeyemi Cole | Same phone: [07700 900188]',
    expect.stringMatching(/^report: .* phone: \[07700 900188\]$/),
  ]);
  expect(await found(api, 'marlo')).toContain('person: Jane Marlow | Family name');
  const [hit] = await api.find({ text: 'jane marlow', limit: 1 });
  expect(hit?.detail).toContain('Casualty (pedestrian)');
});

test('the restricted details of a witness, ticks and drawings are not found by what stands in them', async () => {
  const { api } = await newRecords();
  await writeReport(api, {
    kind: 'witness-details',
    values: { of: 'J M', address: 'Refuge House, 9 Hidden Lane', mobile: '07700 900555', religion: 'Quaker' },
  });
  await writeReport(api, {
    kind: 'statement',
    values: { narrative: 'I saw it.', covered: ['lighting-unusual'], advokate: ['amount-unusual'] },
  });
  await writeReport(api, { kind: 'collision', values: { 'sketch-plan': '{"items":["roundabout-unusual"]}' } });
  for (const text of ['refuge', 'hidden lane', '07700900555', 'quaker', 'unusual']) {
    expect.soft([text, await found(api, text)]).toEqual([text, []]);
  }
  expect(await found(api, 'witness details')).toEqual([expect.stringMatching(/^report: Witness details, J M/)]);
});

test('one word finds people, reports and notes in one list, each with its reason; a note also by its number, place and files', async () => {
  const { api } = await newRecords();
  const { id: reportId } = await burglary(api);
  const note = (text: string, place = '') =>
    api.saveNote({
      id: randomUUID() as NoteId,
      revision: 0,
      text,
      place,
      startedAgo: 0,
      addendumTo: null,
      at: noon,
    });
  const first = await note('Mrs Marsh heard a van about half past two.', '11 Grove Road');
  const long = `${'Called to the address and spoke with the owner, who had come home late and found the door open. '.repeat(2)}A neighbour, Ms Marsh, saw a whippet.`;
  const second = await note(long);
  expect(await found(api, 'marsh')).toEqual([
    'person: Wendy Marsh | Family name',
    'note: Mrs Marsh heard a van about half past two. | Opening',
    expect.stringMatching(/^report: Burglary, Gloucester Road \| Family name: \[Marsh\]$/),
    expect.stringMatching(/^note: Called to the address and spoke .*… \| Note: ….*\[Marsh\], saw a whippet\.$/),
  ]);
  const ids = async (text: string): Promise<string[]> =>
    (await api.find({ text, limit: 5 })).filter(({ kind }) => kind === 'note').map(({ id }) => id);
  expect(await ids('whipp')).toEqual([second.id]);
  expect(await found(api, 'note 1')).toEqual([
    'note: Mrs Marsh heard a van about half past two. | Same note number: [Note 1]',
  ]);
  expect(await found(api, 'grove')).toEqual([
    'note: Mrs Marsh heard a van about half past two. | Where: 11 [Grove] Road',
  ]);
  expect(await api.find({ text: 'half past', limit: 5 })).toMatchObject([
    { kind: 'note', detail: 'note 1 · 11 Grove Road', at: noon },
  ]);
  // What it no longer says does not find it.
  await api.saveNote({
    ...first,
    revision: 1,
    text: 'Nobody heard anything.',
    startedAgo: 0,
    addendumTo: null,
    at: noon,
  });
  expect(await ids('marsh')).toEqual([second.id]);
  expect(reportId).toBeDefined();
});
