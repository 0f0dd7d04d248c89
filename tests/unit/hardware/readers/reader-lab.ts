// What the tests of fingerprint readers share: a virtual reader on a bus, a driver with short times, pictures, and a record of
// every buffer that came over the bus, so that a test sees whether it was overwritten.
import type { GrayImage } from '../../../../main/biometrics/gray-image.ts';
import { createUareuDriver } from '../../../../main/hardware/readers/uareu-4500/uareu-driver.ts';
import { uareuTimes, type UareuTimes } from '../../../../main/hardware/readers/uareu-4500/uareu-times.ts';
import { systemClock, type Clock } from '../../../../main/ports/clock.ts';
import type { CaptureEvent, CaptureSession, FingerprintReader } from '../../../../main/hardware/readers/reader.ts';
import type { UsbConnection, UsbDevice } from '../../../../main/ports/usb.ts';
import {
  VirtualReader,
  type VirtualReaderOptions,
} from '../../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';

export const quickTimes: UareuTimes = {
  ...uareuTimes,
  listen: 20,
  poll: 1,
  powerOn: 100,
  frame: 300,
  quiet: 5,
  pause: 1,
  lift: 200,
};

export const socket = '1-1';

export interface Lab {
  readonly bus: VirtualBus;
  readonly virtual: VirtualReader;
  readonly reader: FingerprintReader;
  /** Every buffer of the bulk endpoint, as the driver got it. */
  readonly received: Uint8Array[];
}

export async function openLab(
  options: VirtualReaderOptions = {},
  { times = quickTimes, clock = systemClock }: { times?: UareuTimes; clock?: Clock } = {},
): Promise<Lab> {
  const bus = new VirtualBus();
  const virtual = new VirtualReader({ ...options, step: (step) => options.step?.(step) });
  const received: Uint8Array[] = [];
  const device = recorded(bus.plugIn(socket, virtual.device), received);
  const driver = createUareuDriver({ times, clock });
  const reader = await driver.open({ kind: 'usb', device }, new AbortController().signal);
  return { bus, virtual, reader, received };
}

function recorded(device: UsbDevice, received: Uint8Array[]): UsbDevice {
  return {
    key: device.key,
    port: device.port,
    vendorId: device.vendorId,
    productId: device.productId,
    deviceClass: device.deviceClass,
    async open(): Promise<UsbConnection> {
      const connection = await device.open();
      return {
        ...connection,
        async read(endpoint, length, milliseconds) {
          const bytes = await connection.read(endpoint, length, milliseconds);
          if (endpoint.type === 'bulk') received.push(bytes);
          return bytes;
        },
      };
    },
  };
}

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** Waves on white paper: smooth where the frame begins and ends, as a finger in the middle of the sensor is. */
export function waves(seed: number, width = 384, height = 289): GrayImage {
  const pixels = new Uint8Array(width * height).fill(255);
  for (let y = 20; y < height - 20; y++) {
    for (let x = 20; x < width - 20; x++) {
      pixels[y * width + x] = Math.round(
        127 + 120 * Math.sin((x * (1 + seed) + y * 3) / 9) * Math.cos(y / (11 + seed)),
      );
    }
  }
  return { width, height, pixels };
}

/** Events until one of that kind, or the end; frames are kept. */
export async function eventsUntil(
  events: AsyncIterator<CaptureEvent>,
  kind: CaptureEvent['kind'],
  most = 200,
): Promise<CaptureEvent[]> {
  const seen: CaptureEvent[] = [];
  while (seen.length < most) {
    const next = await events.next();
    if (next.done === true) return seen;
    seen.push(next.value);
    if (next.value.kind === kind) return seen;
  }
  throw new Error(`no ${kind} in ${most} events`);
}

/** All that a session says until it ends. */
export async function allEvents(session: CaptureSession, each: (event: CaptureEvent) => void): Promise<CaptureEvent[]> {
  const seen: CaptureEvent[] = [];
  for await (const event of session) {
    seen.push(event);
    each(event);
  }
  return seen;
}

export const kindsOf = (events: readonly CaptureEvent[]): string[] => events.map(({ kind }) => kind);
