// A hundred thousand reports that speak of a million people, vehicles, items and places: how long a key takes, from what is typed to
// what is found, in the encrypted records; held against the same search over the same tables without encryption.
import { randomBytes, randomUUID } from 'node:crypto';
import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../main/storage/records/open-database.ts';
import type { RecordsContext } from '../../main/storage/records/records-context.ts';
import { createFind } from '../../main/storage/records/repositories/find.ts';
import { createKnown } from '../../main/storage/records/repositories/known.ts';
import { fillSearch } from '../../main/storage/records/search/rebuild.ts';
import { openFile, useKey, type RecordsDatabase } from '../../main/storage/records/sqlite.ts';
import { createChance, type Chance } from '../support/random.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

const day = 86_400_000;
const newest = Date.parse('2026-11-22T18:00:00.000Z');

const common =
  'Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Patel Khan Ahmed Ali Begum Singh Kaur Okafor Nowak Marsh Murphy O’Brien Campbell Stewart Anderson Macdonald'.split(
    ' ',
  );
const given =
  'Oliver George Arthur Noah Muhammad Leo Oscar Harry Archie Jack Henry Charlie Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Wendy Susan Margaret David John Paul Mark Andrew Stephen Sarah Karen Tracey Sharon Ibrahim Fatima Aisha Mohammed Catherine Siobhan Seán Zofia Agnieszka'.split(
    ' ',
  );
const streets =
  'High Station Church Victoria Gloucester Forest Hoe Mare Grove Park Mill London York Manor Queens Kings Albert Richmond Windsor Springfield George New Green Broadway North South Chapel Alexandra School Meadow'.split(
    ' ',
  );
const endings = ['Street', 'Road', 'Avenue', 'Close', 'Lane', 'Crescent', 'Drive'];
const towns = ['Walthamstow', 'Leyton', 'Hackney', 'Croydon', 'Bristol', 'Birmingham', 'Leeds'];
const things =
  'phone bicycle laptop necklace watch wallet handbag drill passport camera tablet jacket whisky car van motorcycle helmet'.split(
    ' ',
  );
const colours = ['red', 'blue', 'black', 'white', 'silver', 'grey', 'orange', 'green'];
const syllables =
  'ba be bo ca ch da de el fa ga har hol in ka ken la le mar mi na ne nor o pa per qu ra ri ro sa she st ta th ton tor u va ver wa wil x ya za'.split(
    ' ',
  );
const story =
  'the window door fence was forced with climbed over ran towards station canal park bicycle man woman seen neighbour dog grey hooded top said shouted pushed took bag phone money left right hand bleeding police called arrived later returned home found open overnight keys table kitchen garden shed alarm camera footage shop till knife'.split(
    ' ',
  );

const one = <Value>(chance: Chance, all: readonly Value[]): Value => {
  const value = all[Math.floor(chance.next() * all.length)];
  if (value === undefined) throw new RangeError('a choice of nothing');
  return value;
};
/** A few are had by many, and many by a few, as with real names. */
const surname = (chance: Chance): string => {
  if (chance.next() < 0.35) return one(chance, common);
  const word = Array.from({ length: 2 + Math.floor(chance.next() * 2) }, () => one(chance, syllables)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
};
const digits = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => Math.floor(chance.next() * 10)).join('');
const plateLetters = Array.from('ABCDEFGHJKLMNOPRSTUVWXYZ');
const letters = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => one(chance, plateLetters)).join('');
const plate = (chance: Chance): string => `${letters(chance, 2)}${digits(chance, 2)} ${letters(chance, 3)}`;
const phone = (chance: Chance): string => `07${digits(chance, 3)} ${digits(chance, 6)}`;
const street = (chance: Chance): string =>
  `${1 + Math.floor(chance.next() * 250)} ${one(chance, streets)} ${one(chance, endings)}`;
const postcode = (chance: Chance): string =>
  `E${1 + Math.floor(chance.next() * 18)} ${digits(chance, 1)}${letters(chance, 2)}`;

interface Example {
  name: string;
  plate: string;
  phone: string;
  street: string;
  reference: string;
  cad: string;
}

/** Eleven mentions: four people and where two of them live, two items, a vehicle, the venue and the incident. */
function writeReport(chance: Chance, index: number): { content: string; title: string; example: Example } {
  const example: Example = {
    name: `${one(chance, given)} ${surname(chance)}`,
    plate: plate(chance),
    phone: phone(chance),
    street: street(chance),
    reference: `NE-4417-${String(index + 1).padStart(4, '0')}`,
    cad: `CAD ${digits(chance, 4)}/${digits(chance, 2)}NOV26`,
  };
  const people = ['victim', 'witness', 'suspect', 'reporting'].map((role, place) => ({
    id: randomUUID(),
    values: {
      role,
      'given-names': place === 0 ? (example.name.split(' ')[0] ?? '') : one(chance, given),
      'family-name': place === 0 ? (example.name.split(' ')[1] ?? '') : surname(chance),
      phone: place === 0 ? example.phone : phone(chance),
      'date-of-birth': `${1 + Math.floor(chance.next() * 28)}/${1 + Math.floor(chance.next() * 12)}/${1940 + Math.floor(chance.next() * 70)}`,
      ...(place < 2 ? { address: street(chance), postcode: postcode(chance) } : {}),
    },
  }));
  const item = (more: Record<string, string>) => ({
    id: randomUUID(),
    values: { description: `${one(chance, colours)} ${one(chance, things)}`, status: 'stolen', ...more },
  });
  const property = [
    item({ kind: 'phone', serial: digits(chance, 15) }),
    item({ marks: `${one(chance, colours)} sticker` }),
    item({ kind: 'vehicle', vrm: example.plate }),
  ];
  const content = {
    values: {
      offence: 'Burglary',
      'venue-street': example.street,
      'venue-town': one(chance, towns),
      'venue-postcode': postcode(chance),
      'cad-reference': example.cad,
      narrative: Array.from({ length: 60 }, () => one(chance, story)).join(' '),
    },
    people,
    property,
  };
  return { content: JSON.stringify(content), title: `Burglary, ${example.street.replace(/^\d+ /, '')}`, example };
}

function writeReports(db: RecordsDatabase, count: number): Example[] {
  const chance = createChance(4);
  const insert = db.prepare(
    `INSERT INTO reports (number, id, kind, local_reference, title, status, revision, created_at, updated_at,
       missing_needed_now, missing_before_submission, missing_optional, content)
     VALUES (?, ?, 'crime', ?, ?, 'draft', 1, ?, ?, 0, 0, 0, ?)`,
  );
  const examples: Example[] = [];
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const { content, title, example } = writeReport(chance, index);
      const at = new Date(newest - (count - index) * (day / 40)).toISOString();
      insert.run(index + 1, randomUUID(), example.reference, title, at, at, content);
      if (index % Math.max(1, Math.floor(count / 8)) === 0) examples.push(example);
    }
  })();
  return examples;
}

const slipped = (word: string): string =>
  word.length < 4 ? word : `${word.slice(0, 2)}${word.charAt(3)}${word.charAt(2)}${word.slice(4)}`;

/** Every beginning of each, as they are typed. */
function typed(examples: readonly Example[]): {
  find: string[];
  offer: [kind: 'person' | 'vehicle' | 'place', text: string][];
} {
  const beginnings = (text: string): string[] =>
    Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)).filter((part) => !part.endsWith(' '));
  const find = examples.flatMap(({ name, plate: vrm, phone: number, street: venue, reference, cad }) => [
    ...beginnings(name),
    ...beginnings(vrm),
    ...beginnings(number),
    ...beginnings(venue),
    ...beginnings(reference),
    ...beginnings(cad),
    slipped(name),
    name.replace(/y|i/, 'ie'),
  ]);
  const words = [
    'jemmy',
    'neighbour',
    'canal orange',
    'birmingham',
    'crescent',
    'smith high street',
    'zzyzx',
    'forced window kitchen',
  ];
  const offer = examples.flatMap(({ name, plate: vrm, phone: number, street: venue }) => [
    ...[...beginnings(name), ...beginnings(number), slipped(name)].map((text) => ['person', text] as const),
    ...[...beginnings(vrm), slipped(vrm), vrm.replaceAll('O', '0')].map((text) => ['vehicle', text] as const),
    ...[...beginnings(venue), slipped(venue)].map((text) => ['place', text] as const),
  ]);
  return { find: [...find, ...words.flatMap(beginnings)], offer: offer.map(([kind, text]) => [kind, text]) };
}

interface Searched {
  readonly db: RecordsDatabase;
  readonly find: (text: string) => unknown;
  readonly offer: (kind: 'person' | 'vehicle' | 'place', text: string) => unknown;
}

/** Neither looks at audit trail or officer. */
function searching(db: RecordsDatabase): Searched {
  const context = { db } as RecordsContext;
  const { find } = createFind(context);
  const { offerKnown } = createKnown(context);
  return {
    db,
    find: (text) => find({ text, limit: 5 }),
    offer: (kind, text) => offerKnown({ kind, typed: text, limit: 6 }),
  };
}

const taken = (work: () => unknown): number => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

function compare(
  name: string,
  works: readonly { text: string; sealed: () => unknown; plain: () => unknown }[],
): Figure[] {
  const sealed = works.map((): number[] => []);
  const plain = works.map((): number[] => []);
  // In turn, so that whatever else the machine does falls on both; the first round is left out, so that none is the one that begins cold.
  for (let round = 0; round < 4; round += 1) {
    for (const [index, work] of works.entries()) {
      const order = (index + round) % 2 === 0;
      const first = taken(order ? work.sealed : work.plain);
      const second = taken(order ? work.plain : work.sealed);
      if (round === 0) continue;
      sealed[index]?.push(order ? first : second);
      plain[index]?.push(order ? second : first);
    }
  }
  // Of three times that the same was typed the middle one.
  const times = sealed.map(median);
  const plainTimes = plain.map(median);
  const p95 = percentile(times, 0.95);
  const ratio = p95 / percentile(plainTimes, 0.95);
  const slowest = times
    .map((time, index) => ({ time, text: works[index]?.text ?? '' }))
    .toSorted((one, other) => other.time - one.time)
    .slice(0, 5)
    .map(({ time, text }) => `“${text}” ${milliseconds(time)}`);
  process.stdout.write(`  ${name}: the slowest ${slowest.join(', ')}\n`);
  return [
    figure(`${name}, ${works.length} beginnings typed, p95`, milliseconds(p95), {
      target: 'at most 20 ms',
      met: p95 <= 20,
    }),
    figure(`${name}, p95 beside the same without encryption`, milliseconds(p95), {
      baseline: milliseconds(percentile(plainTimes, 0.95)),
      ratio,
      target: 'at most 1.3',
      met: ratio <= 1.3,
    }),
    figure(`${name}, median`, milliseconds(median(times)), {
      baseline: milliseconds(median(plainTimes)),
      ratio: median(times) / median(plainTimes),
    }),
  ];
}

export function benchSearch(folder: string, count: number): Figure[] {
  const path = join(folder, 'records.db');
  const key = randomBytes(32);
  const db = openDatabase({ path, key: Uint8Array.from(key), create: true });
  const examples = writeReports(db, count);
  const filling = taken(() => db.transaction(() => fillSearch(db))());
  db.pragma('wal_checkpoint(TRUNCATE)');
  const mentions = db.prepare<[], number>('SELECT count(*) FROM entity_mentions').pluck().get() ?? 0;
  db.close();

  const plainPath = join(folder, 'plain.db');
  copyFileSync(path, plainPath);
  const opened = openFile(plainPath, { fileMustExist: true });
  useKey(opened, key);
  opened.pragma('journal_mode = DELETE');
  opened.pragma(`rekey = ''`);
  opened.close();
  const plainDb = openFile(plainPath, { fileMustExist: true, readonly: true });
  plainDb.pragma('cache_size = -65536');

  const sealed = searching(openDatabase({ path, key: Uint8Array.from(key), create: false }));
  const plain = searching(plainDb);
  const works = typed(examples);
  const figures = [
    figure(`filling the index of ${count} reports and ${mentions} mentions`, `${Math.round(filling / 1000)} s`),
    figure('size of the records', `${Math.round(statSync(path).size / 1e6)} MB`),
    ...compare(
      'find',
      works.find.map((text) => ({ text, sealed: () => sealed.find(text), plain: () => plain.find(text) })),
    ),
    ...compare(
      'offer',
      works.offer.map(([kind, text]) => ({
        text: `${kind} ${text}`,
        sealed: () => sealed.offer(kind, text),
        plain: () => plain.offer(kind, text),
      })),
    ),
  ];
  sealed.db.close();
  plain.db.close();
  return figures;
}
