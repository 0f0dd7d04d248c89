// Four cameras at once through the whole program: how fast, and whether window and main stay at hand meanwhile.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import type { KerbdeskApi } from '#contract/index.ts';
import { button, cameraCard, cameraIsRead, makeVault } from '../support/officer.ts';
import { deviceHosts } from '../support/processes.ts';
import { Profile } from '../support/program.ts';
import { figure, megabytesPerSecond, milliseconds, percentile, rate, type Figure } from './report.ts';

declare const window: { readonly kerbdesk: KerbdeskApi };

const names = ['CAM 1', 'CAM 2', 'CAM 3', 'CAM 4'] as const;
const camerasAtOnce = names.length;
const patience = 600_000;

interface Watched {
  /** Tasks of the page of 50 ms and more, milliseconds. */
  readonly longTasks: readonly number[];
  /** From the page to main and back, milliseconds: what a press has to wait for at least. */
  readonly roundTrips: readonly number[];
}

/** Watches the page and main from within the page until every camera is done. */
function watch(page: Page, cameras: number): Promise<Watched> {
  return page.evaluate(async (wanted) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(entry.duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    const roundTrips: number[] = [];
    for (;;) {
      const begun = performance.now();
      const answer = await window.kerbdesk.cameras.list(null);
      roundTrips.push(performance.now() - begun);
      const done = answer.ok ? answer.value.cameras.filter((one) => one.state === 'finished').length : 0;
      if (done >= wanted) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    observer.disconnect();
    return { longTasks, roundTrips };
  }, cameras);
}

const peakMebibytes = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

interface Run extends Watched {
  readonly bytes: number;
  readonly taken: number;
  readonly deviceHostMebibytes: number;
}

async function offloadTogether(cameras: readonly string[], megabytes: number): Promise<Run> {
  const profile = new Profile({ quickUnlock: true });
  try {
    const made = [];
    for (const name of cameras) made.push(await profile.longCamera(megabytes, name));
    const { page, program } = await profile.launch();
    page.setDefaultTimeout(patience);
    await makeVault(page);
    for (const camera of made) await camera.plugIn();
    for (const name of cameras) await cameraIsRead(page, name);
    const begun = performance.now();
    const watching = watch(page, cameras.length);
    for (const name of cameras) await button(cameraCard(page, name), /^Offload/).click();
    const watched = await watching;
    const taken = performance.now() - begun;
    const [deviceHost] = deviceHosts(program);
    const list = await page.evaluate(() => window.kerbdesk.cameras.list(null));
    const bytes = list.ok ? list.value.cameras.reduce((sum, one) => sum + one.bytesKept, 0) : 0;
    return { ...watched, bytes, taken, deviceHostMebibytes: deviceHost === undefined ? 0 : peakMebibytes(deviceHost) };
  } finally {
    await profile.remove();
  }
}

export async function benchCameras(megabytes: number): Promise<Figure[]> {
  const alone = await offloadTogether(names.slice(0, 1), megabytes);
  const together = await offloadTogether(names, megabytes);
  const speed = megabytesPerSecond(together.bytes, together.taken);
  const speedAlone = megabytesPerSecond(alone.bytes, alone.taken);
  const longest = Math.max(0, ...together.longTasks);
  return [
    figure(`${camerasAtOnce} cameras at once, copied and read back`, rate(speed), {
      baseline: `one camera: ${rate(speedAlone)}`,
      ratio: speed / speedAlone,
    }),
    figure('longest task of the page meanwhile', longest === 0 ? 'none of 50 ms' : milliseconds(longest), {
      baseline: `with one camera: ${milliseconds(Math.max(0, ...alone.longTasks))}`,
      target: 'at most 200 ms',
      met: longest <= 200,
    }),
    figure('page to main and back meanwhile, 95th percentile', milliseconds(percentile(together.roundTrips, 0.95)), {
      baseline: `with one camera: ${milliseconds(percentile(alone.roundTrips, 0.95))}`,
      ratio: percentile(together.roundTrips, 0.95) / percentile(alone.roundTrips, 0.95),
      target: 'at most 100 ms',
      met: percentile(together.roundTrips, 0.95) <= 100,
    }),
    figure('memory of the device host at its highest', `${Math.round(together.deviceHostMebibytes)} MiB`, {
      baseline: `with one camera: ${Math.round(alone.deviceHostMebibytes)} MiB`,
      ratio: together.deviceHostMebibytes / alone.deviceHostMebibytes,
    }),
  ];
}
