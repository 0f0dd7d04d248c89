// Every single write, fsync, rename and folder fsync of an offload fails once: nothing false is kept, and the next try is whole.
// KERBDESK_STRACE_RUNS=40 npx vitest run --project faults tests/faults/offload-io-errors.test.ts
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTerminal } from '#contract/jobs.ts';
import { startDeviceHost } from '../support/device-host-process.ts';
import { createFaultyFiles, type FaultyFiles } from '../support/faulty-files.ts';
import {
  cameraSevenId,
  clipName,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeCamera,
} from '../support/offload-kit.ts';
import { createChance, runsOf } from '../support/random.ts';
import { makeVault, type Vault } from '../unit/evidence/support/evidence-kit.ts';

const geometry = { partBytes: 64 * 1024, segmentBytes: 4096 };
const chance = createChance(13);
const files = { [clipName(1)]: chance.bytes(200_000), [clipName(2)]: chance.bytes(20) };
const expected = Object.values(files).map(hashOf);
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-faults-'));
  await mkdir(path.join(scratch, 'volumes'));
  await writeCamera(path.join(scratch, 'volumes', 'CAM7'), files);
});
afterAll(() => rm(scratch, { recursive: true }));

const volumes = (): string => path.join(scratch, 'volumes');

/** @returns how the offload ended: its phase, or the code of its error. */
async function offloadWith(vault: Vault, faulty: FaultyFiles): Promise<string> {
  const desk = await startDesk({
    volumesFolder: volumes(),
    target: vault.target,
    sink: vault.sink({ files: faulty.files }),
  });
  await desk.log.camera(cameraSevenId, 'ready', 'offloading', 'failed', 'finished');
  const job = newJob();
  try {
    await desk.api.offload(offloadOf(cameraSevenId, job));
  } catch (error) {
    // What was begun goes on by itself, and then is busy.
    if (!(error instanceof Error && 'code' in error && error.code === 'busy')) throw error;
  }
  const end = await desk.log.until('the end', () => desk.log.progress.find((one) => isTerminal(one.phase)));
  desk.stop();
  return end.error?.code ?? end.phase;
}

describe.each(['EIO', 'ENOSPC'] as const)('%s', (code) => {
  it('at any call that changes the disk', async () => {
    const sound = await makeVault(geometry);
    const all = createFaultyFiles(null, code);
    expect(await offloadWith(sound, all)).toBe('done');
    await sound.remove();
    expect(all.calls.length).toBeGreaterThan(20);
    const outcomes = new Map<string, number>();
    for (const failAt of all.calls.keys()) {
      const vault = await makeVault(geometry);
      const faulty = createFaultyFiles(failAt, code);
      const outcome = await offloadWith(vault, faulty);
      const what = `${all.calls[failAt] ?? '?'} (${failAt}) -> ${outcome}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      // Nothing is called kept that is not whole.
      for (const one of await openVault(vault.target))
        expect([what, one.sha256]).toEqual([what, one.receipt.seal.sha256]);
      expect([what, ['done', 'disk-error', 'disk-full'].includes(outcome)]).toEqual([what, true]);
      expect([what, await offloadWith(vault, createFaultyFiles(null, code))]).toEqual([what, 'done']);
      expect([what, (await openVault(vault.target)).map((one) => one.sha256)]).toEqual([what, expected]);
      await vault.remove();
    }
    console.log(`offload-io-errors ${code} at each of ${all.calls.length} calls: ${JSON.stringify([...outcomes])}`);
  });
});

const straceWorks = ((): boolean => {
  try {
    execFileSync('strace', ['-f', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO:when=1', 'true']);
    return true;
  } catch {
    return false;
  }
})();
if (!straceWorks) console.warn('SKIPPED: faults inside the real process need strace, and it cannot trace here');

describe.skipIf(!straceWorks)('in the real process', () => {
  const runs = runsOf('KERBDESK_STRACE_RUNS', 4);
  const faults = [
    'fsync,fdatasync:error=EIO',
    'pwrite64:error=ENOSPC',
    'fsync,fdatasync:error=EIO',
    'pwrite64:error=EIO',
  ];
  const cases = Array.from({ length: runs }, (_one, index) => ({
    fault: faults[index % faults.length] ?? '',
    nth: 1 + Math.floor((index * 3) / 2),
  }));

  it.each(cases)('$fault at call $nth', { timeout: 120_000 }, async ({ fault, nth }) => {
    const vault = await makeVault();
    const traced = await startDeviceHost(volumes(), vault.target, [
      'strace',
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `inject=${fault}:when=${nth}`,
    ]);
    await traced.log.camera(cameraSevenId, 'ready');
    await traced.api.offload(offloadOf(cameraSevenId, newJob()));
    const end = await traced.log.until('the end', () => traced.log.progress.find((one) => isTerminal(one.phase)));
    await traced.kill();
    expect(['done', 'disk-error', 'disk-full']).toContain(end.error?.code ?? end.phase);
    for (const one of await openVault(vault.target)) expect(one.sha256).toBe(one.receipt.seal.sha256);
    const sound = await startDeviceHost(volumes(), vault.target);
    await sound.log.camera(cameraSevenId, 'ready', 'offloading', 'failed', 'finished');
    await sound.api.offload(offloadOf(cameraSevenId, newJob())).catch(() => undefined);
    const again = await sound.log.until('the end', () => sound.log.progress.find((one) => isTerminal(one.phase)));
    await sound.kill();
    expect(again.phase).toBe('done');
    expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual(expected);
    await vault.remove();
  });
});
