// The power fails at random moments of a deletion being carried out: it is whole or gone, the next run ends it, and no key is left
// in the raw image of the disk. KERBDESK_SHRED_RUNS=50 npx vitest run --project faults tests/faults/shred-power-cut.test.ts
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createEvidenceSink } from '../../main/storage/evidence/evidence-sink.ts';
import { evidencePath } from '../../main/storage/evidence/evidence-files.ts';
import { generateRawKeyPair } from '../../main/storage/keys/raw-keys.ts';
import { readVaultPublicFacts } from '../../main/storage/vault/vault-directory.ts';
import { cannotMount, makeImage, mount, unmount } from '../support/loop-image.ts';
import { armPowerSwitch } from '../support/power-cut.ts';
import { runsOf, seededChance } from '../support/random.ts';
import { codeOf, later, newVault, noon, reopen, startVaultHost } from '../support/vault-kit.ts';
import { makeFacts } from '../unit/evidence/support/evidence-kit.ts';

const runs = runsOf('KERBDESK_SHRED_RUNS', 6);
const scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-shred-'));
const reason = await cannotMount('ext4', scratch);
if (reason) console.warn(`SKIPPED: power cuts need a mounted ext4 image, and none can be mounted here (${reason})`);

const policy = { mode: 'by-hand', undoHours: 1 } as const;
const resumeKey = new Uint8Array(randomBytes(32));

it.skipIf(reason !== null)(`a deletion survives ${runs} power cuts`, { timeout: 60_000 + runs * 30_000 }, async () => {
  const chance = seededChance('shred-power-cut');
  const [image, disk] = [path.join(scratch, 'disk.img'), path.join(scratch, 'disk')];
  const escrow = generateRawKeyPair('x25519');
  const tally = { cuts: 0, wholeAfter: 0, goneAfter: 0 };
  for (let run = 0; run < runs; run++) {
    await makeImage(image, 96, 'ext4');
    await mount(image, disk);
    const made = newVault(path.join(disk, 'ada'), { escrowPublicKey: escrow.publicKey });
    const host = startVaultHost();
    await host.api.create(made);
    await reopen(host, made);
    const evidenceFolder = path.join(made.folder, 'evidence');
    const { facts } = await readVaultPublicFacts(made.folder, noon);
    const sink = createEvidenceSink(
      {
        officerId: facts.officer.id,
        evidenceFolder,
        officerPublicKey: facts.encryptionPublicKey,
        escrowPublicKey: escrow.publicKey,
        resumeKey,
      },
      { workerEntry: null, geometry: { partBytes: 1024 * 1024, segmentBytes: 64 * 1024 } },
    );
    const original = chance.bytes(3_000_000);
    const about = makeFacts(original.byteLength);
    const begun = await sink.begin(about, { at: noon, what: 'offload-started', detail: '' });
    const id = begun.recordingId;
    const wraps = [await sealedIn(evidencePath(evidenceFolder, id, 'resume'))];
    await begun.write(Uint8Array.from(original.subarray(0, 2_000_000)));
    await begun.interrupt({ at: noon, what: 'offload-interrupted', detail: '' });
    wraps.push(await sealedIn(evidencePath(evidenceFolder, id, 'resume')));
    const signal = new AbortController().signal;
    const event = { at: noon, what: 'offload-resumed', detail: '' } as const;
    const intake = await sink.resume(id, about, event, () => undefined, signal);
    wraps.push(await sealedIn(evidencePath(evidenceFolder, id, 'resume')));
    await intake.write(Uint8Array.from(original.subarray(intake.bytesKept)));
    await intake.seal();
    await intake.complete([]);
    await sink.close();
    await host.api.takeIn({ at: noon, resumeKey });
    wraps.push(await sealedIn(evidencePath(evidenceFolder, id, 'container')));
    expect(wraps.flat().length).toBeGreaterThanOrEqual(5);
    const { finalAt } = await host.api.markForDeletion({
      ids: [id],
      reason: 'x',
      reviewed: false,
      undoHours: 1,
      at: noon,
    });

    const power = await armPowerSwitch(disk);
    const work = host.api.carryOutRetention({ policy, at: finalAt }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, chance.between(0, 60)));
    await power.cut();
    tally.cuts++;
    await host.kill();
    await work;
    await unmount(disk);
    await mount(image, disk);

    const after = startVaultHost();
    await reopen(after, made, later(noon, 10));
    const found = await after.api.getRecording({ id, at: later(noon, 11) });
    // Called whole, so it must be; called gone, so nobody reads it or has it back.
    const isWhole = found.erasedAt === null;
    if (isWhole) tally.wholeAfter++;
    else tally.goneAfter++;
    const outcome = isWhole
      ? (await after.api.verifyRecording({ id, at: later(noon, 12) })).state
      : await codeOf(after.api.haveBack({ ids: [id], at: later(noon, 12) }));
    expect(outcome).toBe(isWhole ? 'verified' : 'deleted');
    await after.api.carryOutRetention({ policy, at: later(finalAt, 1) });
    const gone = await after.api.getRecording({ id, at: later(finalAt, 2) });
    expect(gone.custody.events.filter(({ what }) => what === 'shredded')).toHaveLength(1);
    expect((await after.api.verifyAudit({ at: later(finalAt, 3) })).intact).toBe(true);
    expect(await codeOf(after.api.openRecording({ id, at: later(finalAt, 4) }))).toBe('deleted');
    await after.api.close({ at: later(finalAt, 5), because: 'officer' });
    await after.kill();
    await unmount(disk);
    expect(await heldBy(image, wraps.flat())).toEqual([]);
  }
  await rm(scratch, { recursive: true, force: true });
  console.log(`shred-power-cut: ${JSON.stringify(tally)}`);
});

/** Every sealed copy of the data key in a file, as it stands there. */
async function sealedIn(file: string): Promise<string[]> {
  const text = (await readFile(file)).subarray(0, 65_536).toString('latin1');
  return (text.match(/"sealed":"[^"]{60,}/g) ?? []).map((found) => found.slice(10, 110));
}

/** Which of these words lie anywhere on the raw disk. */
async function heldBy(image: string, words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  let rest = '';
  for await (const piece of createReadStream(image, { encoding: 'latin1', highWaterMark: 4 * 1024 * 1024 })) {
    const text = rest + String(piece);
    for (const word of words) if (text.includes(word)) found.add(word);
    rest = text.slice(-200);
  }
  return [...found];
}
