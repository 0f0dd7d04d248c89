// The adapter over the `usb` package, on natives that behave as the package does: what its pitfalls would break is kept whole.
import { describe, expect, it } from 'vitest';
import { createNodeUsbBus, type NativeUsb } from '../../../../main/hardware/usb/node-usb-bus.ts';
import { asUsbError } from '../../../../main/hardware/usb/usb-faults.ts';
import type { UsbEndpoint } from '../../../../main/ports/usb.ts';

const bulkIn: UsbEndpoint = { number: 1, direction: 'in', type: 'bulk', packetBytes: 512 };

/** A native device that notes what is done with it, and throws like the real one while a transfer is under way. */
class FakeDevice {
  readonly vendorId = 1;
  readonly productId = 2;
  readonly deviceClass = 0;
  readonly bus = '001';
  readonly ports = [2, 4];
  readonly manufacturerName = 'Maker';
  readonly productName = 'Camera';
  readonly serialNumber = null;
  readonly done: string[] = [];
  readonly handle: string;
  transfer: PromiseWithResolvers<Uint8Array> | null = null;

  constructor(handle: string) {
    this.handle = handle;
  }

  get configuration() {
    this.#free();
    return { configurationValue: 1, interfaces: [] };
  }

  open = (): Promise<void> => this.#note('open');
  close = (): Promise<void> => this.#note('close');
  claimInterface = (number: number): Promise<void> => this.#note(`claim ${number}`);
  releaseInterface = (number: number): Promise<void> => this.#note(`release ${number}`);
  reset = (): Promise<void> => this.#note('reset');

  nativeTransferIn(_endpoint: number, timeout: number, length: number): Promise<Uint8Array> {
    this.done.push(`read ${length} within ${timeout}`);
    this.transfer = Promise.withResolvers<Uint8Array>();
    return this.transfer.promise;
  }

  nativeControlTransferOut(_setup: unknown, timeout: number, data: Uint8Array): Promise<number> {
    this.done.push(`control ${data.byteLength} within ${timeout}`);
    return Promise.resolve(0);
  }

  end(bytes: Uint8Array): void {
    this.transfer?.resolve(bytes);
    this.transfer = null;
  }

  async #note(what: string): Promise<void> {
    this.#free();
    this.done.push(what);
  }

  #free(): void {
    if (this.transfer) throw new Error('UsbDevice cannot be borrowed mutably');
  }
}

function fakeUsb(devices: FakeDevice[]) {
  const listeners: { attach?: (device: never) => void; detach?: (handle: string) => void } = {};
  class Emitter {
    addAttach = (listener: (device: never) => void): Promise<void> => {
      listeners.attach = listener;
      return Promise.resolve();
    };
    addDetach = (listener: (handle: string) => void): Promise<void> => {
      listeners.detach = listener;
      return Promise.resolve();
    };
    removeAttach = (): Promise<void> => Promise.resolve();
    removeDetach = (): Promise<void> => Promise.resolve();
  }
  const natives = { Emitter, nativeGetDevices: () => Promise.resolve(devices.slice()) };
  return { bus: createNodeUsbBus(() => Promise.resolve(natives as unknown as NativeUsb)), listeners };
}

describe('the USB bus', () => {
  it('gives the same device as long as it is plugged in, and another one for another plugging in under the same handle', async () => {
    const { bus, listeners } = fakeUsb([new FakeDevice('1-3')]);
    const stop = bus.watch(() => undefined);
    const [first] = await bus.list();
    expect((await bus.list())[0]).toBe(first);
    expect(first).toMatchObject({ port: '001-2.4' });
    listeners.detach?.('1-3');
    const [second] = await bus.list();
    expect(second?.key).not.toBe(first?.key);
    stop();
  });

  it('that cannot be listed is unavailable, and watching it harms nothing', async () => {
    const bus = createNodeUsbBus(() => Promise.reject(new Error('no native binding')));
    bus.watch(() => undefined)();
    await expect(bus.list()).rejects.toMatchObject({ fault: 'unavailable' });
  });
});

describe('an open device', () => {
  it('waits for an endpoint that an earlier transfer holds for a moment, and gives up one that it holds for good', async () => {
    const native = new FakeDevice('1-3');
    const [device] = await fakeUsb([native]).bus.list();
    const connection = await device?.open();
    if (!connection) throw new Error('no device');
    let refusals = 3;
    native.nativeTransferIn = () =>
      refusals-- > 0
        ? Promise.reject(new Error('transferIn error: endpoint not found'))
        : Promise.resolve(new Uint8Array(5));
    expect((await connection.read(bulkIn, 1024, 100)).byteLength).toBe(5);
    refusals = Infinity;
    await expect(connection.read(bulkIn, 1024, 100)).rejects.toMatchObject({ fault: 'disconnected' });
    await connection.close();
  });

  it('gives a transfer up that the natives lost with a pulled device, and can be closed then', async () => {
    const native = new FakeDevice('1-3');
    const [device] = await fakeUsb([native]).bus.list();
    const connection = await device?.open();
    if (!connection) throw new Error('no device');
    await connection.claim(0);
    const reading = connection.read(bulkIn, 1024, 10);
    await expect(reading).rejects.toMatchObject({ fault: 'disconnected' });
    await connection.close();
    // The natives let neither be released nor closed what they have a transfer on.
    expect(native.done).toEqual(['open', 'claim 0', 'read 1024 within 10']);
    expect(native.transfer).not.toBeNull();
  });

  it('is closed after its last transfer, with its interfaces released first, and not used any more', async () => {
    const native = new FakeDevice('1-3');
    const [device] = await fakeUsb([native]).bus.list();
    const connection = await device?.open();
    if (!connection || !device) throw new Error('no device');
    await expect(device.open()).rejects.toMatchObject({ fault: 'busy' });
    await connection.claim(0);
    await connection.claim(0);
    const reading = connection.read(bulkIn, 1024, 250);
    const closing = connection.close();
    await expect(connection.clearHalt(bulkIn)).rejects.toMatchObject({ fault: 'disconnected' });
    native.end(new Uint8Array(3));
    expect((await reading).byteLength).toBe(3);
    await closing;
    expect(native.done).toEqual(['open', 'claim 0', 'read 1024 within 250', 'release 0', 'close']);
    await (await device.open()).close();
  });

  it('never asks for part of a packet, nor sends a request without data as nothing at all', async () => {
    const native = new FakeDevice('1-3');
    const connection = await (await fakeUsb([native]).bus.list())[0]?.open();
    await expect(connection?.read(bulkIn, 100, 250)).rejects.toThrow(RangeError);
    const reset = { type: 'class', recipient: 'interface', request: 0x66, value: 0, index: 0 } as const;
    await connection?.controlOut(reset, new Uint8Array(0), 70);
    expect(native.done).toEqual(['open', 'control 0 within 70']);
  });
});

it.each([
  ['transferIn error: Cancelled', 'timeout'],
  ['controlTransferIn error: transfer was cancelled', 'timeout'],
  ['transferIn error: Stall', 'stall'],
  ['controlTransferOut error: endpoint stalled', 'stall'],
  ['transferIn error: Disconnected', 'disconnected'],
  ['open error: No such device (errno 19)', 'disconnected'],
  ['claimInterface error: interface is busy (errno 16)', 'busy'],
  ['transferIn error: Unknown(16)', 'busy'],
  ['open error: permission denied (errno 13)', 'not-allowed'],
  ['transferIn error: Unknown(12)', 'no-memory'],
  ['transferIn error: Fault', 'failed'],
])('"%s" is a fault of the kind %s', (message, fault) => {
  expect(asUsbError(new Error(message)).fault).toBe(fault);
});
