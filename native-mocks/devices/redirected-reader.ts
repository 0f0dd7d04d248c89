// The virtual fingerprint reader with a real cable: what lies on its glass and what is wrong with it is told in orders, and each
// is answered by how the reader is then.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { impression } from '../prints/impression.ts';
import { masterPrint, type MasterPrint } from '../prints/master-print.ts';
import { speed } from '../usb/redirect/numbers.ts';
import { plugInto, type Plug } from '../usb/redirect/plug.ts';
import { VirtualBus } from '../usb/virtual-bus.ts';
import type { ReaderFault, ReaderOrder, ReaderState } from './reader-orders.ts';
import { VirtualReader, type RunOfRows } from './virtual-reader.ts';

const [width, height] = [384, 280];
const port = 'redirected';
const interruptBytes = 64;
/** The machine polls a hundred times a second: a storm is over after two seconds. */
const [interruptsOfStorm, stormyPictures] = [40, 5];

const rowsOf: Readonly<Record<'one-key' | 'new-keys', readonly RunOfRows[]>> = {
  'one-key': [
    { lines: 140, isScrambled: true },
    { lines: 140, isScrambled: true },
  ],
  'new-keys': [
    { lines: 40, isScrambled: true },
    { lines: 30 },
    { lines: 50, isScrambled: true },
    { lines: 20, keepsKey: true },
    { lines: 60, isScrambled: true, hasNewKey: true },
    { lines: 10, isMissing: true },
    { lines: 70, isScrambled: true },
  ],
};

/** Places in the upright picture: it comes upside down, so what is last of a run is first. */
function lostOf(runs: readonly RunOfRows[]): number[] {
  let end = 0;
  return runs.flatMap((run) => {
    const begin = end;
    end += run.lines * width;
    const [first, count] = [width * height - end, end - begin];
    if (run.isMissing === true) return Array.from({ length: count }, (_, at) => first + at);
    return run.isScrambled === true ? [first] : [];
  });
}

export class RedirectedReader {
  readonly #address: string;
  readonly #bus = new VirtualBus();
  #reader = new VirtualReader();
  #plug: Plug | null = null;
  #finger: MasterPrint | null = null;
  #glass: GrayImage | null = null;
  #rows: readonly RunOfRows[] = rowsOf['one-key'];
  #pictures = 0;
  /** So many pictures came before the fault. */
  #spoiltAfter = 0;

  /** @param address of the machine's socket */
  constructor(address: string) {
    this.#address = address;
  }

  async obey(order: ReaderOrder): Promise<ReaderState> {
    if (order.order === 'plug-in') await this.#plugIn(order.packetBytes);
    if (order.order === 'pull') await this.#pull();
    if (order.order === 'place') this.#place(order.seed);
    if (order.order === 'lift') {
      this.#glass = null;
      this.#reader.lift();
    }
    if (order.order === 'rows') this.#rows = rowsOf[order.how];
    if (order.order === 'fault') this.#spoil(order.what);
    return this.#state();
  }

  async #plugIn(packetBytes: 64 | 512): Promise<void> {
    await this.#pull();
    const reader = new VirtualReader();
    this.#reader = reader;
    this.#pictures = 0;
    reader.runs = () => this.#rows;
    this.#spoil('none');
    if (this.#glass !== null) this.#show(this.#glass);
    const device = this.#bus.plugIn(port, {
      ...reader.options(),
      packetBytes,
      endpoints: [
        { number: 1, direction: 'in', type: 'interrupt', packetBytes: interruptBytes },
        { number: 2, direction: 'in', type: 'bulk', packetBytes },
      ],
    });
    // Bulk packets of 64 bytes are those of full speed, and of 512 bytes those of high speed.
    const plug = await plugInto(this.#address, device, packetBytes === 64 ? speed.full : speed.high);
    this.#plug = plug;
    void this.#watch(plug);
  }

  async #watch(plug: Plug): Promise<void> {
    await plug.out;
    if (this.#plug === plug) this.#plug = null;
  }

  async #pull(): Promise<void> {
    const plug = this.#plug;
    this.#plug = null;
    plug?.pull();
    this.#bus.unplug(port);
    await plug?.out;
  }

  #place(seed: number): void {
    this.#finger ??= masterPrint({ person: 1, finger: 2 });
    this.#show(impression(this.#finger, { seed, width, height }));
  }

  #show(image: GrayImage): void {
    this.#glass = image;
    this.#reader.place(() => image);
  }

  #spoil(what: ReaderFault): void {
    const { faults } = this.#reader;
    this.#spoiltAfter = this.#pictures;
    faults.isEndless = what === 'endless';
    faults.picture = (bytes) => {
      this.#pictures += 1;
      return this.#spoiled(what, bytes);
    };
  }

  #spoiled(what: ReaderFault, bytes: Uint8Array): Uint8Array {
    const changed = Uint8Array.from(bytes);
    if (what === 'short') return changed.subarray(0, 1000);
    if (what === 'lines') changed.set([0xff, 0xff], 4);
    if (what === 'blocks') changed.fill(0xff, 16, 46);
    if (what === 'wrong-key') changed[6] = (changed[6] ?? 0) + 1;
    if (what === 'endless-storm' || (what === 'storm' && this.#pictures - this.#spoiltAfter <= stormyPictures))
      for (let count = 0; count < interruptsOfStorm; count += 1) this.#reader.tellNextIsEmpty();
    if (what === 'half-then-pulled') {
      // Whole packets of either size: the transfer does not end with them.
      void delay(50).then(() => this.#pull());
      return changed.subarray(0, 51_200);
    }
    return changed;
  }

  #state(): ReaderState {
    const lost = lostOf(this.#rows);
    const pixels = this.#glass === null ? null : Uint8Array.from(this.#glass.pixels);
    for (const place of lost) if (pixels) pixels[place] = 0;
    const { modes, keyExchanges } = this.#reader;
    return {
      isPluggedIn: this.#plug !== null,
      shown: pixels && createHash('sha256').update(pixels).digest('hex'),
      height,
      lost,
      modes,
      keyExchanges,
      pictures: this.#pictures,
    };
  }
}
