// What an MTP camera holds is what is listed: names, sizes, times, folders of any depth, thousands of recordings.
import assert from 'node:assert/strict';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Lab } from '../lab.ts';
import { manyNames } from '../many-recordings.ts';
import type { GuestTest } from '../suite.ts';
import { listFiles, openCamera, type Responder } from './responders.ts';

const made = new Date('2026-11-22T14:03:22.000Z');

async function write(folder: string, name: string, bytes: number): Promise<void> {
  const place = path.join(folder, name);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, new Uint8Array(bytes));
  await utimes(place, made, made);
}

const oddNames = [
  'DCIM/100MEDIA/20261122_140322_0001.MP4',
  'DCIM/100MEDIA/two  spaces and (brackets) & more.mp4',
  `DCIM/100MEDIA/it's 100% "fine"; $HOME *?.mp4`,
  `DCIM/100MEDIA/${'long'.repeat(50)}.mp4`,
  'DCIM/-rf.mp4',
  'VIDEO/no capitals.mov',
  'at the top.mp4',
  'one/two/three/four/five/six/seven/eight/deep.mp4',
];

const namesInUnicode = ['DCIM/100MEDIA/Zoë – Ω 警察 видео عربي.mp4', 'ünit/日本.mp4'];

const notListed = [
  'DCIM/100MEDIA/._20261122_140322_0001.MP4',
  'DCIM/100MEDIA/.hidden.mp4',
  '.trash/deleted.mp4',
  'DCIM/100MEDIA/track.json',
  'System Volume Information/index.mp4',
];

async function listsOddNames(lab: Lab, responder: Responder): Promise<void> {
  const camera = await responder.make(lab);
  const names = responder.spellsUnicode ? [...oddNames, ...namesInUnicode] : oddNames;
  for (const [index, name] of names.entries()) await write(camera.folder, name, index);
  for (const name of notListed) await write(camera.folder, name, 1);
  await mkdir(path.join(camera.folder, 'DCIM/101EMPTY/also empty'), { recursive: true });
  const files = await listFiles(await openCamera(lab, camera));
  const told = files.map((file) => [file.path, file.bytes, file.modifiedAt]);
  const wanted = names.map((name, bytes) => [`Card/${name}`, bytes, made.toISOString()]);
  assert.deepEqual(new Set(told.map(String)), new Set(wanted.map(String)));
  assert.equal(told.length, wanted.length);
}

async function listsThousands(lab: Lab, responder: Responder): Promise<void> {
  const source = await openCamera(lab, await responder.makeFull(lab));
  const begun = performance.now();
  const files = await listFiles(source);
  lab.note(`${responder.title}: ${files.length} recordings listed in ${Math.round(performance.now() - begun)} ms`);
  assert.deepEqual(new Set(files.map((file) => file.path)), new Set(manyNames.map((name) => `Card/${name}`)));
}

export const listingTests = (responder: Responder): GuestTest[] => [
  {
    name: 'is found by its interface and lists every recording, whatever its name, size, time and folder',
    limitSeconds: 600,
    run: (lab) => listsOddNames(lab, responder),
  },
  {
    name: 'lists thousands of recordings, in one folder and in hundreds',
    limitSeconds: 900,
    run: (lab) => listsThousands(lab, responder),
  },
];
