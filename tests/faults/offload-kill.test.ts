// kill -9 of the real device host at random moments of an offload: nothing kept is lost, whole parts are never written twice.
// KERBDESK_KILL_RUNS=300 npx vitest run --project faults tests/faults/offload-kill.test.ts
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isTerminal } from '#contract/jobs.ts';
import type { OffloadTarget } from '../../main/ports/device-host.ts';
import { defaultGeometry } from '../../main/storage/evidence/geometry.ts';
import { parseHeader } from '../../main/storage/evidence/container-header.ts';
import { startDeviceHost } from '../support/device-host-process.ts';
import {
  cameraSevenId,
  clipName,
  fingerprintTree,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  writeCamera,
} from '../support/offload-kit.ts';
import { runsOf, seededChance } from '../support/random.ts';
import { makeVault, type Vault } from '../unit/evidence/support/evidence-kit.ts';

const runs = runsOf('KERBDESK_KILL_RUNS', 20);
const chance = seededChance('offload-kill');
const sizes = [50_000_000, 3_000_000, 33_554_432];
let folder: string;
let vault: Vault;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-kill-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The whole parts of every unfinished container as they are on the disk now: id, length, hash. */
async function wholeParts(target: OffloadTarget): Promise<{ id: string; length: number; sha256: string }[]> {
  const found: { id: string; length: number; sha256: string }[] = [];
  const names = await readdir(target.evidenceFolder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.kev.partial'))) {
    const place = path.join(target.evidenceFolder, name);
    const handle = await open(place);
    const head = Buffer.alloc(64 * 1024);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    await handle.close();
    if (bytesRead === 0) continue;
    const header = parseHeader(head.subarray(0, bytesRead));
    const parts = Math.floor(((await stat(place)).size - header.bytes) / defaultGeometry.partBytes);
    if (parts < 1) continue;
    const length = header.bytes + parts * defaultGeometry.partBytes;
    found.push({ id: name.slice(0, 36), length, sha256: await hashStart(place, length) });
  }
  return found;
}

async function hashStart(place: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(place, { end: length - 1 })) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

it(
  `an offload survives ${runs} kills`,
  async () => {
    const volumes = path.join(folder, 'volumes');
    const camera = path.join(volumes, 'CAM7');
    const files = Object.fromEntries(sizes.map((size, index) => [clipName(index + 1), chance.bytes(size)]));
    await mkdir(volumes);
    await writeCamera(camera, files);
    const before = await fingerprintTree(camera);
    const expected = Object.values(files).map(hashOf);
    let kills = 0;
    let cycles = 0;
    const outcomes: string[] = [];
    while (kills < runs) {
      vault = await makeVault();
      cycles++;
      const seen: { id: string; length: number; sha256: string }[] = [];
      for (;;) {
        const host = await startDeviceHost(volumes, vault.target);
        await host.log.camera(cameraSevenId, 'ready', 'offloading', 'finished', 'failed');
        // Begun once by the officer; after a kill by itself where a recording was begun, else by the officer again.
        await host.api.offload(offloadOf(cameraSevenId, newJob())).catch(() => undefined);
        const ended = host.log.until('the end', () => host.log.progress.find((one) => isTerminal(one.phase)));
        const outcome =
          kills >= runs ? await ended : await Promise.race([ended, wait(chance.between(1, 700)).then(() => null)]);
        await host.kill();
        ended.catch(() => undefined);
        if (outcome) {
          outcomes.push(outcome.phase);
          break;
        }
        kills++;
        seen.push(...(await wholeParts(vault.target)));
      }
      const held = await openVault(vault.target);
      expect(held.map((one) => one.sha256)).toEqual(expected);
      expect(held.map((one) => one.receipt.seal.sha256)).toEqual(expected);
      // A part that was written again would have another salt, and so other bytes.
      for (const { id, length, sha256 } of seen) {
        expect(await hashStart(path.join(vault.target.evidenceFolder, `${id}.kev`), length)).toBe(sha256);
      }
      const names = await readdir(vault.target.evidenceFolder);
      expect(names.filter((name) => name.endsWith('.kev'))).toHaveLength(sizes.length);
      expect(names.filter((name) => name.includes('partial') || name.endsWith('.resume'))).toEqual([]);
      await vault.remove();
    }
    expect(new Set(outcomes)).toEqual(new Set(['done']));
    expect(await fingerprintTree(camera)).toBe(before);
    console.log(`offload-kill: ${kills} kills over ${cycles} offloads`);
  },
  120_000 + runs * 20_000,
);

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
