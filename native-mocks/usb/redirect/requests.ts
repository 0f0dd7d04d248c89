// What a machine says over usb-redir, taken from its bytes. Foreign bytes: what does not fit is refused before anything is made of it, and
// no more is kept than one message of the largest kind.
import { capability, packetType, towardsLaptop, versionBytes } from './numbers.ts';

/** The machine does not keep to the protocol: the connection is of no more use. */
export class RedirectProtocolError extends Error {
  override readonly name = 'RedirectProtocolError';
}

export interface ControlRequest {
  readonly kind: 'control';
  readonly id: bigint;
  readonly endpoint: number;
  readonly request: number;
  readonly requestType: number;
  readonly value: number;
  readonly index: number;
  /** Of what is wanted, or of the data. */
  readonly length: number;
  readonly data: Uint8Array;
}

export interface BulkRequest {
  readonly kind: 'bulk';
  readonly id: bigint;
  readonly endpoint: number;
  readonly stream: number;
  readonly length: number;
  readonly data: Uint8Array;
}

export type MachineRequest =
  | { readonly kind: 'hello'; readonly version: string; readonly capabilities: number }
  | { readonly kind: 'reset' | 'filter-reject' | 'filter-rules' | 'disconnect-acknowledged' }
  | { readonly kind: 'get-configuration' | 'cancel'; readonly id: bigint }
  | { readonly kind: 'set-configuration'; readonly id: bigint; readonly configuration: number }
  | {
      readonly kind: 'set-alternate';
      readonly id: bigint;
      readonly interfaceNumber: number;
      readonly alternate: number;
    }
  | { readonly kind: 'get-alternate'; readonly id: bigint; readonly interfaceNumber: number }
  | { readonly kind: 'start-interrupts' | 'stop-interrupts'; readonly endpoint: number }
  | ControlRequest
  | BulkRequest
  | { readonly kind: 'interrupt'; readonly id: bigint; readonly endpoint: number; readonly data: Uint8Array };

/** Larger transfers fail on real controllers as well (`usb` 3.1 gives up at 16 MiB). */
export const mostTransferBytes = 16 * 1024 * 1024;
const mostMessageBytes = mostTransferBytes + 64;

export const has = (capabilities: number, bit: number): boolean => ((capabilities >>> bit) & 1) === 1;

type Read = (body: Buffer, id: bigint, capabilities: number) => MachineRequest;

const exactly = (body: Buffer, bytes: number): void => {
  if (body.length !== bytes) throw new RedirectProtocolError(`a message of ${body.length} bytes instead of ${bytes}`);
};

const atLeast = (body: Buffer, bytes: number): void => {
  if (body.length < bytes) throw new RedirectProtocolError(`a message of ${body.length} bytes instead of ${bytes}`);
};

const nothingIn =
  (kind: 'reset' | 'filter-reject' | 'disconnect-acknowledged'): Read =>
  (body) => {
    exactly(body, 0);
    return { kind };
  };

const onlyId =
  (kind: 'get-configuration' | 'cancel'): Read =>
  (body, id) => {
    exactly(body, 0);
    return { kind, id };
  };

const interrupts =
  (kind: 'start-interrupts' | 'stop-interrupts'): Read =>
  (body) => {
    exactly(body, 1);
    const endpoint = body.readUInt8(0);
    if (endpoint < towardsLaptop)
      throw new RedirectProtocolError('interrupts are wanted of an endpoint that gives none');
    return { kind, endpoint };
  };

/** What goes to the device comes with as many bytes as were told; what is wanted of it comes with none. */
function dataAfter(body: Buffer, header: number, endpoint: number, length: number): Uint8Array {
  const data = body.subarray(header);
  const wanted = endpoint >= towardsLaptop ? 0 : length;
  if (data.length !== wanted) throw new RedirectProtocolError(`${data.length} bytes of data instead of ${wanted}`);
  return data;
}

function readHello(body: Buffer): MachineRequest {
  atLeast(body, versionBytes);
  const end = body.subarray(0, versionBytes).indexOf(0);
  const version = body.toString('latin1', 0, end < 0 ? versionBytes : end);
  // Words of later capabilities may follow the first; before there were any, none came.
  const capabilities = body.length < versionBytes + 4 ? 0 : body.readUInt32LE(versionBytes);
  return { kind: 'hello', version, capabilities };
}

function readControl(body: Buffer, id: bigint): MachineRequest {
  atLeast(body, 10);
  const [endpoint, request, requestType] = [body.readUInt8(0), body.readUInt8(1), body.readUInt8(2)];
  if (((endpoint ^ requestType) & towardsLaptop) !== 0)
    throw new RedirectProtocolError('a control request in two directions');
  const [value, index, length] = [body.readUInt16LE(4), body.readUInt16LE(6), body.readUInt16LE(8)];
  const data = dataAfter(body, 10, endpoint, length);
  return { kind: 'control', id, endpoint, request, requestType, value, index, length, data };
}

function readBulk(body: Buffer, id: bigint, capabilities: number): MachineRequest {
  const isLong = has(capabilities, capability.longBulk);
  atLeast(body, isLong ? 10 : 8);
  const length = body.readUInt16LE(2) + (isLong ? body.readUInt16LE(8) * 65_536 : 0);
  if (length > mostTransferBytes) throw new RedirectProtocolError(`a transfer of ${length} bytes`);
  const endpoint = body.readUInt8(0);
  const data = dataAfter(body, isLong ? 10 : 8, endpoint, length);
  return { kind: 'bulk', id, endpoint, stream: body.readUInt32LE(4), length, data };
}

function readInterrupt(body: Buffer, id: bigint): MachineRequest {
  atLeast(body, 4);
  const endpoint = body.readUInt8(0);
  return { kind: 'interrupt', id, endpoint, data: dataAfter(body, 4, endpoint, body.readUInt16LE(2)) };
}

const readers: ReadonlyMap<number, Read> = new Map<number, Read>([
  [packetType.hello, readHello],
  [packetType.reset, nothingIn('reset')],
  [
    packetType.setConfiguration,
    (body, id) => {
      exactly(body, 1);
      return { kind: 'set-configuration', id, configuration: body.readUInt8(0) };
    },
  ],
  [packetType.getConfiguration, onlyId('get-configuration')],
  [
    packetType.setAlternate,
    (body, id) => {
      exactly(body, 2);
      return { kind: 'set-alternate', id, interfaceNumber: body.readUInt8(0), alternate: body.readUInt8(1) };
    },
  ],
  [
    packetType.getAlternate,
    (body, id) => {
      exactly(body, 1);
      return { kind: 'get-alternate', id, interfaceNumber: body.readUInt8(0) };
    },
  ],
  [packetType.startInterrupts, interrupts('start-interrupts')],
  [packetType.stopInterrupts, interrupts('stop-interrupts')],
  [packetType.cancelData, onlyId('cancel')],
  [packetType.filterReject, nothingIn('filter-reject')],
  [packetType.filterRules, () => ({ kind: 'filter-rules' })],
  [packetType.disconnectAcknowledged, nothingIn('disconnect-acknowledged')],
  [packetType.controlData, readControl],
  [packetType.bulkData, readBulk],
  [packetType.interruptData, readInterrupt],
]);

/** Before the first greeting, and with machines that do not know longer ones. */
const shortHeader = 12;
const longHeader = 16;

export class RequestReader {
  readonly #own: number;
  /** What both sides know; null before the machine said what it knows. */
  #shared: number | null = null;
  #pieces: Uint8Array[] = [];
  #held = 0;
  #wanted = shortHeader;

  /** @param capabilities what this side has announced */
  constructor(capabilities: number) {
    this.#own = capabilities;
  }

  get capabilities(): number {
    return this.#shared ?? 0;
  }

  /** The messages that are whole now. @throws RedirectProtocolError; nothing more is to be pushed then. */
  *push(bytes: Uint8Array): Generator<MachineRequest, void, undefined> {
    this.#pieces.push(bytes);
    this.#held += bytes.length;
    while (this.#held >= this.#wanted) {
      const all = this.#pieces.length === 1 ? Buffer.from(bytes) : Buffer.concat(this.#pieces);
      let at = 0;
      for (let next = this.#lengthAt(all, at); next <= all.length - at; next = this.#lengthAt(all, at)) {
        yield this.#read(all.subarray(at, at + next));
        at += next;
      }
      this.#wanted = this.#lengthAt(all, at);
      this.#pieces = [all.subarray(at)];
      this.#held = all.length - at;
    }
  }

  get #headerBytes(): number {
    return has(this.capabilities, capability.longIds) ? longHeader : shortHeader;
  }

  /** Of the message that begins there, or of its header as long as that has not come. */
  #lengthAt(all: Buffer, at: number): number {
    if (all.length - at < this.#headerBytes) return this.#headerBytes;
    const [type, length] = [all.readUInt32LE(at), all.readUInt32LE(at + 4)];
    if (!readers.has(type)) throw new RedirectProtocolError(`a message of type ${type}`);
    if ((type === packetType.hello) !== (this.#shared === null))
      throw new RedirectProtocolError('a greeting is the first message, and no other one');
    if (length > (carriesData.has(type) ? mostMessageBytes : mostOtherBytes))
      throw new RedirectProtocolError(`a message of ${length} bytes`);
    return this.#headerBytes + length;
  }

  #read(message: Buffer): MachineRequest {
    const header = this.#headerBytes;
    const id = header === longHeader ? message.readBigUInt64LE(8) : BigInt(message.readUInt32LE(8));
    // A copy: who receives it may keep it, and the rest is let go.
    const body = Buffer.from(message.subarray(header));
    const read = readers.get(message.readUInt32LE(0));
    if (read === undefined) throw new RedirectProtocolError('a message of no type');
    const request = read(body, id, this.capabilities);
    if (request.kind === 'hello') this.#shared = (request.capabilities & this.#own) >>> 0;
    return request;
  }
}

const carriesData: ReadonlySet<number> = new Set([
  packetType.controlData,
  packetType.bulkData,
  packetType.interruptData,
]);
/** A greeting with room for capabilities to come, or the rules of a filter. */
const mostOtherBytes = 4096;
