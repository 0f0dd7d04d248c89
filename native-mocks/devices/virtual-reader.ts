// A U.are.U 4500 that is not there: its firmware on the virtual bus, with a scrambling of its own making that shares no line with the
// driver's. What lies on its glass, and what is wrong with it, is decided by whoever holds it.
import { createHash, randomBytes } from 'node:crypto';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { eventPacketBytes, type DeviceEnd, type Firmware, type VirtualDeviceOptions } from '../usb/virtual-device.ts';

const width = 384;
const pictureBytes = 111_424;
const bulkPacket = 64;
const registers = { status: 0x07, index: 0x33, key: 0x34, mode: 0x4e, information: 0xf0 };

/** A run of rows as the header tells of it. */
export interface RunOfRows {
  readonly lines: number;
  readonly isScrambled?: boolean;
  /** The rows are not sent: the picture has a gap there. */
  readonly isMissing?: boolean;
  readonly hasNewKey?: boolean;
  readonly keepsKey?: boolean;
}

export interface ReaderFaults {
  /** Changes a picture before it is sent. */
  picture?: (bytes: Uint8Array) => Uint8Array;
  /** No picture comes. */
  isSilent?: boolean;
  /** Bytes that follow a picture, and never end. */
  isEndless?: boolean;
  /** It never says that its power is on. */
  staysDark?: boolean;
  isRefusing?: (register: number, isWrite: boolean) => boolean;
  /** Called before each answer, counted from one: to pull the cable at any moment. */
  beforeStep?: (step: number) => void;
}

type Bits = readonly number[];
const bitsOf = (value: number): Bits => Array.from({ length: 32 }, (_, place) => Math.floor(value / 2 ** place) % 2);
const tapped = [0, 2, 3, 6, 10, 12, 19, 22, 25, 28, 31];
const masked = [4, 8, 11, 14, 18, 21, 24, 29];

/** Word for word as its protocol is told: bits in a row, the new one comes in at the top. */
class Scrambler {
  #bits: Bits;

  constructor(key: number) {
    this.#bits = bitsOf(key);
  }

  step(): void {
    const ones = tapped.filter((place) => this.#bits[place] === 1).length;
    this.#bits = [...this.#bits.slice(1), ones % 2];
  }

  mask(): number {
    return masked.reduce((mask, place, bit) => mask + (this.#bits[place] ?? 0) * 2 ** bit, 0);
  }

  scramble(rows: Uint8Array): Uint8Array {
    const out = Uint8Array.from(rows);
    out[0] = randomBytes(1)[0] ?? 0;
    for (let at = 0; at < rows.length - 1; at += 1) {
      out[at + 1] = (rows[at] ?? 0) ^ this.mask();
      this.step();
    }
    this.step();
    return out;
  }
}

export class VirtualReader {
  /** What lies on the glass; null for nothing. 384 pixels wide; as the picture shall be, the ridges black. */
  glass: (() => GrayImage) | null = null;
  /** How its rows come; left out: all in one run, scrambled. */
  runs: ((height: number) => readonly RunOfRows[]) | null = null;
  readonly faults: ReaderFaults = {};
  /** Modes that it was set to. */
  readonly modes: number[] = [];
  keyExchanges = 0;
  #status = 0x81;
  #mode = 0;
  #seed = 0;
  #keyNumber = 0;
  #steps = 0;
  #isStreaming = false;
  #end: DeviceEnd | null = null;

  options(): VirtualDeviceOptions {
    return {
      vendorId: 0x05ba,
      productId: 0x000a,
      manufacturer: 'DigitalPersona, Inc.',
      product: 'U.are.U 4500 Fingerprint Reader',
      serial: null,
      packetBytes: bulkPacket,
      interfaceClass: 0xff,
      endpoints: [
        { number: 1, direction: 'in', type: 'interrupt', packetBytes: eventPacketBytes },
        { number: 2, direction: 'in', type: 'bulk', packetBytes: bulkPacket },
      ],
      firmware: (end) => {
        this.#end = end;
        return this.#firmware();
      },
    };
  }

  place(glass: () => GrayImage): void {
    this.glass = glass;
    if (this.#mode === 0x10) this.#tell(0x0101);
  }

  lift(): void {
    this.glass = null;
    if (this.#mode === 0x12) this.#tell(0x0200);
  }

  tellNextIsEmpty(): void {
    this.#tell(0x0800);
  }

  #firmware(): Firmware {
    return {
      control: ({ request, value }, data) => {
        this.#steps += 1;
        this.faults.beforeStep?.(this.#steps);
        const isWrite = data.length > 0;
        if (request !== 4 || this.faults.isRefusing?.(value, isWrite) === true) return null;
        return isWrite ? this.#write(value, data) : this.#read(value);
      },
      reset: () => undefined,
    };
  }

  #read(register: number): Uint8Array {
    if (register === registers.status) return Uint8Array.of(this.#status);
    if (register === registers.information) return new Uint8Array(16);
    if (register !== registers.key) return new Uint8Array(0);
    const answer = Buffer.alloc(4);
    answer.writeUInt32LE((this.#keyFor(this.#keyNumber) ^ this.#seed) >>> 0);
    return answer;
  }

  #write(register: number, data: Uint8Array): Uint8Array {
    if (register === registers.status) {
      const wasAsleep = (this.#status & 0x80) !== 0;
      this.#status = data[0] ?? 0;
      if (wasAsleep && (this.#status & 0x80) === 0 && this.faults.staysDark !== true) this.#tell(0x56aa);
    }
    if (register === registers.index) {
      this.keyExchanges += 1;
      this.#keyNumber = data[0] ?? 0;
      this.#seed = Buffer.from(data).readUInt32LE(1);
    }
    if (register === registers.mode) this.#enter(data[0] ?? 0);
    return new Uint8Array(0);
  }

  #enter(mode: number): void {
    this.#mode = mode;
    this.modes.push(mode);
    if (mode === 0x10 && this.glass !== null) this.#tell(0x0101);
    if (mode === 0x12 && this.glass === null) this.#tell(0x0200);
    if (mode === 0x20) void this.#stream();
  }

  /** Live for as long as its mode stays; a sensor does not queue what nobody fetches. */
  async #stream(): Promise<void> {
    if (this.#isStreaming) return;
    this.#isStreaming = true;
    while (this.#mode === 0x20 && this.#end?.unplugged === false && this.faults.isSilent !== true) {
      if (this.#end.fetched()) await this.#send();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    this.#isStreaming = false;
  }

  #tell(event: number): void {
    const bytes = new Uint8Array(64);
    bytes[0] = event >> 8;
    bytes[1] = event & 0xff;
    this.#end?.interrupt(bytes);
  }

  /** Of its number alone: the seed only hides it on the wire. */
  #keyFor(keyNumber: number): number {
    return createHash('sha256').update(`key ${keyNumber}`).digest().readUInt32LE();
  }

  async #send(): Promise<void> {
    const image = this.glass?.() ?? { width, height: 280, pixels: new Uint8Array(width * 280).fill(255) };
    const picture = this.#pictureOf(image);
    const bytes = this.faults.picture?.(picture) ?? picture;
    await this.#end?.send(bytes);
    this.#end?.endTransfer(false);
    while (this.faults.isEndless === true && this.#end?.unplugged === false)
      await this.#end.send(new Uint8Array(65_536));
  }

  #pictureOf({ height, pixels }: GrayImage): Uint8Array {
    const runs = this.runs?.(height) ?? [...halves(height)];
    // It stands on its head, and bright is where the skin is.
    const rows = Uint8Array.from(pixels, (value) => 255 - value);
    rows.reverse();
    const picture = new Uint8Array(pictureBytes);
    const sent = runs.filter(({ isMissing }) => isMissing !== true).reduce((sum, { lines }) => sum + lines, 0);
    picture.set([sent & 0xff, sent >> 8, 3], 4);
    let number = 3;
    let scrambler = new Scrambler(this.#keyFor(number));
    let [from, to] = [0, 64];
    for (const [index, run] of runs.entries()) {
      const { lines, isScrambled = false, isMissing = false, hasNewKey = false, keepsKey = false } = run;
      const flags = (hasNewKey ? 0x80 : 0) | (keepsKey ? 4 : 0) | (isScrambled ? 2 : 0) | (isMissing ? 1 : 0);
      picture.set([flags, lines], 16 + 2 * index);
      if (hasNewKey) scrambler = new Scrambler(this.#keyFor((number += 1)));
      const part = rows.subarray(from, from + width * lines);
      from += width * lines;
      // A gap that is marked as scrambled is not sent, and moves the key all the same.
      const sentRows = isScrambled ? scrambler.scramble(part) : part;
      if (!isMissing) picture.set(sentRows, to);
      if (!isScrambled && !keepsKey) for (let step = 0; step < part.length; step += 1) scrambler.step();
      if (!isMissing) to += part.length;
    }
    rows.fill(0);
    return picture;
  }
}

/** More than 255 rows do not fit into one run. */
function* halves(height: number): Generator<RunOfRows> {
  const first = Math.floor(height / 2);
  yield { lines: first, isScrambled: true };
  yield { lines: height - first, isScrambled: true };
}
