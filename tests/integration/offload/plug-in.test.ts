// The example plug-in of docs/examples, as IT would install it: it runs only if its bytes are those that were approved.
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraId } from '#contract/ids.ts';
import { cameraDrivers } from '../../../main/hardware/driver-registry.ts';
import { loadPlugIns } from '../../../main/hardware/plug-ins/load-plug-ins.ts';
import type { CameraPlugIns } from '../../../main/ports/camera-plug-ins.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
import { hashOf, newJob, offloadOf, openVault, startDesk, type Desk } from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';

const example = path.join(import.meta.dirname, '../../../docs/examples/camera-plug-in/example-locker.mjs');
const chance = createChance(23);
const key = randomBytes(32);
let scratch: string;
let vault: Vault;
let desk: Desk | null;

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-plug-in-'));
  await mkdir(path.join(scratch, 'volumes'));
  await mkdir(path.join(scratch, 'plug-ins'));
  vault = await makeVault({ partBytes: 64 * 1024, segmentBytes: 4096 });
  desk = null;
});
afterEach(async () => {
  desk?.stop();
  await rm(scratch, { recursive: true });
  await vault.remove();
});

/** What the vendor's camera would have written; this test's own writing of the made-up format. */
async function writeLocker(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const sealed: Buffer[] = [];
  let offset = 0;
  const recordings = Object.entries(files).map(([name, bytes], index) => {
    const counter = randomBytes(16);
    const cipher = createCipheriv('aes-256-ctr', key, counter);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const entry = {
      path: name,
      bytes: bytes.byteLength,
      offset,
      counter: counter.toString('hex'),
      writtenAt: `2026-11-22T14:0${index}:00.000Z`,
      startedAt: `2026-11-22T13:0${index}:00.000Z`,
      ...(name.endsWith('.json') ? { sideOf: name.replace('.json', '.mp4') } : {}),
    };
    sealed.push(body);
    offset += body.byteLength;
    return entry;
  });
  const index = Buffer.from(JSON.stringify({ camera: 'LOCKER 3', serial: 'XL-0003', recordings }));
  const head = Buffer.alloc(8);
  head.write('XLK1', 'latin1');
  head.writeUInt32LE(index.byteLength, 4);
  await mkdir(path.join(scratch, 'volumes/LOCKER'));
  await writeFile(path.join(scratch, 'volumes/LOCKER/LOCKER.XLK'), Buffer.concat([head, index, ...sealed]));
}

async function approved(place = example): Promise<CameraPlugIns> {
  const file = 'locker.mjs';
  await copyFile(place, path.join(scratch, 'plug-ins', file));
  const sha256 = createHash('sha256')
    .update(await readFile(place))
    .digest('hex');
  return { folder: path.join(scratch, 'plug-ins'), plugIns: [{ file, sha256, options: { key: key.toString('hex') } }] };
}

async function foreign(code: string): Promise<CameraPlugIns> {
  await writeFile(path.join(scratch, 'foreign.mjs'), code);
  return approved(path.join(scratch, 'foreign.mjs'));
}

async function startWith(plugIns: CameraPlugIns): Promise<{ desk: Desk; problems: string[] }> {
  const problems: string[] = [];
  const drivers = [...(await loadPlugIns(plugIns, (problem) => problems.push(problem))), ...cameraDrivers];
  desk = await startDesk({
    volumesFolder: path.join(scratch, 'volumes'),
    target: vault.target,
    sink: vault.sink(),
    drivers,
  });
  return { desk, problems };
}

describe('the example plug-in', () => {
  it('opens a locked camera, whose recordings come into the vault as they were before they were locked', async () => {
    const files = {
      'evidence/one.mp4': chance.bytes(300_001),
      'evidence/one.json': chance.bytes(77),
      'evidence/two.mp4': chance.bytes(70_000),
    };
    await writeLocker(files);
    const { desk: running, problems } = await startWith(await approved());
    const id = cameraId.parse('plug-in:example-locker:XL-0003');
    const ready = await running.log.camera(id, 'ready');
    expect([problems, ready.kind, ready.name, ready.make, ready.canErase]).toEqual([
      [],
      'plug-in',
      'LOCKER 3',
      'Example',
      false,
    ]);
    const job = newJob();
    await running.api.offload(offloadOf(id, job));
    expect(await running.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3 });
    const held = await openVault(vault.target);
    expect(held.map(({ receipt, sha256 }) => [receipt.facts.path, receipt.facts.sideOf, sha256])).toEqual(
      Object.entries(files)
        .map(([name, bytes]) => [name, name.endsWith('.json') ? 'evidence/one.mp4' : null, hashOf(bytes)])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    expect(held[1]?.receipt.facts).toMatchObject({ cameraMake: 'Example', startByFile: '2026-11-22T13:00:00.000Z' });
  });
});

describe('a plug-in', () => {
  it('whose bytes are not those that IT approved does not run', async () => {
    await writeLocker({ 'a.mp4': chance.bytes(10) });
    const plugIns = await approved();
    const ran = path.join(scratch, 'ran');
    await writeFile(
      path.join(scratch, 'plug-ins/locker.mjs'),
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(ran)}, '');`,
    );
    const { desk: running, problems } = await startWith(plugIns);
    await running.api.rescan();
    expect(problems).toEqual([expect.stringContaining("it is not the file that IT's policy names")]);
    expect(await running.api.listCameras()).toEqual([]);
    await expect(readFile(ran)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['is not there', null, /could not be read/],
    ['does not load', 'this is no JavaScript', /does not run/],
    ['offers nothing', 'export default {}', /does not offer what a plug-in must/],
    ['is of another version', 'export default { interfaceVersion: 2 }', /interfaceVersion/],
  ])('that %s is told of, and keeps no other camera out', async (_, code, why) => {
    const plugIns = await foreign(code ?? '');
    if (code === null) await rm(path.join(scratch, 'plug-ins/locker.mjs'));
    const problems: string[] = [];
    expect(await loadPlugIns(plugIns, (problem) => problems.push(problem))).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(why)]);
  });

  const camera = (list: string): string => `export default {
    interfaceVersion: 1, id: 'odd', make: 'Odd', recognises: () => true,
    open: () => ({ name: 'ODD', serial: '1', list: () => ${list}, stat: () => null, read: () => new Uint8Array(10),
      present: () => true, close() {} }) }`;

  it.each([
    ['names a file outside of its camera', "[{ path: '../../etc/passwd', bytes: 1, modifiedAt: null }]"],
    ['lists a file twice', "[{ path: 'a', bytes: 1, modifiedAt: null }, { path: 'a', bytes: 1, modifiedAt: null }]"],
    ['says nothing sensible', "'a camera'"],
  ])('that %s has its camera shown as one that cannot be read', async (_, list) => {
    await mkdir(path.join(scratch, 'volumes/ODD'));
    const { desk: running } = await startWith(await foreign(camera(list)));
    const seen = await running.log.camera(cameraId.parse('plug-in:odd:1'), 'failed');
    expect([seen.recordings, seen.problem]).toEqual([[], expect.stringContaining('ODD could not be read')]);
  });
});
