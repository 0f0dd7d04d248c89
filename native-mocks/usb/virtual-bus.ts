// A USB bus without wires: devices are plugged in and pulled by whoever holds it.
import type { UsbBus } from '../../main/ports/usb.ts';
import { VirtualDevice, type VirtualDeviceOptions } from './virtual-device.ts';

export class VirtualBus implements UsbBus {
  readonly #devices = new Map<string, VirtualDevice>();
  readonly #watchers = new Set<() => void>();
  #pluggings = 0;

  list(): Promise<readonly VirtualDevice[]> {
    return Promise.resolve([...this.#devices.values()]);
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** @param port where: what was plugged in there before is pulled. */
  plugIn(port: string, options: VirtualDeviceOptions): VirtualDevice {
    this.unplug(port);
    const device = new VirtualDevice(options, `virtual ${++this.#pluggings}`, port);
    this.#devices.set(port, device);
    this.#tell();
    return device;
  }

  unplug(port: string): void {
    const device = this.#devices.get(port);
    if (!device) return;
    this.#devices.delete(port);
    device.unplug();
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}
