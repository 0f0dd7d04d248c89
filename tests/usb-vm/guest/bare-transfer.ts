// Reads one object with as little as a program can do: a command, then transfers until all of it came. Nothing is checked.
import { nativeGetDevices, type UsbDevice } from 'usb/index.js';

const transferBytes = 1024 * 1024;
const milliseconds = 30_000;
const header = 12;
const [endpointIn, endpointOut] = [1, 2];

/** The MTP session of a device whose first interface is MTP's and whose only file lies at the top of its only storage. */
export class BareTransfer {
  readonly #device: UsbDevice;
  #transaction = 0;

  private constructor(device: UsbDevice) {
    this.#device = device;
  }

  static async open(vendorId: number): Promise<BareTransfer> {
    const device = (await nativeGetDevices()).find((one) => one.vendorId === vendorId && one.deviceClass === 0);
    if (!device) throw new Error('no such device');
    await device.open();
    await device.claimInterface(0);
    const bare = new BareTransfer(device);
    await bare.#ask(0x1002, [1]);
    return bare;
  }

  /** @returns how many bytes came, headers included. */
  async readOnlyFile(): Promise<number> {
    const [, storage] = await this.#numbers(0x1004, []);
    const [, handle] = await this.#numbers(0x1007, [storage ?? 0, 0, 0xffffffff]);
    await this.#send(0x1009, [handle ?? 0]);
    const first = await this.#receive();
    const length = new DataView(first.buffer, first.byteOffset).getUint32(0, true);
    let received = first.byteLength;
    while (received < length) received += (await this.#receive()).byteLength;
    // Data that fills its last packet may be followed by an empty one, and the response comes after that.
    while (received === length) received += (await this.#receive()).byteLength;
    return received;
  }

  async close(): Promise<void> {
    await this.#ask(0x1003, []);
    await this.#device.releaseInterface(0);
    await this.#device.close();
  }

  async #ask(code: number, parameters: readonly number[]): Promise<Uint8Array> {
    await this.#send(code, parameters);
    return this.#receive();
  }

  /** The 32-bit numbers of a dataset, after its container's header. */
  async #numbers(code: number, parameters: readonly number[]): Promise<number[]> {
    const data = await this.#ask(code, parameters);
    await this.#receive();
    const view = new DataView(data.buffer, data.byteOffset + header, data.byteLength - header);
    return Array.from({ length: view.byteLength / 4 }, (_, index) => view.getUint32(index * 4, true));
  }

  async #send(code: number, parameters: readonly number[]): Promise<void> {
    const bytes = new DataView(new ArrayBuffer(header + 4 * parameters.length));
    bytes.setUint32(0, bytes.byteLength, true);
    bytes.setUint16(4, 1, true);
    bytes.setUint16(6, code, true);
    bytes.setUint32(8, this.#transaction++, true);
    for (const [index, value] of parameters.entries()) bytes.setUint32(header + 4 * index, value, true);
    await this.#device.nativeTransferOut(endpointOut, milliseconds, new Uint8Array(bytes.buffer));
  }

  async #receive(): Promise<Uint8Array> {
    return (await this.#device.nativeTransferIn(endpointIn, milliseconds, transferBytes)) ?? new Uint8Array(0);
  }
}
