// The registers of a U.are.U reader, read and written by control transfers.
import { ReaderError } from '../reader.ts';
import type { UsbConnection, UsbControl } from '../../../ports/usb.ts';

export const register = {
  hardwareStatus: 0x07,
  keyIndexAndSeed: 0x33,
  key: 0x34,
  mode: 0x4e,
  deviceInfo: 0xf0,
} as const;

export const mode = {
  init: 0x00,
  awaitFingerOn: 0x10,
  awaitFingerOff: 0x12,
  capture: 0x20,
  off: 0x70,
} as const;

const request = 0x04;

export class Registers {
  readonly #connection: UsbConnection;
  readonly #milliseconds: number;

  constructor(connection: UsbConnection, milliseconds: number) {
    this.#connection = connection;
    this.#milliseconds = milliseconds;
  }

  /** Exactly that many bytes. @throws UsbError, and ReaderError `garbled` where the reader gives another number of them. */
  async read(address: number, length: number): Promise<Uint8Array> {
    const bytes = await this.#connection.controlIn(control(address), length, this.#milliseconds);
    if (bytes.byteLength !== length) {
      bytes.fill(0);
      throw new ReaderError('garbled', 'The fingerprint reader answered in a way that makes no sense (a register).');
    }
    return bytes;
  }

  async readByte(address: number): Promise<number> {
    return (await this.read(address, 1))[0] ?? 0;
  }

  async write(address: number, bytes: Uint8Array): Promise<void> {
    await this.#connection.controlOut(control(address), bytes, this.#milliseconds);
  }

  async writeByte(address: number, byte: number): Promise<void> {
    await this.write(address, Uint8Array.of(byte));
  }
}

const control = (address: number): UsbControl => ({
  type: 'vendor',
  recipient: 'device',
  request,
  value: address,
  index: 0,
});
