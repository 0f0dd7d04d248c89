// The firmware of a well-behaved MTP camera, with the habits in which real ones differ as options.
import type { UsbControl } from '../../main/ports/usb.ts';
import type { DeviceEnd, Firmware } from './virtual-device.ts';
import { containerHeader, containerTypes, DatasetWriter, mtpDateTime, readCommand, type Command } from './mtp-bytes.ts';
import type { HeldObject } from './mtp-contents.ts';

export interface HeldStorage {
  readonly id: number;
  readonly description: string;
  contents(): Promise<readonly HeldObject[]>;
}

export interface MtpCameraOptions {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  /** Null for a camera that has no such name. */
  readonly friendlyName: string | null;
  /** How far its clock is ahead; null for a camera that does not tell the time. */
  readonly clockAheadSeconds: number | null;
  readonly storages: readonly HeldStorage[];
  /** Of the operations that read parts: what it says it can. All by default. */
  readonly partialReads?: readonly ('64' | '32')[];
  readonly canDelete?: boolean;
  /** Ends data that fills its last packet with an empty one. */
  readonly emptyPackets?: boolean;
  /** Sends the header of data in a packet of its own. */
  readonly splitHeaders?: boolean;
  /** Answers nothing before a session is open, not even what it is. */
  readonly sessionFirst?: boolean;
  /** Opens no session before it was asked what it is. */
  readonly infoFirst?: boolean;
  /** Tells the lower half of a size that 32 bits cannot hold, where others say "look it up". */
  readonly wrapsSizes?: boolean;
  /** Whether it refuses this one of the questions for a size in 64 bits, counted from 0. */
  readonly refusesSize?: (question: number) => boolean;
  /** Knows the class's requests to cancel and to reset. */
  readonly classRequests?: boolean;
}

const ok = 0x2001;
const sessionNotOpen = 0x2003;
const notSupported = 0x2005;
const invalidStorage = 0x2008;
const invalidObject = 0x2009;
const propertyNotSupported = 0x200a;
const invalidParent = 0x201a;
const alreadyOpen = 0x201e;
const folderFormat = 0x3001;
const videoFormat = 0xb982;
const pieceBytes = 256 * 1024;

interface Known {
  readonly object: HeldObject;
  readonly storage: number;
  readonly parent: number;
}

class Cancelled extends Error {}

export class MtpResponder implements Firmware {
  #sizeQuestions = 0;
  readonly #options: MtpCameraOptions;
  readonly #end: DeviceEnd;
  #handles = new Map<number, Known>();
  #byPlace = new Map<string, number>();
  #session = 0;
  #askedInfo = false;
  /** What is being answered; what was given up meanwhile says nothing any more. */
  #current: Command | null = null;
  /** Rejects when the laptop gives up what is being answered. */
  #interruption = Promise.withResolvers<never>();

  constructor(end: DeviceEnd, options: MtpCameraOptions) {
    this.#end = end;
    this.#options = options;
    void this.#run();
  }

  /** Something changed: told on the interrupt endpoint, as "object added". */
  tellChange(): void {
    if (this.#session === 0) return;
    const event = [containerHeader(containerTypes.event, 0x4002, 0, 4), new DatasetWriter().u32(0).bytes()];
    this.#end.interrupt(Buffer.concat(event));
  }

  control(control: UsbControl): Uint8Array | null {
    if (control.type !== 'class' || this.#options.classRequests === false) return null;
    if (control.request === 0x64) this.#cancel();
    if (control.request === 0x66) this.reset();
    if (control.request !== 0x67) return new Uint8Array(0);
    return new DatasetWriter().u16(4, this.#current ? 0x2019 : ok).bytes();
  }

  reset(): void {
    this.#cancel();
    this.#closeSession();
  }

  #cancel(): void {
    this.#current = null;
    this.#interruption.reject(new Cancelled('cancelled'));
    this.#end.flush();
  }

  async #run(): Promise<void> {
    try {
      for (;;) {
        const command = readCommand(await this.#end.receive());
        if (!command) continue;
        this.#current = command;
        this.#interruption = Promise.withResolvers<never>();
        this.#interruption.promise.catch(() => undefined);
        try {
          await this.#answer(command, this.#interruption.promise);
        } catch (error) {
          if (!(error instanceof Cancelled)) throw error;
        }
        this.#current = null;
      }
    } catch {
      // Unplugged.
    }
  }

  #answer(command: Command, interruption: Promise<never>): Promise<void> {
    return Promise.race([this.#reply(command), interruption]);
  }

  async #reply(command: Command): Promise<void> {
    const { code, parameters } = command;
    const [first = 0, second = 0, third = 0] = parameters;
    const needsSession = code !== 0x1002 && !(code === 0x1001 && this.#options.sessionFirst !== true);
    if (needsSession && this.#session === 0) return this.#respond(command, sessionNotOpen);
    switch (code) {
      case 0x1001:
        this.#askedInfo = true;
        return this.#data(command, this.#deviceInfo());
      case 0x1002:
        if (this.#options.infoFirst === true && !this.#askedInfo) return this.#respond(command, 0x2002);
        if (this.#session !== 0) return this.#respond(command, alreadyOpen);
        this.#session = first;
        return this.#respond(command, ok);
      case 0x1003:
        this.#closeSession();
        return this.#respond(command, ok);
      case 0x1004:
        return this.#data(command, new DatasetWriter().u32Array(this.#options.storages.map(({ id }) => id)).bytes());
      case 0x1005:
        return this.#storageInfo(command, first);
      case 0x1007:
        return this.#objectHandles(command, first, third);
      case 0x1008:
        return this.#withObject(command, first, (known) => this.#data(command, objectInfo(known, this.#options)));
      case 0x1009:
        return this.#withObject(command, first, ({ object }) => this.#part(command, object, 0, object.bytes));
      case 0x100b:
        return this.#delete(command, first);
      case 0x1015:
        return this.#property(command, first);
      case 0x101b:
        if (!this.#reads('32')) return this.#respond(command, notSupported);
        return this.#withObject(command, first, ({ object }) => this.#part(command, object, second, third));
      case 0x95c1: {
        if (!this.#reads('64')) return this.#respond(command, notSupported);
        const position = second + third * 2 ** 32;
        return this.#withObject(command, first, ({ object }) =>
          this.#part(command, object, position, parameters[3] ?? 0),
        );
      }
      case 0x9803:
        return this.#withObject(command, first, ({ object }) =>
          second === 0xdc04 && !this.#options.refusesSize?.(this.#sizeQuestions++)
            ? this.#data(command, new DatasetWriter().u64(BigInt(object.bytes)).bytes())
            : this.#respond(command, propertyNotSupported),
        );
      default:
        return this.#respond(command, notSupported);
    }
  }

  #reads(kind: '64' | '32'): boolean {
    return (this.#options.partialReads ?? ['64', '32']).includes(kind);
  }

  #deviceInfo(): Uint8Array {
    const options = this.#options;
    const operations = [0x1001, 0x1002, 0x1003, 0x1004, 0x1005, 0x1007, 0x1008, 0x1009, 0x1014, 0x1015, 0x9803];
    if (options.canDelete !== false) operations.push(0x100b);
    if (this.#reads('32')) operations.push(0x101b);
    if (this.#reads('64')) operations.push(0x95c1);
    const properties: number[] = [];
    if (options.clockAheadSeconds !== null) properties.push(0x5011);
    if (options.friendlyName !== null) properties.push(0xd402);
    return new DatasetWriter()
      .u16(100)
      .u32(6)
      .u16(100)
      .string('microsoft.com: 1.0; android.com: 1.0;')
      .u16(0)
      .u16Array(operations)
      .u16Array([0x4002, 0x4003])
      .u16Array(properties)
      .u16Array([])
      .u16Array([folderFormat, videoFormat])
      .string(options.manufacturer)
      .string(options.model)
      .string('1.0')
      .string(options.serial)
      .bytes();
  }

  #storageInfo(command: Command, id: number): Promise<void> {
    const storage = this.#options.storages.find((one) => one.id === id);
    if (!storage) return this.#respond(command, invalidStorage);
    const info = new DatasetWriter().u16(3, 2, 0).u64(64_000_000_000n).u64(1_000_000_000n).u32(0xffff_ffff);
    return this.#data(command, info.string(storage.description).string('').bytes());
  }

  async #objectHandles(command: Command, storageId: number, parent: number): Promise<void> {
    const storage = this.#options.storages.find((one) => one.id === storageId);
    if (!storage) return this.#respond(command, invalidStorage);
    const known = parent === 0xffff_ffff ? null : this.#handles.get(parent);
    if (known !== null && !known?.object.children) return this.#respond(command, invalidParent);
    const children = await (known?.object.children ? known.object.children() : storage.contents());
    const handles = children.map((object, index) => this.#handleOf(object, index, storageId, known ? parent : 0));
    return this.#data(command, new DatasetWriter().u32Array(handles).bytes());
  }

  /** The same object keeps its handle as long as the session lasts. */
  #handleOf(object: HeldObject, index: number, storage: number, parent: number): number {
    const place = `${storage}/${parent}/${index}/${object.name}`;
    const handle = this.#byPlace.get(place) ?? this.#byPlace.size + 1;
    this.#byPlace.set(place, handle);
    this.#handles.set(handle, { object, storage, parent });
    return handle;
  }

  async #delete(command: Command, handle: number): Promise<void> {
    if (this.#options.canDelete === false) return this.#respond(command, notSupported);
    const known = this.#handles.get(handle);
    if (!known) return this.#respond(command, invalidObject);
    if (!(await known.object.remove())) return this.#respond(command, 0x200d);
    this.#handles.delete(handle);
    return this.#respond(command, ok);
  }

  #property(command: Command, property: number): Promise<void> {
    const { clockAheadSeconds, friendlyName } = this.#options;
    if (property === 0x5011 && clockAheadSeconds !== null) {
      const now = new Date(Date.now() + clockAheadSeconds * 1000);
      return this.#data(command, new DatasetWriter().string(mtpDateTime(now)).bytes());
    }
    if (property === 0xd402 && friendlyName !== null) {
      return this.#data(command, new DatasetWriter().string(friendlyName).bytes());
    }
    return this.#respond(command, propertyNotSupported);
  }

  #withObject(command: Command, handle: number, work: (known: Known) => Promise<void>): Promise<void> {
    const known = this.#handles.get(handle);
    return known ? work(known) : this.#respond(command, invalidObject);
  }

  async #part(command: Command, object: HeldObject, position: number, most: number): Promise<void> {
    const length = Math.max(0, Math.min(most, object.bytes - position));
    await this.#header(command, length);
    for (let sent = 0; sent < length;) {
      const piece = await object.read(position + sent, Math.min(pieceBytes, length - sent));
      if (piece.byteLength === 0) throw new Error('the memory ends early');
      await this.#send(command, piece);
      sent += piece.byteLength;
    }
    this.#end.endTransfer(this.#options.emptyPackets === true);
    await this.#respond(command, ok, [length]);
  }

  async #data(command: Command, bytes: Uint8Array): Promise<void> {
    await this.#header(command, bytes.byteLength);
    await this.#send(command, bytes);
    this.#end.endTransfer(this.#options.emptyPackets === true);
    await this.#respond(command, ok);
  }

  async #header(command: Command, payloadBytes: number): Promise<void> {
    const { code, transaction } = command;
    await this.#send(command, containerHeader(containerTypes.data, code, transaction, payloadBytes));
    if (this.#options.splitHeaders === true) this.#end.endTransfer(false);
  }

  async #respond(command: Command, code: number, parameters: readonly number[] = []): Promise<void> {
    await this.#send(
      command,
      Buffer.concat([
        containerHeader(containerTypes.response, code, command.transaction, parameters.length * 4),
        new DatasetWriter().u32(...parameters).bytes(),
      ]),
    );
    this.#end.endTransfer(this.#options.emptyPackets === true);
  }

  async #send(command: Command, bytes: Uint8Array): Promise<void> {
    if (command !== this.#current) throw new Cancelled('cancelled');
    await this.#end.send(bytes);
    if (command !== this.#current) throw new Cancelled('cancelled');
  }

  #closeSession(): void {
    this.#session = 0;
    this.#handles = new Map();
    this.#byPlace = new Map();
  }
}

const objectInfo = ({ object, storage, parent }: Known, { wrapsSizes }: MtpCameraOptions): Uint8Array =>
  new DatasetWriter()
    .u32(storage)
    .u16(object.children ? folderFormat : videoFormat, 0)
    .u32(wrapsSizes === true ? object.bytes % 2 ** 32 : Math.min(object.bytes, 0xffff_ffff))
    .u16(0)
    .u32(0, 0, 0, 0, 0, 0)
    .u32(parent)
    .u16(object.children ? 1 : 0)
    .u32(0, 0)
    .string(object.name)
    .string('')
    .string(mtpDateTime(object.modifiedAt))
    .string('')
    .bytes();
