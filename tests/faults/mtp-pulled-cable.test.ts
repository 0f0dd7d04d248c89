// A camera that speaks MTP, pulled at random moments of an offload, or silent in the middle of a word: nothing is lost.
// KERBDESK_CABLE_RUNS=500 npx vitest run --project faults tests/faults/mtp-pulled-cable.test.ts
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Camera } from '#contract/cameras.ts';
import { cameraId } from '#contract/ids.ts';
import { isTerminal } from '#contract/jobs.ts';
import { heldFile, heldFolder, type HeldObject } from '../../native-mocks/usb/mtp-contents.ts';
import type { MtpCameraOptions } from '../../native-mocks/usb/mtp-responder.ts';
import { VirtualBus } from '../../native-mocks/usb/virtual-bus.ts';
import { cameraWith, testDriver } from '../support/mtp-kit.ts';
import { hashOf, newJob, offloadOf, openVault, startDesk, type Desk } from '../support/offload-kit.ts';
import { runsOf, seededChance } from '../support/random.ts';
import { makeVault } from '../unit/evidence/support/evidence-kit.ts';

const runs = runsOf('KERBDESK_CABLE_RUNS', 20);
const sizes = [18_000_000, 4_500_000, 700, 6_000_000];
const id = cameraId.parse('usb:2b4c:0104:M4-00417');
const habits: readonly Partial<MtpCameraOptions>[] = [
  {},
  { partialReads: ['32'], emptyPackets: true },
  { partialReads: [], splitHeaders: true },
  { classRequests: false },
];

const isAll = (camera: Camera | undefined): boolean =>
  camera?.state === 'finished' && camera.recordings.length === sizes.length && camera.bytesKept === camera.bytesTotal;
const seen = (desk: Desk): Camera | undefined => desk.log.cameras.find((one) => one.id === id);

it(`an offload over MTP survives ${runs} pulled cables`, { timeout: 120_000 + runs * 20_000 }, async () => {
  const chance = seededChance('mtp-pulled-cable');
  const folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-mtp-cable-'));
  const volumes = path.join(folder, 'volumes');
  await mkdir(volumes);
  const files = sizes.map((size, index) => ({
    name: `20261122_14030${index}_000${index}.MP4`,
    bytes: chance.bytes(size),
  }));
  /** The camera's memory takes its time, and sometimes does not answer at all. */
  let silent = false;
  const slow = ({ name, bytes }: (typeof files)[number]): HeldObject => {
    const file = heldFile(name, bytes);
    return {
      ...file,
      async read(position, length) {
        await delay(chance.between(0, 2));
        if (silent) await new Promise(() => undefined);
        return file.read(position, length);
      },
    };
  };
  const contents = [heldFolder('DCIM', files.map(slow))];
  const tally = { pulls: 0, silences: 0, offloads: 0, askedAgain: 0 };

  while (tally.pulls < runs) {
    const vault = await makeVault({ partBytes: 1024 * 1024, segmentBytes: 64 * 1024 });
    const bus = new VirtualBus();
    const habit = habits[tally.offloads % habits.length];
    const plugIn = (): void => {
      silent = false;
      bus.plugIn('1-1', cameraWith(contents, habit));
    };
    tally.offloads++;
    plugIn();
    const desk = await startDesk({
      volumesFolder: volumes,
      target: vault.target,
      sink: vault.sink(),
      drivers: [testDriver],
      usb: bus,
    });
    await desk.log.camera(id, 'ready');
    await desk.api.offload(offloadOf(id, newJob()));
    while (tally.pulls < runs && !isAll(seen(desk))) {
      await delay(chance.between(0, 250));
      tally.pulls++;
      if (chance.between(0, 2) === 0) {
        tally.silences++;
        silent = true;
        await delay(chance.between(0, 500));
      }
      bus.unplug('1-1');
      await desk.log.until('the camera to be away', () => (seen(desk)?.state ?? 'unplugged') === 'unplugged');
      await delay(chance.between(0, 100));
      plugIn();
      await desk.log.until('work to go on', () =>
        ['offloading', 'finished', 'failed', 'ready'].includes(seen(desk)?.state ?? ''),
      );
    }
    await desk.log.until('every recording to be kept', () => {
      const camera = seen(desk);
      if (isAll(camera)) return true;
      const over = isTerminal(desk.log.progress.at(-1)?.phase ?? 'waiting');
      if (over && (camera?.state === 'ready' || camera?.state === 'failed')) {
        tally.askedAgain++;
        desk.api.offload(offloadOf(id, newJob())).catch(() => undefined);
      }
      return false;
    });
    expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual(files.map(({ bytes }) => hashOf(bytes)));
    expect((await readdir(vault.target.evidenceFolder)).filter((name) => name.includes('partial'))).toEqual([]);
    desk.stop();
    bus.unplug('1-1');
    await vault.remove();
  }
  console.log(`mtp-pulled-cable: ${JSON.stringify(tally)}`);
  await rm(folder, { recursive: true });
});
