// How fast our MTP driver reads, against a bare transfer loop on the same device in the same guest machine.
import { bundleForGuest } from '../usb-vm/bundle-guest.ts';
import { prepareGuestImage } from '../usb-vm/guest-image.ts';
import { whyNoGuest } from '../usb-vm/project.ts';
import { startMachine } from '../usb-vm/virtual-machine.ts';
import { figure, median, megabytesPerSecond, rate, type Figure } from './report.ts';

const limitSeconds = 1200;
const responders = ["QEMU's MTP responder", "Debian's umtp-responder"];

export async function benchUsb(runs: number): Promise<Figure[]> {
  const reason = whyNoGuest();
  if (reason !== null) {
    process.stdout.write(`${reason}\n`);
    return [figure('MTP driver, sustained read', 'not measured: no guest machine here')];
  }
  const measured = await measure(runs);
  const values = (name: string): readonly number[] => measured.get(name) ?? [];
  const [bytes = 0] = values('bytes');
  return responders.map((name) => {
    const [driver, bare] = [values(`${name}, driver`), values(`${name}, bare`)];
    const ratio = median(driver.map((time, index) => (bare[index] ?? Number.NaN) / time));
    const speed = (times: readonly number[]): string =>
      rate(median(times.map((time) => megabytesPerSecond(bytes, time))));
    return figure(`MTP driver, sustained read of ${name} (emulated machine)`, speed(driver), {
      baseline: `bare transfer loop: ${speed(bare)}`,
      ratio,
      target: 'at least 0.9',
      met: ratio >= 0.9,
    });
  });
}

async function measure(runs: number): Promise<Map<string, readonly number[]>> {
  const measured = new Map<string, readonly number[]>();
  let finished = false;
  const machine = await startMachine({
    image: await prepareGuestImage(),
    program: await bundleForGuest('measure'),
    limitSeconds,
    settings: { KERBDESK_BENCH_RUNS: String(runs) },
    onLine: (line) => {
      if (line.kind === 'measured') measured.set(line.name, line.values);
      if (line.kind === 'finished') finished = true;
    },
  });
  const tail = await machine.ended;
  if (!finished) throw new Error(`the guest machine did not finish; the end of its console:\n${tail}`);
  return measured;
}
