// A session with an MTP camera: one transaction at a time, numbered; a talk that broke off is begun anew before the next one.
import { UsbError, type UsbConnection } from '../../../ports/usb.ts';
import { BulkPipe } from './bulk-pipe.ts';
import { operation, response } from './codes.ts';
import { readDeviceInfo, type DeviceInfo } from './datasets.ts';
import { HandlesOutdated, MtpGarbled, MtpMalformed, MtpRefused } from './mtp-errors.ts';
import type { MtpTimes } from './mtp-times.ts';
import type { MtpInterface } from './recognise.ts';
import { resetByBus, resetByClass, stopTalk } from './recovery.ts';
import { Transaction, type Question } from './transaction.ts';
import { WindowSize } from './window-size.ts';

/** The first transfer of a dataset: most are far smaller, and none needs more than a second one because of it. */
const firstDatasetBytes = 16 * 1024;
/** More handles than a folder may have here, and far more than any other dataset. */
export const largestDataset = 1024 * 1024;

const sessionId = 1;
const lastTransaction = 0xffff_fffe;

/** Data that arrives in order, for as long as nobody else is let to talk. */
export interface ObjectStream {
  /** How many come. */
  readonly bytes: number;
  read(into: Uint8Array): Promise<number>;
  /** After the last byte: waits for the camera's word that it was, and lets others talk again. */
  end(): Promise<void>;
  /** Breaks off where it is, and lets others talk again. Never rejects; harmless after the end. */
  close(): Promise<void>;
}

export class MtpSession {
  /** What the bus can do does not change from recording to recording. */
  readonly windows = new WindowSize();
  readonly #connection: UsbConnection;
  readonly #interface: MtpInterface;
  readonly #times: MtpTimes;
  readonly #pipe: BulkPipe;
  #info: DeviceInfo | null = null;
  #tellsLargeSizes = false;
  #transaction = 0;
  #tail: Promise<void> = Promise.resolve();
  /** Who talks, and who waits to. */
  #turns = 0;
  #open = false;
  #broken = false;
  #lost = false;
  #generation = 0;

  constructor(connection: UsbConnection, mtpInterface: MtpInterface, times: MtpTimes) {
    this.#connection = connection;
    this.#interface = mtpInterface;
    this.#times = times;
    this.#pipe = new BulkPipe(connection, mtpInterface, times);
  }

  /** Rises with each session the camera opened: handles of an earlier one may stand for other objects now. */
  get generation(): number {
    return this.#generation;
  }

  /** The camera is off the bus. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Opens the session, and asks the camera what it is. */
  start(): Promise<DeviceInfo> {
    return this.#alone(async () => {
      this.#info ??= await this.#askDeviceInfo();
      return this.#info;
    });
  }

  supports(code: number): boolean {
    return this.#info?.operations.has(code) ?? false;
  }

  /** Whether the camera has told a size in 64 bits. */
  get tellsLargeSizes(): boolean {
    return this.#tellsLargeSizes;
  }

  toldLargeSize(): void {
    this.#tellsLargeSizes = true;
  }

  /** From now on as if the camera had never said that it can. */
  doWithout(code: number): void {
    if (!this.#info) return;
    const operations = new Set([...this.#info.operations].filter((one) => one !== code));
    this.#info = { ...this.#info, operations };
  }

  /** @param generation that of the handles in the parameters, if there are any. */
  command(code: number, parameters: readonly number[], generation?: number): Promise<number[]> {
    return this.#alone(
      async () => (await Transaction.begin(this.#pipe, this.#ask(code, parameters), 0)).end(),
      generation,
    );
  }

  dataset(code: number, parameters: readonly number[], generation?: number): Promise<Uint8Array> {
    return this.#alone(() => this.#dataset(this.#ask(code, parameters)), generation);
  }

  /** @returns how many bytes came; at most as many as fit. */
  readInto(code: number, parameters: readonly number[], into: Uint8Array, generation: number): Promise<number> {
    return this.#alone(async () => {
      const transaction = await Transaction.begin(this.#pipe, this.#ask(code, parameters), into.byteLength);
      if (transaction.dataLeft > into.byteLength) throw new MtpGarbled('more data than was asked for');
      const filled = await transaction.receive(into);
      await transaction.end();
      return filled;
    }, generation);
  }

  /**
   * Data that is taken as it comes. Nobody else is let to talk until the stream is ended or closed.
   * @param most how many bytes may come; an object that is asked for as a whole has to have exactly as many.
   */
  async stream(code: number, parameters: readonly number[], most: number, generation: number): Promise<ObjectStream> {
    const turn = await this.#turn(generation);
    try {
      const known = code === operation.getObject ? most : null;
      const transaction = await Transaction.begin(this.#pipe, this.#ask(code, parameters), most, known);
      const bytes = transaction.dataLeft;
      if (bytes === 0 && most > 0) {
        // A refusal comes as a response without data.
        await transaction.end();
        throw new MtpMalformed('no data where some was asked for');
      }
      if (bytes > most || (known !== null && bytes !== known))
        throw new MtpGarbled('another number of bytes than fits');
      return this.#streamOf(transaction, bytes, turn, known === null);
    } catch (error) {
      this.#note(error);
      turn();
      throw error;
    }
  }

  /** Whether it answers, after the talk was begun anew if need be. Never rejects. */
  async answers(): Promise<boolean> {
    try {
      await this.#alone(() => this.#dataset(this.#ask(operation.getStorageIds, [])));
      return true;
    } catch (error) {
      return error instanceof MtpRefused;
    }
  }

  /** It is off the bus, or not to be talked to any more: whatever is asked of it from now on fails at once. */
  lose(): void {
    this.#lost = true;
  }

  /** Ends the session where that is possible at once. Never rejects; the connection stays to be closed. */
  async close(): Promise<void> {
    if (this.#open && !this.#lost && !this.#broken && this.#turns === 0) {
      try {
        await this.#pipe.within(this.#times.opening, () => this.command(operation.closeSession, []));
      } catch {
        // It ends with the connection then.
      }
    }
    this.lose();
  }

  async #turn(generation?: number): Promise<() => void> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    this.#turns++;
    const end = (): void => {
      this.#turns--;
      resolve();
    };
    await before;
    try {
      await this.#makeReady();
      if (generation !== undefined && generation !== this.#generation) {
        throw new HandlesOutdated('the session was opened anew');
      }
    } catch (error) {
      this.#note(error);
      end();
      throw error;
    }
    return end;
  }

  async #alone<T>(work: () => Promise<T>, generation?: number): Promise<T> {
    const turn = await this.#turn(generation);
    try {
      return await work();
    } catch (error) {
      this.#note(error);
      throw error;
    } finally {
      turn();
    }
  }

  #note(error: unknown): void {
    if (error instanceof UsbError && error.fault === 'disconnected') this.#lost = true;
    if (error instanceof MtpRefused) {
      // The camera has forgotten it: to be opened anew.
      if (error.response === response.sessionNotOpen) this.#open = false;
    } else if (!(error instanceof HandlesOutdated || error instanceof MtpMalformed)) {
      this.#broken = true;
    }
  }

  async #makeReady(): Promise<void> {
    if (this.#lost) throw new UsbError('disconnected', 'the camera was unplugged');
    if (this.#broken) {
      await stopTalk(this.#connection, this.#interface, this.#pipe, this.#transaction, this.#times);
      this.#broken = false;
      this.#open = this.#open && (await this.#pipe.within(this.#times.opening, () => this.#stillOpen()));
    }
    if (!this.#open) await this.#pipe.within(this.#times.opening, () => this.#openSession());
  }

  async #stillOpen(): Promise<boolean> {
    try {
      await this.#dataset(this.#ask(operation.getStorageIds, []));
      return true;
    } catch (error) {
      if (error instanceof MtpRefused) return error.response !== response.sessionNotOpen;
      if (error instanceof UsbError && error.fault === 'disconnected') throw error;
      return false;
    }
  }

  /** Milder means first: an earlier program, or this one, may have been cut off in the middle of a word. */
  async #openSession(): Promise<void> {
    const means = [resetByClass, resetByBus];
    for (;;) {
      try {
        await this.#tryToOpen();
        break;
      } catch (error) {
        const reset = means.shift();
        if (!reset || (error instanceof UsbError && error.fault === 'disconnected')) throw error;
        if (error instanceof MtpRefused && !this.#info) {
          // Some cameras want to be asked what they are before anything else.
          this.#info = await this.#askDeviceInfo();
          continue;
        }
        await reset(this.#connection, this.#interface, this.#times);
        await stopTalk(this.#connection, this.#interface, this.#pipe, 0, this.#times);
      }
    }
    this.#open = true;
    this.#generation++;
  }

  async #tryToOpen(): Promise<void> {
    const open = (): Promise<void> => this.#plain(operation.openSession, [sessionId]);
    this.#transaction = 0;
    try {
      await open();
    } catch (error) {
      if (!isAlreadyOpen(error)) throw error;
      try {
        await this.#plain(operation.closeSession, []);
        this.#transaction = 0;
        await open();
      } catch (failure) {
        if (!(failure instanceof MtpRefused)) throw failure;
      }
    }
    this.#transaction = 1;
  }

  async #plain(code: number, parameters: readonly number[]): Promise<void> {
    const question = { operation: code, transaction: this.#transaction, parameters };
    await (await Transaction.begin(this.#pipe, question, 0)).end();
  }

  async #askDeviceInfo(): Promise<DeviceInfo> {
    const question = this.#open
      ? this.#ask(operation.getDeviceInfo, [])
      : { operation: operation.getDeviceInfo, transaction: 0, parameters: [] };
    return readDeviceInfo(await this.#dataset(question));
  }

  #ask(code: number, parameters: readonly number[]): Question {
    const transaction = this.#transaction;
    this.#transaction = transaction >= lastTransaction ? 1 : transaction + 1;
    return { operation: code, transaction, parameters };
  }

  async #dataset(question: Question): Promise<Uint8Array> {
    const transaction = await Transaction.begin(this.#pipe, question, firstDatasetBytes);
    const announced = transaction.dataLeft;
    if (announced > largestDataset && announced !== Number.POSITIVE_INFINITY) {
      throw new MtpGarbled(`a dataset of ${announced} bytes`);
    }
    const buffer = new Uint8Array(announced === Number.POSITIVE_INFINITY ? largestDataset : announced);
    const filled = await transaction.receive(buffer);
    if (transaction.dataLeft > 0) throw new MtpGarbled('a dataset without an end');
    await transaction.end();
    return buffer.subarray(0, filled);
  }

  /** @param isWindow whoever breaks off takes the rest first, so the bus may run ahead. */
  #streamOf(transaction: Transaction, bytes: number, turn: () => void, isWindow: boolean): ObjectStream {
    let closed = false;
    return {
      bytes,
      read: async (into) => {
        if (closed) throw new UsbError('disconnected', 'the stream was closed');
        try {
          return await transaction.receive(into, isWindow);
        } catch (error) {
          this.#note(error);
          throw error;
        }
      },
      end: async () => {
        try {
          await transaction.end();
        } catch (error) {
          this.#note(error);
          throw error;
        } finally {
          closed = true;
          turn();
        }
      },
      close: async () => {
        if (closed) return;
        closed = true;
        this.#broken = true;
        turn();
      },
    };
  }
}

const isAlreadyOpen = (error: unknown): boolean =>
  error instanceof MtpRefused && error.response === response.sessionAlreadyOpen;
