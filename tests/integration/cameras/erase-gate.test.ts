// The erase gate on real parts: a camera's folder, the real device service, a real vault in a process of its own.
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';
import { createEraseGate, type EraseGate } from '../../../main/features/cameras/erase-gate.ts';
import { createJobs } from '../../../main/ipc/jobs.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import type { DeviceHostApi } from '../../../main/ports/device-host.ts';
import { silentLogger } from '../../../main/ports/logger.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';
import { createEvidenceSink } from '../../../main/storage/evidence/evidence-sink.ts';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import { readVaultPublicFacts } from '../../../main/storage/vault/vault-directory.ts';
import { cameraSevenId, clipName, newJob, startDesk, writeCamera, type Desk } from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';
import {
  noon,
  openNewVault,
  reopen,
  startVaultHost,
  temporaryFolder,
  type OpenedVault,
} from '../../support/vault-kit.ts';

const chance = createChance(21);
const resumeKey = new Uint8Array(32).fill(7);

interface Laptop {
  readonly vault: OpenedVault;
  readonly desk: Desk;
  readonly camera: string;
  readonly progress: JobProgress[];
  gate(parts?: {
    vault?: VaultHostApi;
    deviceHost?: DeviceHostApi;
    policy?: 'never' | 'ask';
    locked?: boolean;
  }): EraseGate;
  end(): Promise<JobProgress>;
  onCamera(): Promise<string[]>;
  audit(): Promise<string[]>;
}

/** Two recordings, offloaded, read back and taken into the records of the open vault. */
async function laptopWithKeptRecordings(secondBytes = 120_000): Promise<Laptop> {
  const folder = await temporaryFolder();
  const volumes = path.join(folder, 'volumes');
  const camera = path.join(volumes, 'CAM7');
  await mkdir(volumes);
  const vault = await openNewVault();
  const { facts } = await readVaultPublicFacts(vault.folder, noon);
  const target = {
    officerId: vault.made.officer.id,
    evidenceFolder: path.join(vault.folder, 'evidence'),
    officerPublicKey: facts.encryptionPublicKey,
    escrowPublicKey: null,
    resumeKey,
  };
  const sink = createEvidenceSink(target, { workerEntry: null, geometry: { partBytes: 65_536, segmentBytes: 4096 } });
  await writeCamera(camera, { [clipName(1)]: chance.bytes(200_000), [clipName(2)]: chance.bytes(secondBytes) });
  const desk = await startDesk({ volumesFolder: volumes, target, sink });
  onTestFinished(async () => {
    desk.stop();
    await sink.close();
  });
  await desk.log.camera(cameraSevenId, 'ready');
  const jobId = newJob();
  await desk.api.offload({ cameraId: cameraSevenId, jobId, officerId: target.officerId, first: null });
  await desk.log.end(jobId);
  await vault.api.takeIn({ at: noon, resumeKey });
  const progress: JobProgress[] = [];
  return {
    vault,
    desk,
    camera,
    progress,
    gate: ({ vault: api = vault.api, deviceHost = desk.api, policy = 'ask', locked = false } = {}) =>
      createEraseGate({
        vault: () => api,
        unlockedOfficer: () => (locked ? null : target.officerId),
        policy,
        deviceHost: () => deviceHost,
        jobs: createJobs((one) => progress.push(one)),
        clock: systemClock,
        logger: silentLogger,
      }),
    end: () => desk.log.until('the end of the erasing', () => progress.find((one) => isTerminal(one.phase))),
    onCamera: async () => (await readdir(path.join(camera, 'DCIM/100MEDIA'))).toSorted(),
    async audit() {
      const { entries } = await vault.api.listAudit({ before: null, limit: 100, subjectId: null, at: noon });
      return entries.filter((entry) => entry.operation === 'erasure').map((entry) => entry.what);
    },
  };
}

const fileName = (name: string): string => path.basename(name);
const both = [clipName(1), clipName(2)];

describe('the erase gate', () => {
  test('erases what vault and camera hold equally, with an entry before and after, and its custody', async () => {
    const laptop = await laptopWithKeptRecordings();
    const gate = laptop.gate();
    expect((await gate.review(cameraSevenId)).map((one) => one.refusal)).toEqual([null, null]);
    expect(await laptop.onCamera()).toHaveLength(2);
    await gate.erase(cameraSevenId, both);
    expect(await laptop.end()).toMatchObject({ kind: 'erasure', phase: 'done', itemsDone: 2, error: null });
    expect(await laptop.onCamera()).toEqual([]);
    const audit = await laptop.audit();
    expect(audit.filter((what) => what.startsWith('Means to erase'))).toHaveLength(2);
    expect(audit.filter((what) => what.startsWith('Erased DCIM'))).toHaveLength(2);
    const { recordings } = await laptop.vault.api.listRecordings({
      worklist: 'all',
      search: '',
      limit: 9,
      offset: 0,
      at: noon,
    });
    for (const { id } of recordings) {
      const { custody, state } = await laptop.vault.api.getRecording({ id, at: noon });
      expect(custody.events.map(({ what }) => what).slice(-2)).toEqual(['read-back-equal', 'erased-from-camera']);
      expect(state).toBe('verified');
    }
  });

  test('leaves a file that was changed under the same name, size and time, and says so in the records', async () => {
    const laptop = await laptopWithKeptRecordings();
    const place = path.join(laptop.camera, clipName(1));
    const { atime, mtime } = await stat(place);
    const bytes = await readFile(place);
    bytes[100_000] = (bytes[100_000] ?? 0) ^ 1;
    await writeFile(place, bytes);
    await utimes(place, atime, mtime);
    await laptop.gate().erase(cameraSevenId, both);
    expect(await laptop.end()).toMatchObject({ phase: 'failed', error: { code: 'erasing-not-allowed' } });
    expect(await laptop.onCamera()).toEqual([fileName(clipName(1))]);
    expect((await laptop.audit()).some((what) => what.startsWith('Did not erase') && what.includes('not equal'))).toBe(
      true,
    );
  });

  test('leaves a recording whose copy in the vault has gone bad', async () => {
    const laptop = await laptopWithKeptRecordings();
    const gate = laptop.gate();
    const [first] = await gate.review(cameraSevenId);
    const container = evidencePath(
      path.join(laptop.vault.folder, 'evidence'),
      first?.recordingId ?? missing(),
      'container',
    );
    const bytes = await readFile(container);
    const middle = Math.floor(bytes.byteLength / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(container, bytes);
    await gate.erase(cameraSevenId, both);
    expect(await laptop.end()).toMatchObject({ phase: 'failed' });
    expect(await laptop.onCamera()).toEqual([fileName(clipName(1))]);
    expect((await gate.review(cameraSevenId)).map((one) => one.refusal)).toEqual([
      'Its copy in the vault is damaged: this may be the only good one.',
    ]);
  });

  test('refuses everything by policy and while locked, and what is not in the vault, whatever is asked', async () => {
    const laptop = await laptopWithKeptRecordings();
    await expect(laptop.gate({ policy: 'never' }).erase(cameraSevenId, both)).rejects.toMatchObject({
      code: 'erasing-not-allowed',
    });
    await expect(laptop.gate({ locked: true }).erase(cameraSevenId, both)).rejects.toMatchObject({ code: 'locked' });
    await writeFile(path.join(laptop.camera, clipName(3)), 'new');
    await laptop.desk.api.rescan();
    await expect(laptop.gate().erase(cameraSevenId, [...both, clipName(3)])).rejects.toMatchObject({
      code: 'erasing-not-allowed',
      message: 'Nothing was erased. It is not in the vault yet.',
    });
    await expect(laptop.gate().erase(cameraSevenId, ['../../etc/passwd'])).rejects.toMatchObject({
      code: 'erasing-not-allowed',
    });
    expect(await laptop.onCamera()).toHaveLength(3);
    expect(await laptop.audit()).toEqual([]);
  });

  test('a cable pulled in the middle: what was erased is on record, and the rest is still on the camera', async () => {
    const laptop = await laptopWithKeptRecordings(60_000_000);
    const away = `${laptop.camera}-away`;
    let calls = 0;
    const deviceHost: DeviceHostApi = {
      ...laptop.desk.api,
      async erase(input) {
        calls++;
        const outcome = laptop.desk.api.erase(input);
        if (calls === 2) {
          await rename(laptop.camera, away);
          await rename(path.join(away, 'DCIM'), path.join(away, 'pulled'));
        }
        return outcome;
      },
    };
    await laptop.gate({ deviceHost }).erase(cameraSevenId, both);
    expect(await laptop.end()).toMatchObject({ phase: 'failed' });
    expect(await readdir(path.join(away, 'pulled/100MEDIA'))).toEqual([fileName(clipName(2))]);
    const audit = await laptop.audit();
    expect(audit.filter((what) => what.startsWith('Erased DCIM'))).toHaveLength(1);
    expect(audit.filter((what) => what.startsWith('Did not erase'))).toHaveLength(1);
    await rm(away, { recursive: true });
  });

  test.each(['verifyRecording', 'noteErasureMeant', 'noteErasureEnded'] as const)(
    'the vault killed at %s loses no footage, and the next unlock says what is known',
    async (step) => {
      const laptop = await laptopWithKeptRecordings();
      const killing = new Proxy(laptop.vault.api, {
        get(api, name) {
          if (name !== step) return Reflect.get(api, name) as unknown;
          return async (input: never) => {
            // Half of the deaths come before the work is done, half after it.
            if (step === 'noteErasureMeant') await api[step](input);
            await laptop.vault.kill();
            return api[step](input);
          };
        },
      });
      await laptop.gate({ vault: killing }).erase(cameraSevenId, [clipName(1)]);
      expect(await laptop.end()).toMatchObject({ phase: 'failed' });
      const stillThere = (await laptop.onCamera()).includes(fileName(clipName(1)));
      expect(stillThere).toBe(step !== 'noteErasureEnded');
      const again = startVaultHost();
      await reopen(again, laptop.vault.made);
      await laptop.gate({ vault: again.api }).unlocked(laptop.vault.made.officer.id);
      const { recordings } = await again.api.listRecordings({
        worklist: 'all',
        search: '',
        limit: 9,
        offset: 0,
        at: noon,
      });
      for (const { id } of recordings) {
        expect((await again.api.verifyRecording({ id, at: noon })).state).toBe('verified');
      }
      const { entries } = await again.api.listAudit({ before: null, limit: 100, subjectId: null, at: noon });
      const unknown = entries.filter((entry) => entry.what.startsWith('Kerbdesk ended while'));
      expect(unknown).toHaveLength(step === 'verifyRecording' ? 0 : 1);
      expect((await again.api.verifyAudit({ at: noon })).intact).toBe(true);
    },
  );
});

function missing(): never {
  throw new Error('the camera lists nothing');
}
