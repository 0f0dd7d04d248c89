// Pieces of the very prints that a test lays on the simulated glass, and where they must never be: every file, and every process but the one
// that holds prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { encodeWsq } from '../../main/biometrics/wsq/encode-wsq.ts';
import type { StandInProgram } from '../../native-mocks/electron/launch.ts';
import { shownFinger } from '../../native-mocks/prints/invented-fingers.ts';
import { Needles } from './needles.ts';
import { familyOf, lookIntoFolder, lookIntoProcess, NotPermitted, together, type Look } from './process-memory.ts';
import { isAlive } from './processes.ts';
import { project } from './program.ts';

const glass = { width: 384, height: 288 } as const;
const pieceBytes = 48;
/** Through the middle of the finger, where ridges are on both sides. */
const pieces = [
  { row: 110, column: 150 },
  { row: 130, column: 190 },
  { row: 144, column: 168 },
  { row: 160, column: 150 },
  { row: 175, column: 190 },
] as const;

/** Of both index fingers of one person, as they lie on the glass, as the sensor turns them, and as they are sent. */
export function needlesOf(person: string): Needles {
  const needles = new Needles();
  for (const finger of [2, 7] as const) {
    const image = shown(person, finger);
    for (const { row, column } of pieces) {
      const piece = pieceAt(image, row, column);
      const inverted = piece.map((value) => 255 - value);
      const name = `finger ${finger} row ${row}`;
      needles.addInEveryForm(name, piece);
      needles.addInEveryForm(`${name} turned`, piece.toReversed());
      needles.addInEveryForm(`${name} inverted`, inverted);
      needles.addInEveryForm(`${name} turned and inverted`, inverted.toReversed());
    }
    const sent = encodeWsq(image, { bitRate: 0.75, pixelsPerInch: 500 });
    for (const share of [0.4, 0.5, 0.6]) {
      const from = Math.floor(sent.length * share);
      needles.addInEveryForm(`WSQ of finger ${finger} from ${from}`, sent.slice(from, from + pieceBytes));
    }
    needles.addInEveryForm(`record of finger ${finger}`, beforeTheImage(finger));
  }
  return needles;
}

const shown = (person: string, finger: number): GrayImage =>
  shownFinger(person, finger, glass, join(project, '.cache/prints'));

const pieceAt = ({ width, pixels }: GrayImage, row: number, column: number): Uint8Array =>
  pixels.slice(row * width + column, row * width + column + pieceBytes);

/** The fields that stand before the image in its record, as they are put together when it is sent. */
const beforeTheImage = (finger: number): Uint8Array =>
  Buffer.from(
    [
      [9, '500'],
      [10, '500'],
      [11, 'WSQ20'],
      [12, '8'],
      [13, String(finger)],
    ]
      .map(([number, value]) => `14.${String(number).padStart(3, '0')}:${value}`)
      .join('\u001D'),
  );

const commandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

export class PrintCanary {
  readonly #program: StandInProgram;
  readonly #person: string;
  readonly #needles: Needles;

  constructor(program: StandInProgram, person: string) {
    this.#program = program;
    this.#person = person;
    this.#needles = needlesOf(person);
  }

  /** To plant it: "finger 2 row 144". */
  sample(): Buffer {
    return Buffer.from(pieceAt(shown(this.#person, 2), 144, 168));
  }

  /**
   * All that run of the program, by name. Neither the identify host, in which prints may be, nor the reference gateway, which stands in
   * for what is outside the laptop and is no part of the product.
   */
  others(): { readonly pid: number; readonly name: string }[] {
    return familyOf(this.#program.pid)
      .filter((pid) => isAlive(pid) && !/identify-host|demonstration-gateway/.test(commandLine(pid)))
      .map((pid) => ({ pid, name: this.#nameOf(pid) }));
  }

  /** @throws NotPermitted where the system lets nobody look */
  memoryOf(pid: number, name = 'the identify host'): Look {
    return lookIntoProcess(this.#needles, pid, name);
  }

  /** With the names of the processes into which the system lets nobody look, such as a browser's in their sandbox. */
  memoryOfOthers(): Look & { readonly refused: readonly string[] } {
    const refused: string[] = [];
    const looks = this.others().flatMap(({ pid, name }) => {
      try {
        return [this.memoryOf(pid, `${name} ${pid}`)];
      } catch (error) {
        if (!(error instanceof NotPermitted)) throw error;
        refused.push(name);
        return [];
      }
    });
    return { ...together(looks), refused };
  }

  files(folders: readonly string[]): Look {
    return together(folders.map((folder) => lookIntoFolder(this.#needles, folder)));
  }

  #nameOf(pid: number): string {
    if (pid === this.#program.pid) return 'main';
    const line = commandLine(pid);
    const own = /(vault-host|device-host|[\w-]+-worker)/.exec(line)?.[1];
    return own ?? /--type=([\w-]+)/.exec(line)?.[1] ?? 'the browser';
  }
}
