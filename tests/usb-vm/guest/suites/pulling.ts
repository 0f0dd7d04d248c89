// An MTP camera that is pulled while it is offloaded, and plugged in again: nothing is lost, nothing is asked for.
import assert from 'node:assert/strict';
import type { Camera } from '#contract/cameras.ts';
import type { JobId } from '#contract/ids.ts';
import { newJob, offloadOf } from '../../../support/offload-kit.ts';
import { runsOf, seededChance } from '../../../support/random.ts';
import { GuestDesk } from '../desk.ts';
import type { PluggableCamera } from '../devices.ts';
import type { Lab } from '../lab.ts';
import type { GuestTest } from '../suite.ts';
import { fillCamera } from './reading.ts';
import type { Responder } from './responders.ts';

const isMtp = (camera: Camera): boolean => camera.kind === 'mtp';

interface Started {
  readonly camera: PluggableCamera;
  readonly hashes: Map<string, string>;
  readonly desk: GuestDesk;
  readonly job: JobId;
}

async function startOffload(lab: Lab, camera: PluggableCamera, hashes: Map<string, string>): Promise<Started> {
  await camera.plugIn();
  const desk = await GuestDesk.open(lab);
  const seen = await desk.camera('the camera', isMtp, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(seen.id, job));
  return { camera, hashes, desk, job };
}

async function resumesAfterPull(lab: Lab, responder: Responder): Promise<void> {
  const camera = await responder.make(lab);
  const { desk, job, hashes } = await startOffload(lab, camera, await fillCamera(camera.folder, [14_000_000, 500_000]));
  const middle = (): boolean => desk.log.progress.some((one) => one.jobId === job && one.bytesDone > 4_000_000);
  await desk.until('the middle of the first recording', middle);
  await camera.pull();
  await desk.camera('the pulled camera', isMtp, 'unplugged');
  const waits = (): boolean => desk.log.progress.at(-1)?.error?.code === 'camera-unplugged';
  await desk.until('the offload to wait for the camera', waits);
  await camera.plugIn();
  assert.equal((await desk.end(job)).phase, 'done');
  assert.deepEqual(await desk.hashes(), hashes);
  const [first] = await desk.custody();
  assert.ok(first?.includes('offload-resumed'), `it was begun anew: ${first?.join(', ')}`);
}

/** Every pull at a moment that chance chooses: before the first byte, in the middle, while the last is read back. */
async function survivesPulls(lab: Lab, responder: Responder): Promise<void> {
  const wanted = runsOf('KERBDESK_PULL_RUNS', usualPulls);
  const chance = seededChance(`pulled cables of ${responder.title}`);
  lab.note(`${responder.title}: KERBDESK_SEED=${chance.seed}`);
  const camera = await responder.make(lab);
  const hashes = await fillCamera(camera.folder, [6_000_000, 3_000_000, 700]);
  const tally = { pulls: 0, offloads: 0, waited: 0, done: 0 };
  while (tally.pulls < wanted) {
    await lab.within(async (lab) => {
      tally.offloads++;
      const { desk, job } = await startOffload(lab, camera, hashes);
      const isOver = (): boolean => desk.log.progress.some((one) => one.jobId === job && one.phase === 'done');
      while (tally.pulls < wanted && !isOver()) {
        await new Promise((resolve) => setTimeout(resolve, chance.between(0, 1500)));
        await camera.pull();
        tally.pulls++;
        await desk.camera('the pulled camera', isMtp, 'unplugged');
        if (isOver()) tally.done++;
        else tally.waited++;
        await camera.plugIn();
        await desk.camera('the camera that is back', isMtp, 'offloading', 'ready', 'finished');
      }
      assert.equal((await desk.end(job)).phase, 'done');
      assert.deepEqual(await desk.hashes(), hashes);
      await camera.pull();
    });
  }
  lab.note(`${responder.title}: ${JSON.stringify(tally)}`);
}

const usualPulls = 6;

export const pullingTests = (responder: Responder): GuestTest[] => [
  {
    name: 'is pulled in the middle of a recording, plugged in again, and offloaded to the end from where it was',
    limitSeconds: 600,
    run: (lab) => resumesAfterPull(lab, responder),
  },
  {
    name: 'is pulled at any moment, many times, and offloaded byte for byte all the same',
    limitSeconds: 300 + 60 * runsOf('KERBDESK_PULL_RUNS', usualPulls),
    run: (lab) => survivesPulls(lab, responder),
  },
];
