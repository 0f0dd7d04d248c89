// A whole reader, from its firmware over the virtual bus and its driver, to the desk that keeps the prints of an identification.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScanners } from '../../../main/hardware/readers/reader-registry.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import type { Scanner } from '../../../main/ports/scanner.ts';
import { PrintDesk } from '../../../main/processes/serving/print-desk.ts';
import { VirtualReader } from '../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { VirtualBus } from '../../../native-mocks/usb/virtual-bus.ts';
import { ridgeFrame } from '../../support/ridge-frames.ts';

const heard: string[] = [];
let desk: PrintDesk;
beforeEach(() => {
  desk = new PrintDesk(systemClock, {
    frame: () => undefined,
    captured: ({ position }) => void heard.push(`captured ${position}`),
    failed: ({ position, isUnplugged, words }) => void heard.push(`failed ${position} ${isUnplugged}: ${words}`),
  });
});
afterEach(() => {
  desk.purge();
  heard.length = 0;
});
const until = (line: string) => vi.waitFor(() => expect(heard).toContain(line), { timeout: 10_000 });

async function pluggedIn(): Promise<{ bus: VirtualBus; reader: VirtualReader; scanner: Scanner }> {
  const [bus, reader] = [new VirtualBus(), new VirtualReader({ millisecondsPerFrame: 20 })];
  bus.plugIn('1-1', reader.device);
  const [scanner] = await createScanners(bus).list();
  if (scanner === undefined) throw new Error('it was not found');
  return { bus, reader, scanner };
}

const finger = (seed: number) => () => ridgeFrame({ width: 320, height: 280, seed });

test('two fingers are taken one after the other, and the one that still lies there is not taken twice', async () => {
  const { reader, scanner } = await pluggedIn();
  await desk.capture(scanner, 2);
  reader.place(finger(2));
  await until('captured 2');
  await desk.capture(scanner, 7);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(heard).toEqual(['captured 2']);
  reader.lift();
  await new Promise((resolve) => setTimeout(resolve, 300));
  reader.place(finger(7));
  await until('captured 7');
  expect(desk.prints.map(({ position }) => position)).toEqual([2, 7]);
  await vi.waitFor(() => expect(reader.modes.at(-1)).toBe(0x70));
}, 30_000);

test('a reader that is pulled in a capture is told of in plain words', async () => {
  const { bus, reader, scanner } = await pluggedIn();
  await desk.capture(scanner, 2);
  await vi.waitFor(() => expect(reader.modes).toContain(0x10), { timeout: 5000 });
  bus.unplug('1-1');
  await until('failed 2 true: The fingerprint reader was unplugged. Plug it in and begin again.');
  expect(desk.prints).toEqual([]);
}, 30_000);
