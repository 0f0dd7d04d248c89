// The USB bus through the `usb` package. Its natives are used without its WebUSB wrapper, which ends the process where
// listening for plugs fails, and rejects outside of any promise of ours.
import type { Emitter, UsbDevice as NativeDevice } from 'usb/index.js';
import { UsbError, type UsbBus, type UsbConnection, type UsbDevice } from '../../ports/usb.ts';
import { openNodeUsb } from './node-usb-connection.ts';
import { asUsbError } from './usb-faults.ts';

export interface NativeUsb {
  readonly Emitter: new () => Pick<Emitter, 'addAttach' | 'addDetach' | 'removeAttach' | 'removeDetach'>;
  nativeGetDevices(): Promise<NativeDevice[]>;
}

/** Nothing is loaded before it is asked for: a machine whose USB cannot be used still offloads from disks. */
export function createNodeUsbBus(load: () => Promise<NativeUsb> = () => import('usb/index.js')): UsbBus {
  const loadOnce = once(load);
  const known = new Map<string, NodeUsbDevice>();
  let pluggings = 0;

  return {
    async list() {
      let natives: NativeDevice[];
      try {
        natives = await (await loadOnce()).nativeGetDevices();
      } catch (error) {
        throw new UsbError('unavailable', 'the USB bus cannot be listed', { cause: error });
      }
      const handles = new Set(natives.map((native) => native.handle));
      for (const handle of known.keys()) if (!handles.has(handle)) known.delete(handle);
      for (const native of natives) {
        // Each listing makes new objects; the first one stands for the device as long as it is plugged in.
        if (!known.has(native.handle)) known.set(native.handle, new NodeUsbDevice(native, ++pluggings));
      }
      return [...known.values()];
    },

    watch(changed) {
      let stopped = false;
      let stop = (): void => undefined;
      const begin = async (): Promise<void> => {
        const emitter = new (await loadOnce()).Emitter();
        await emitter.addAttach(changed);
        await emitter.addDetach((handle) => {
          // Some systems give a device the same handle when it is plugged in again.
          known.delete(handle);
          changed();
        });
        stop = () => void Promise.allSettled([emitter.removeAttach(), emitter.removeDetach()]);
        if (stopped) stop();
      };
      // Without events the slow poll finds what is plugged in, only later.
      begin().catch(() => undefined);
      return () => {
        stopped = true;
        stop();
      };
    },
  };
}

class NodeUsbDevice implements UsbDevice {
  readonly key: string;
  readonly port: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly deviceClass: number;
  readonly #native: NativeDevice;
  #open = false;

  constructor(native: NativeDevice, plugging: number) {
    this.#native = native;
    this.key = `${native.handle} #${plugging}`;
    this.port = `${native.bus}-${native.ports.join('.')}`;
    this.vendorId = native.vendorId;
    this.productId = native.productId;
    this.deviceClass = native.deviceClass;
  }

  async open(): Promise<UsbConnection> {
    if (this.#open) throw new UsbError('busy', 'the device is open already');
    this.#open = true;
    try {
      return await openNodeUsb(this.#native, () => {
        this.#open = false;
      });
    } catch (error) {
      this.#open = false;
      throw asUsbError(error);
    }
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
