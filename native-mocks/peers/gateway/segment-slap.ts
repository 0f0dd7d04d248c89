// The fingers of one image of several: four of a hand, or both thumbs. What is touched is found block by block, and each connected area is
// a finger; whatever is not exactly the fingers that should be there is refused, as a wrong finger is worse than none.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import type { FingerPosition, FingerPrint } from '../fingerprint-engine.ts';

/** ANSI/NIST-ITL: 13 right four, 14 left four, 15 both thumbs. */
export type SlapPosition = 13 | 14 | 15;

/** From left to right, with the palms down. */
export const slapFingers: Readonly<Record<SlapPosition, readonly FingerPosition[]>> = {
  13: [2, 3, 4, 5],
  14: [10, 9, 8, 7],
  15: [6, 1],
};

const slapNames: Readonly<Record<SlapPosition, string>> = {
  13: 'the four fingers of the right hand',
  14: 'the four fingers of the left hand',
  15: 'both thumbs',
};

/** The message says what was found instead. */
export class NotASlap extends Error {
  override readonly name = 'NotASlap';
}

/** A ridge and a half at 500 ppi: a block between two ridges is seen as touched too. */
const side = 16;
const millimetre = 500 / 25.4;
/** As at the reader's glass: grays that vary more than a sensor's noise, or are as dark as only skin is. */
const leastDeviation = 14;
const darkAsSkin = 100;
/** Of nine. */
const leastNeighbours = 4;
/** Blocks. A little finger that hardly touches has 40 square millimetres; what is smaller is dirt, or a joint beside the finger. */
const leastBlocks = Math.round((40 * millimetre * millimetre) / (side * side));
/** Blocks. No finger is wider than 30 mm: two are that have run together. */
const widestColumns = Math.ceil((30 * millimetre) / side);

interface Area {
  readonly blocks: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Plate {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Each finger in an image of its own, which is the caller's to overwrite; nothing of its neighbours is in it. The slap stays as it is.
 * @throws NotASlap where there are not as many fingers as there should be
 */
export function segmentSlap(slap: GrayImage, position: SlapPosition): readonly FingerPrint[] {
  const plate = { columns: Math.floor(slap.width / side), rows: Math.floor(slap.height / side) };
  const areas = joined(areasOf(touchedOf(slap, plate), plate)).filter(({ blocks }) => blocks.length >= leastBlocks);
  const fingers = slapFingers[position];
  if (areas.length !== fingers.length)
    throw new NotASlap(
      `The image should have ${slapNames[position]} apart from one another: ${fingers.length} fingers, and not ${areas.length}`,
    );
  if (areas.some(({ left, right }) => right - left + 1 > widestColumns))
    throw new NotASlap(`The image should have ${slapNames[position]} apart from one another: some run together`);
  const fromTheLeft = areas.toSorted((a, b) => a.left + a.right - b.left - b.right);
  return fingers.flatMap((finger, at) => {
    const area = fromTheLeft[at];
    return area === undefined ? [] : [{ position: finger, image: cutOut(slap, area, plate) }];
  });
}

/** 1 for each block that is touched, and has neighbours that are. */
function touchedOf({ width, pixels }: GrayImage, { columns, rows }: Plate): Uint8Array {
  const trial = new Uint8Array(columns * rows);
  for (let at = 0; at < trial.length; at += 1) {
    const from = Math.floor(at / columns) * side * width + (at % columns) * side;
    let [sum, squares] = [0, 0];
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) {
        const value = pixels[from + y * width + x] ?? 0;
        sum += value;
        squares += value * value;
      }
    const mean = sum / (side * side);
    const deviation = Math.sqrt(Math.max(0, squares / (side * side) - mean * mean));
    trial[at] = deviation > leastDeviation || mean < darkAsSkin ? 1 : 0;
  }
  return trial.map((isTouched, at) => {
    let count = 0;
    for (const other of around(at, { columns, rows })) count += trial[other] ?? 0;
    return isTouched === 1 && count >= leastNeighbours ? 1 : 0;
  });
}

/** Itself and up to eight more. */
function* around(at: number, { columns, rows }: Plate): Generator<number> {
  const [column, row] = [at % columns, Math.floor(at / columns)];
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y += 1)
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x += 1) yield y * columns + x;
}

/** What hangs together; the touched blocks are taken away. */
function areasOf(touched: Uint8Array, plate: Plate): readonly Area[] {
  const areas: Area[] = [];
  for (let at = 0; at < touched.length; at += 1) {
    if (touched[at] === 0) continue;
    touched[at] = 0;
    const blocks = [at];
    // Grows while it is gone through.
    for (const block of blocks)
      for (const other of around(block, plate)) {
        if (touched[other] === 0) continue;
        touched[other] = 0;
        blocks.push(other);
      }
    areas.push(areaOf(blocks, plate));
  }
  return areas;
}

function areaOf(blocks: readonly number[], { columns }: Plate): Area {
  let [left, right, top, bottom] = [Infinity, 0, Infinity, 0];
  for (const block of blocks) {
    const [column, row] = [block % columns, Math.floor(block / columns)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  }
  return { blocks, left, right, top, bottom };
}

/** A crease parts a finger in two, one above the other: they are one again where the narrower lies mostly over or under the wider. */
function joined(areas: readonly Area[]): readonly Area[] {
  const fingers: Area[] = [];
  for (const area of areas.toSorted((a, b) => b.blocks.length - a.blocks.length)) {
    const at = fingers.findIndex((finger) => liesOver(area, finger));
    const finger = fingers[at];
    if (finger === undefined) fingers.push(area);
    else
      fingers[at] = {
        blocks: [...finger.blocks, ...area.blocks],
        left: Math.min(finger.left, area.left),
        right: Math.max(finger.right, area.right),
        top: Math.min(finger.top, area.top),
        bottom: Math.max(finger.bottom, area.bottom),
      };
  }
  return fingers;
}

function liesOver(a: Area, b: Area): boolean {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left) + 1;
  return shared * 2 > Math.min(a.right - a.left, b.right - b.left) + 1;
}

/** With a rim of one block; white where neither the finger nor its rim is. */
function cutOut({ width, pixels }: GrayImage, area: Area, plate: Plate): GrayImage {
  const [left, top] = [Math.max(area.left - 1, 0), Math.max(area.top - 1, 0)];
  const columns = Math.min(area.right + 1, plate.columns - 1) - left + 1;
  const rows = Math.min(area.bottom + 1, plate.rows - 1) - top + 1;
  const to = { width: columns * side, height: rows * side };
  const image = { ...to, pixels: new Uint8Array(to.width * to.height).fill(255) };
  const own = new Set(area.blocks.flatMap((block) => [...around(block, plate)]));
  for (const block of own) {
    const [x, y] = [(block % plate.columns) * side, Math.floor(block / plate.columns) * side];
    for (let line = 0; line < side; line += 1) {
      const from = (y + line) * width + x;
      image.pixels.set(pixels.subarray(from, from + side), (y - top * side + line) * to.width + x - left * side);
    }
  }
  return image;
}
