// A DigitalPersona U.are.U 4500 without hardware: its registers, interrupts and encrypted frames on the virtual bus, a finger to
// place and lift, and faults to order. Written from the protocol's facts alone; it shares no code with the driver.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import type { UsbControl } from '../../../main/ports/usb.ts';
import type { DeviceEnd, Firmware, VirtualDeviceOptions } from '../../usb/virtual-device.ts';
import { makeFrame, type BlockPlan } from './frame-maker.ts';

/** What is done instead of sending a frame as it is. */
export type FrameDeed =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'silence' }
  | { readonly kind: 'stall' }
  /** Over and over, for as long as anybody reads. */
  | { readonly kind: 'endless'; readonly bytes: Uint8Array };

export interface VirtualReaderOptions {
  readonly productId?: 0x0007 | 0x0008 | 0x000a;
  readonly serial?: string | null;
  readonly bulkPacketBytes?: number;
  readonly busy?: boolean;
  readonly blocks?: readonly BlockPlan[];
  /** As the frames of some readers: shorter than the longest. */
  readonly shortFrames?: boolean;
  readonly millisecondsPerFrame?: number;
  /** HWSTAT when it is plugged in: 0x84 and more as left running by another program. */
  readonly hardwareStatus?: number;
  /** How often it says that it still sleeps. */
  readonly sleepyReads?: number;
  /** How many starts pass without the word that it has power. */
  readonly silentStarts?: number;
  readonly tellsLiftWhileCapturing?: boolean;
  /** Frames after which it is hot, loses its power and sends nothing until it has cooled for `coolingMilliseconds`. */
  readonly hotAfterFrames?: number;
  readonly coolingMilliseconds?: number;
  /** Sees every frame in its turn; the key of a frame is right until `keyOf` lies. */
  readonly frameDeed?: (frame: Buffer, index: number) => FrameDeed;
  readonly keyOf?: (keyNumber: number, truth: number) => number;
  /** Before each control transfer, frame and interrupt, in order from 1; may pull the plug. */
  readonly step?: (number: number) => void;
  /** Instead of the answer to a control transfer; undefined for the right one, null to refuse; may throw a UsbError. */
  readonly controlDeed?: (control: UsbControl, length: number) => Uint8Array | null | undefined;
}

const interruptBytes = 64;
const words = { power: 0x56aa, on: 0x0101, off: 0x0200, empty: 0x0800 };
const encryptedBlocks: readonly BlockPlan[] = [
  { rows: 100, encrypted: true },
  { rows: 100, encrypted: true, changeKey: true },
  { rows: 89, encrypted: true },
];
const blank: GrayImage = { width: 1, height: 1, pixels: Uint8Array.of(255) };

export class VirtualReader {
  /** For the virtual bus. */
  readonly device: VirtualDeviceOptions;
  /** Every mode it was told, in order. */
  readonly modes: number[] = [];
  readonly #options: VirtualReaderOptions;
  readonly #keys = new Map<number, number>();
  #end: DeviceEnd | null = null;
  #finger: (() => GrayImage | null) | null = null;
  #status: number;
  #sleepy = 0;
  #starts = 0;
  #mode = 0;
  #masked = 0;
  #steps = 0;
  #frames = 0;
  #warmth = 0;
  #hot = false;
  #streaming = false;

  constructor(options: VirtualReaderOptions = {}) {
    this.#options = options;
    this.#status = options.hardwareStatus ?? 0x01;
    const packetBytes = options.bulkPacketBytes ?? 64;
    this.device = {
      vendorId: 0x05ba,
      productId: options.productId ?? 0x000a,
      manufacturer: 'DigitalPersona, Inc.',
      product: 'U.are.U 4500 Fingerprint Reader (virtual)',
      serial: options.serial === undefined ? '{0A1B2C3D}' : options.serial,
      packetBytes,
      ...(options.busy === true && { busy: true }),
      interfaceClass: 0xff,
      endpoints: [
        { number: 1, direction: 'in', type: 'interrupt', packetBytes: interruptBytes },
        { number: 2, direction: 'in', type: 'bulk', packetBytes },
      ],
      firmware: (end) => this.#boot(end),
    };
  }

  get mode(): number {
    return this.#mode;
  }

  /** @param look what the sensor sees at each frame; null for nothing. */
  place(look: () => GrayImage | null): void {
    this.#finger = look;
    if (this.#mode === 0x10) this.#say(words.on);
  }

  lift(): void {
    this.#finger = null;
    if (this.#mode === 0x12 || (this.#mode === 0x20 && this.#options.tellsLiftWhileCapturing === true)) {
      this.#say(words.off);
    }
  }

  announceEmptyScan(): void {
    this.#say(words.empty);
  }

  /** A frame that was on its way when the laptop changed its mind. */
  async sendStrayFrame(): Promise<void> {
    if (this.#end) await this.#sendFrame(this.#end);
  }

  /** Any word, also such as no reader says. */
  sayAnything(bytes: Uint8Array): void {
    this.#end?.interrupt(bytes);
  }

  losePower(): void {
    this.#mode = 0;
    this.#status = 0x81;
    this.#say(words.power);
  }

  #boot(end: DeviceEnd): Firmware {
    this.#end = end;
    return {
      control: (control, data) => {
        this.#step();
        if (end.unplugged) return null;
        const deed = this.#options.controlDeed?.(control, data.byteLength);
        if (deed !== undefined) return deed;
        if (control.type !== 'vendor' || control.recipient !== 'device' || control.request !== 4) return null;
        return data.byteLength === 0 ? this.#read(control.value) : this.#write(control.value, data);
      },
      reset: () => undefined,
    };
  }

  #read(address: number): Uint8Array | null {
    if (address === 0x07) return Uint8Array.of(this.#sleepy-- > 0 ? this.#status | 0x80 : this.#status);
    if (address === 0x34) {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(this.#masked);
      return bytes;
    }
    return address === 0xf0 ? Buffer.from('virtual 4500 1.0') : null;
  }

  #write(address: number, data: Uint8Array): Uint8Array | null {
    const [value = 0] = data;
    if (address === 0x07) this.#power(value);
    else if (address === 0x33) this.#mask(data);
    else if (address === 0x4e) this.#turn(value);
    else return null;
    return new Uint8Array(0);
  }

  #power(value: number): void {
    const woken = (this.#status & 0x80) !== 0 && (value & 0x80) === 0;
    const restarted = (this.#status & 0x84) === 0x84;
    this.#status = restarted ? 0x01 : value;
    if (!woken || restarted) return;
    this.#sleepy = this.#options.sleepyReads ?? 1;
    if (++this.#starts > (this.#options.silentStarts ?? 0)) this.#say(words.power);
  }

  #mask(data: Uint8Array): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const number = view.getUint8(0);
    const truth = this.#keyOf(number);
    this.#masked = ((this.#options.keyOf?.(number, truth) ?? truth) ^ view.getUint32(1, true)) >>> 0;
  }

  #turn(mode: number): void {
    this.#mode = mode;
    this.modes.push(mode);
    if (mode === 0x10 && this.#finger) this.#say(words.on);
    if (mode === 0x12 && !this.#finger) this.#say(words.off);
    if (mode === 0x20) void this.#stream();
    else this.#warmth = mode === 0x70 ? 0 : this.#warmth;
  }

  async #stream(): Promise<void> {
    if (this.#streaming) return;
    this.#streaming = true;
    while (this.#mode === 0x20 && this.#end?.unplugged === false && !this.#hot) {
      // A sensor does not queue what nobody fetches.
      if (this.#end.fetched()) await this.#sendFrame(this.#end);
      await new Promise((resolve) => setTimeout(resolve, this.#options.millisecondsPerFrame ?? 1));
    }
    this.#streaming = false;
  }

  async #sendFrame(end: DeviceEnd): Promise<void> {
    this.#step();
    const index = this.#frames++;
    if (++this.#warmth > (this.#options.hotAfterFrames ?? Infinity)) return this.#overheat();
    const padded = this.#options.shortFrames !== true;
    const frame = makeFrame(this.#finger?.() ?? blank, {
      blocks: this.#options.blocks ?? encryptedBlocks,
      firstKeyNumber: (index * 7) % 256,
      upsideDown: this.#options.productId === undefined || this.#options.productId === 0x000a,
      keyOf: (number) => this.#keyOf(number),
      padded,
    });
    const deed = this.#options.frameDeed?.(frame, index) ?? { kind: 'send', bytes: frame };
    if (deed.kind === 'stall') end.halt('in');
    if (deed.kind !== 'send' && deed.kind !== 'endless') return;
    await end.send(deed.bytes);
    if (deed.kind === 'send') {
      const isWhole = deed.bytes.byteLength === frame.byteLength && padded;
      end.endTransfer(!isWhole);
    }
  }

  #overheat(): void {
    this.#hot = true;
    setTimeout(() => {
      this.#hot = false;
      this.#warmth = 0;
      if (this.#end?.unplugged === false) this.losePower();
    }, this.#options.coolingMilliseconds ?? 50);
  }

  #keyOf(number: number): number {
    let key = this.#keys.get(number);
    if (key === undefined) {
      key = (Math.imul(number + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
      this.#keys.set(number, key);
    }
    return key;
  }

  #say(word: number): void {
    this.#step();
    const bytes = new Uint8Array(interruptBytes);
    new DataView(bytes.buffer).setUint16(0, word);
    this.#end?.interrupt(bytes);
  }

  #step(): void {
    this.#options.step?.(++this.#steps);
  }
}
