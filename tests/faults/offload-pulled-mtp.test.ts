// An MTP camera pulled at random moments of an offload, with the habits in which such cameras differ: nothing is lost.
// KERBDESK_PULL_RUNS=500 npx vitest run --project faults tests/faults/offload-pulled-mtp.test.ts
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Camera } from '#contract/cameras.ts';
import { isTerminal } from '#contract/jobs.ts';
import { MtpResponder, type MtpCameraOptions } from '../../native-mocks/usb/mtp-responder.ts';
import { heldFile, heldFolder } from '../../native-mocks/usb/mtp-contents.ts';
import { VirtualBus } from '../../native-mocks/usb/virtual-bus.ts';
import { hashOf, newJob, offloadOf, openVault, startDesk, type Desk } from '../support/offload-kit.ts';
import { runsOf, seededChance, type Chance } from '../support/random.ts';
import { makeVault } from '../unit/evidence/support/evidence-kit.ts';

const runs = runsOf('KERBDESK_PULL_RUNS', 60);
const sizes = [12_000_000, 4_500_000, 700, 0, 6_000_000];
const ports = ['1-1', '1-2', '2-4.1'];

const clipName = (index: number): string => `20261122_1403${String(index).padStart(2, '0')}_0001.MP4`;

/** How one camera behaves; chance makes another one for each offload. */
function makeHabits(contents: readonly Uint8Array[], chance: Chance): MtpCameraOptions {
  const maybe = (): boolean => chance.next() < 0.5;
  const clips = contents.map((bytes, index) => heldFile(clipName(index), bytes));
  const partialReads = [['64', '32'], ['32'], []] as const;
  return {
    manufacturer: 'Kerb',
    model: 'Shoulder 2',
    serial: 'S2-0042',
    friendlyName: null,
    clockAheadSeconds: null,
    storages: [
      {
        id: 0x0001_0001,
        description: 'Card',
        contents: () => Promise.resolve([heldFolder('DCIM', [heldFolder('100MEDIA', clips)])]),
      },
    ],
    partialReads: partialReads[chance.between(0, 2)] ?? [],
    emptyPackets: maybe(),
    splitHeaders: maybe(),
    sessionFirst: maybe(),
    classRequests: maybe(),
  };
}

const seen = (desk: Desk): Camera | undefined => desk.log.cameras.find((one) => one.kind === 'mtp');
const stateOf = (desk: Desk): Camera['state'] => seen(desk)?.state ?? 'unplugged';

const isAll = (camera: Camera): boolean =>
  camera.state === 'finished' && camera.recordings.length === sizes.length && camera.bytesKept === camera.bytesTotal;

it(`an offload from an MTP camera survives ${runs} pulled cables`, { timeout: 120_000 + runs * 20_000 }, async () => {
  const chance = seededChance('offload-pulled-mtp');
  const contents = sizes.map((size) => chance.bytes(size));
  const expected = contents.map(hashOf);
  const noVolumes = await mkdtemp(path.join(tmpdir(), 'kerbdesk-mtp-'));
  const tally = { pulls: 0, offloads: 0, waited: 0, ended: 0 };

  while (tally.pulls < runs) {
    const vault = await makeVault({ partBytes: 1024 * 1024, segmentBytes: 64 * 1024 });
    const sink = vault.sink();
    const bus = new VirtualBus();
    const habits = makeHabits(contents, chance);
    let port = '';
    const plugIn = (): void => {
      port = ports[chance.between(0, ports.length - 1)] ?? '1-1';
      bus.plugIn(port, {
        vendorId: 0x1d6b,
        productId: 0x0100,
        manufacturer: 'Kerb',
        product: 'Shoulder 2',
        serial: 'S2-0042',
        firmware: (end) => new MtpResponder(end, habits),
      });
    };
    tally.offloads++;
    plugIn();
    const desk = await startDesk({ volumesFolder: noVolumes, target: vault.target, sink, usb: bus });
    const camera = await desk.log.until('the camera to be ready', () => {
      const one = seen(desk);
      return one?.state === 'ready' && one;
    });
    const job = newJob();
    await desk.api.offload(offloadOf(camera.id, job));
    const hasEnded = (): boolean => desk.log.progress.some((one) => one.jobId === job && isTerminal(one.phase));
    while (tally.pulls < runs && !hasEnded()) {
      await wait(chance.between(0, 120));
      bus.unplug(port);
      tally.pulls++;
      await desk.log.until('the pull to be noticed', () => stateOf(desk) === 'unplugged');
      if (hasEnded()) tally.ended++;
      else tally.waited++;
      plugIn();
      await desk.log.until('the camera to be back', () => stateOf(desk) !== 'unplugged');
    }
    expect((await desk.log.end(job)).phase).toBe('done');
    await desk.log.until('every recording to be kept', () => {
      const one = seen(desk);
      return one !== undefined && isAll(one);
    });
    const held = await openVault(vault.target);
    expect(held.map((one) => one.sha256)).toEqual(expected);
    desk.stop();
    bus.unplug(port);
    await sink.close();
    await vault.remove();
  }
  console.log(`offload-pulled-mtp: ${JSON.stringify(tally)}`);
  await rm(noVolumes, { recursive: true });
});

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
