// Readers that are simulated at the level of the port, and the registry: how another reader comes by the same seam.
import { describe, expect, it } from 'vitest';
import { findReaderDriver, readerDrivers } from '../../../../main/hardware/readers/reader-registry.ts';
import type { CaptureEvent, CaptureWish } from '../../../../main/hardware/readers/reader.ts';
import {
  createSimulatedReaderDriver,
  SimulatedReader,
  type SimulatedFap,
} from '../../../../native-mocks/devices/simulated-readers/simulated-reader.ts';
import { VirtualReader } from '../../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import { allEvents, eventsUntil, kindsOf, waves } from './reader-lab.ts';

const open = (reader: SimulatedReader) =>
  createSimulatedReaderDriver([reader]).open(reader.place, new AbortController().signal);

async function frameOf(reader: SimulatedReader, wish: CaptureWish): Promise<CaptureEvent | undefined> {
  const opened = await open(reader);
  const session = opened.capture({ wish, framesPerTouch: 1 }, new AbortController().signal);
  const event = (await eventsUntil(session[Symbol.asyncIterator](), 'frame')).at(-1);
  await opened.close();
  return event;
}

describe('the registry of readers', () => {
  it('gives the driver that is named for a place, and none for a device that is no reader', () => {
    const bus = new VirtualBus();
    const uareu = bus.plugIn('1', new VirtualReader().device);
    const other = bus.plugIn('2', { ...new VirtualReader().device, vendorId: 0x1234 });
    const simulated = new SimulatedReader(60);
    const drivers = [...readerDrivers, createSimulatedReaderDriver([simulated])];
    expect(findReaderDriver(drivers, { kind: 'usb', device: uareu })?.id).toBe('uareu-4500');
    expect(findReaderDriver(drivers, { kind: 'usb', device: other })).toBeNull();
    expect(findReaderDriver(drivers, simulated.place)?.id).toBe('simulated-readers');
    expect(findReaderDriver(drivers, { kind: 'kit', kit: 'simulated', key: 'another' })).toBeNull();
    // The product itself names no simulated one.
    expect(findReaderDriver(readerDrivers, simulated.place)).toBeNull();
  });
});

describe('a simulated reader', () => {
  it.each<[SimulatedFap, CaptureWish[]]>([
    [30, ['one-finger']],
    [45, ['one-finger', 'two-fingers']],
    [60, ['one-finger', 'two-fingers', 'four-fingers']],
  ])('of FAP %i says that it is simulated and what it can capture', async (fap, wishes) => {
    const { info } = await open(new SimulatedReader(fap));
    expect(info).toMatchObject({ fap, wishes, simulated: true, ppi: 500, name: `Simulated FAP ${fap} reader` });
  });

  it('of FAP 60 gives four fingers of a hand in one frame, each where it was placed', async () => {
    const reader = new SimulatedReader(60);
    const fingers = [1, 2, 3, 4].map((seed) => waves(seed, 300, 400));
    reader.placeFingers(fingers);
    const event = await frameOf(reader, 'four-fingers');
    if (event?.kind !== 'frame') throw new Error('no frame');
    const { width, height, pixels } = event.image;
    expect([width, height, pixels.byteLength]).toEqual([1600, 1500, 1600 * 1500]);
    for (const [index, finger] of fingers.entries()) {
      const top = 550 - (index === 1 || index === 2 ? 75 : 0);
      const left = index * 400 + 50;
      for (const row of [50, 200, 350]) {
        const from = (top + row) * width + left;
        const seen = pixels.subarray(from, from + 300);
        expect([...seen]).toEqual([...finger.pixels.subarray(row * 300, row * 300 + 300)]);
      }
    }
  });

  it('refuses more fingers than fit it, and a second session meanwhile', async () => {
    const opened = await open(new SimulatedReader(30));
    const { signal } = new AbortController();
    const request = { wish: 'two-fingers', framesPerTouch: 1 } as const;
    expect(() => opened.capture(request, signal)).toThrow(expect.objectContaining({ problem: 'cannot-capture' }));
    opened.capture({ ...request, wish: 'one-finger' }, signal);
    expect(() => opened.capture({ ...request, wish: 'one-finger' }, signal)).toThrow(
      expect.objectContaining({ problem: 'busy' }),
    );
    await opened.close();
  });

  it('goes through a touch as a real one does, and tells when it is unplugged', async () => {
    const reader = new SimulatedReader(45);
    const opened = await open(reader);
    const session = opened.capture({ wish: 'two-fingers', framesPerTouch: 2 }, new AbortController().signal);
    let waits = 0;
    const seen = await allEvents(session, ({ kind }) => {
      if (kind === 'waiting') setTimeout(() => (waits++ ? reader.unplug() : reader.placeFingers([waves(1, 300, 400)])));
      if (kind === 'frame') setTimeout(() => reader.lift(), 5);
    });
    expect(kindsOf(seen).join(' ')).toMatch(/^waiting finger-on frame frame finger-off waiting unplugged$/u);
  });

  it('ends without a last event when stopped', async () => {
    const stop = new AbortController();
    const opened = await open(new SimulatedReader(60));
    const seen = await allEvents(opened.capture({ wish: 'one-finger', framesPerTouch: 1 }, stop.signal), () =>
      setTimeout(() => stop.abort()),
    );
    expect(kindsOf(seen)).toEqual(['waiting']);
  });
});
