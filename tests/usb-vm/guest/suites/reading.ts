// Every byte of an MTP camera's recordings: around the edges of packets, beyond 4 GiB, after a talk that was cut off.
import assert from 'node:assert/strict';
import { mkdir, open, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { OnlyInOrder, type CameraSource, type SourceFile } from '../../../../main/hardware/camera-source.ts';
import { fingerprintTree, hashOf } from '../../../support/offload-kit.ts';
import { createChance } from '../../../support/random.ts';
import { GuestDesk } from '../desk.ts';
import type { Lab } from '../lab.ts';
import type { GuestTest } from '../suite.ts';
import { fileCalled, listFiles, openCamera, theDevice, type Responder } from './responders.ts';

const packet = 512;
const header = 12;
const mebibyte = 1024 * 1024;
const fourGibibytes = 2 ** 32;
const folder = 'DCIM/100MEDIA';

/** Where data fills its last packet, transfer or request exactly, and one byte beside that. */
const edges = [0, 1, packet - header - 1, packet - header, packet - header + 1, packet, mebibyte - header];
const sizes = [...edges, mebibyte, 4 * mebibyte, 4 * mebibyte + 1, 9_000_001];

export async function fillCamera(root: string, lengths: readonly number[]): Promise<Map<string, string>> {
  const chance = createChance(lengths.length);
  const hashes = new Map<string, string>();
  await mkdir(path.join(root, folder), { recursive: true });
  for (const [index, length] of lengths.entries()) {
    const name = `${folder}/20261122_14${String(index).padStart(2, '0')}00_0001.MP4`;
    const bytes = chance.bytes(length);
    await writeFile(path.join(root, name), bytes);
    await utimes(path.join(root, name), 1_763_820_000 + index, 1_763_820_000 + index);
    hashes.set(`Card/${name}`, hashOf(bytes));
  }
  return hashes;
}

async function offloadsEveryByte(lab: Lab, responder: Responder): Promise<void> {
  const camera = await responder.make(lab);
  const hashes = await fillCamera(camera.folder, sizes);
  const before = await fingerprintTree(camera.folder);
  await camera.plugIn();
  const desk = await GuestDesk.open(lab);
  const seen = await desk.camera('the camera', (one) => one.kind === 'mtp', 'ready');
  assert.equal((await desk.offload(seen.id)).phase, 'done');
  assert.deepEqual(await desk.hashes(), hashes);
  assert.equal(await fingerprintTree(camera.folder), before);
}

const markBytes = 64 * 1024;
const largeBytes = fourGibibytes + 5 * mebibyte + 7;

/** Sparse: it takes no room, and holds bytes only at its start, across 4 GiB and at its end. */
async function writeLarge(root: string): Promise<{ name: string; marks: { at: number; bytes: Uint8Array }[] }> {
  const chance = createChance(4);
  const name = '20261122_230000_0001.MP4';
  await mkdir(path.join(root, folder), { recursive: true });
  const file = await open(path.join(root, folder, name), 'w');
  await file.truncate(largeBytes);
  const places = [0, fourGibibytes - markBytes, fourGibibytes - markBytes / 2, fourGibibytes, largeBytes - markBytes];
  const marks: { at: number; bytes: Uint8Array }[] = [];
  for (const at of places) {
    const bytes = chance.bytes(markBytes / 2);
    await file.write(bytes, 0, bytes.byteLength, at);
    marks.push({ at, bytes });
  }
  await file.close();
  return { name, marks };
}

async function readAt(source: CameraSource, file: SourceFile, at: number, length: number): Promise<Uint8Array> {
  const reader = await source.open(file, 'look');
  try {
    const into = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const count = await reader.read(into.subarray(filled), at + filled);
      assert.ok(count > 0, `nothing at ${at + filled}`);
      filled += count;
    }
    return into;
  } finally {
    await reader.close();
  }
}

async function readsBeyondFourGibibytes(lab: Lab, responder: Responder): Promise<void> {
  const camera = await responder.make(lab);
  const { name, marks } = await writeLarge(camera.folder);
  const source = await openCamera(lab, camera);
  const file = await fileCalled(source, name);
  assert.equal(file.bytes, largeBytes);
  for (const { at, bytes } of marks) {
    const within = at + bytes.byteLength <= fourGibibytes;
    if (within || responder.givesFarParts) {
      assert.equal(hashOf(await readAt(source, file, at, bytes.byteLength)), hashOf(bytes), `at ${at}`);
    } else {
      // Never bytes of another place: its requests for parts have 32 bits for the position.
      await assert.rejects(readAt(source, file, at, bytes.byteLength), OnlyInOrder);
    }
  }
  if (responder.givesFarParts) {
    const across = await readAt(source, file, fourGibibytes - markBytes, markBytes * 1.5);
    const joined = Buffer.concat(marks.slice(1, 4).map(({ bytes }) => bytes));
    assert.equal(hashOf(across), hashOf(joined), 'across 4 GiB');
  }
}

async function answersAfterCutOffTalk(lab: Lab, responder: Responder): Promise<void> {
  const camera = await responder.make(lab);
  const hashes = await fillCamera(camera.folder, [6_000_000]);
  await camera.plugIn();
  // A program that asks for a whole recording, takes a little of it and ends.
  const cutOff = async (): Promise<void> => {
    const device = await theDevice();
    const connection = await device.open();
    const [mtp] = connection.descriptors.interfaces;
    assert.ok(mtp);
    const bulkOut = mtp.endpoints.find((one) => one.type === 'bulk' && one.direction === 'out');
    const bulkIn = mtp.endpoints.find((one) => one.type === 'bulk' && one.direction === 'in');
    assert.ok(bulkOut && bulkIn);
    await connection.claim(mtp.number);
    await connection.write(bulkOut, command(0x1002, 0, [1]), 5000);
    await connection.read(bulkIn, packet, 5000);
    await connection.write(bulkOut, command(0x1004, 1, []), 5000);
    // The answer is left where it is.
    await connection.close();
  };
  await cutOff();
  const desk = await GuestDesk.open(lab);
  const seen = await desk.camera('the camera', (one) => one.kind === 'mtp', 'ready');
  assert.equal((await desk.offload(seen.id)).phase, 'done');
  assert.deepEqual(await desk.hashes(), hashes);
}

function command(code: number, transaction: number, parameters: readonly number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(header + 4 * parameters.length));
  bytes.setUint32(0, bytes.byteLength, true);
  bytes.setUint16(4, 1, true);
  bytes.setUint16(6, code, true);
  bytes.setUint32(8, transaction, true);
  for (const [index, value] of parameters.entries()) bytes.setUint32(header + 4 * index, value, true);
  return new Uint8Array(bytes.buffer);
}

async function erasesOnlyWhatIsAsked(lab: Lab, responder: Responder): Promise<void> {
  const camera = await responder.make(lab);
  await fillCamera(camera.folder, [1000, 2000, 3000]);
  const source = await openCamera(lab, camera);
  const { eraser } = source;
  assert.ok(eraser, 'the camera can erase');
  const [first, second, third] = await listFiles(source);
  assert.ok(first && second && third);
  await eraser.erase(second);
  await assert.rejects(eraser.erase({ ...third, bytes: third.bytes + 1 }), KerbdeskError);
  const left = (await readdir(path.join(camera.folder, folder))).toSorted();
  assert.deepEqual(left, [first.name, third.name].toSorted());
  assert.deepEqual((await listFiles(source)).map((file) => file.path).toSorted(), [first.path, third.path].toSorted());
}

export const readingTests = (responder: Responder): GuestTest[] => [
  {
    name: 'is offloaded byte for byte, at every edge of packets and requests, and left as it was',
    limitSeconds: 600,
    run: (lab) => offloadsEveryByte(lab, responder),
  },
  {
    name: responder.givesFarParts
      ? 'gives any part of a recording of more than 4 GiB, across 4 GiB and at its end'
      : 'lists a recording of more than 4 GiB at its true size, and never gives bytes of the wrong place',
    limitSeconds: 600,
    run: (lab) => readsBeyondFourGibibytes(lab, responder),
  },
  {
    name: 'is offloaded although another program left it in the middle of an answer',
    limitSeconds: 600,
    run: (lab) => answersAfterCutOffTalk(lab, responder),
  },
  {
    name: 'erases the one recording that the erase call names, and none that changed meanwhile',
    limitSeconds: 600,
    run: (lab) => erasesOnlyWhatIsAsked(lab, responder),
  },
];
