// Makes the frames of a virtual U.are.U reader: what the sensor sees, cut into blocks, each encrypted, left plain or left out.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { Scrambler } from './scrambler.ts';

const sensorWidth = 384;
const header = 64;
const wholeFrame = 111_424;

export interface BlockPlan {
  readonly rows: number;
  readonly encrypted?: boolean;
  /** The key stands still where the block is not encrypted. */
  readonly keepKey?: boolean;
  readonly changeKey?: boolean;
  /** A gap: the rows are not sent. */
  readonly absent?: boolean;
}

export interface FramePlan {
  readonly blocks: readonly BlockPlan[];
  readonly firstKeyNumber: number;
  /** Upside down, as the sensor of the 4500 is. */
  readonly upsideDown: boolean;
  readonly keyOf: (keyNumber: number) => number;
  /** As long as the longest frame, whatever is in it. */
  readonly padded: boolean;
}

export function makeFrame(seen: GrayImage, plan: FramePlan): Buffer {
  const height = plan.blocks.reduce((rows, block) => rows + block.rows, 0);
  const raw = sensorRows(seen, height, plan.upsideDown);
  const bodies: Uint8Array[] = [];
  const frame = Buffer.alloc(header);
  frame[6] = plan.firstKeyNumber;
  let keyNumber = plan.firstKeyNumber;
  let scrambler = new Scrambler(plan.keyOf(keyNumber));
  let row = 0;
  let sent = 0;
  for (const [index, block] of plan.blocks.entries()) {
    if (block.changeKey === true) {
      keyNumber = (keyNumber + 1) % 256;
      scrambler = new Scrambler(plan.keyOf(keyNumber));
    }
    frame[16 + index * 2] = flagsOf(block);
    frame[17 + index * 2] = block.rows;
    const plain = raw.subarray(row * sensorWidth, (row + block.rows) * sensorWidth);
    row += block.rows;
    const body = pass(plain, block, scrambler);
    if (block.absent === true) continue;
    bodies.push(body);
    sent += block.rows;
  }
  frame.writeUInt16LE(sent, 4);
  const whole = Buffer.concat([frame, ...bodies]);
  return plan.padded ? Buffer.concat([whole], wholeFrame) : whole;
}

function pass(plain: Uint8Array, block: BlockPlan, scrambler: Scrambler): Uint8Array {
  if (block.encrypted === true && block.keepKey !== true) return scrambler.scramble(plain, 0xa5);
  if (block.keepKey !== true) scrambler.skip(plain.length);
  return plain;
}

const flagsOf = ({ absent, encrypted, keepKey, changeKey }: BlockPlan): number =>
  (absent === true ? 1 : 0) +
  (encrypted === true ? 2 : 0) +
  (keepKey === true ? 4 : 0) +
  (changeKey === true ? 128 : 0);

/** In the middle of the sensor, white around it; ridges are light to the sensor. */
function sensorRows(seen: GrayImage, height: number, upsideDown: boolean): Uint8Array {
  const rows = new Uint8Array(sensorWidth * height);
  const left = Math.floor((sensorWidth - seen.width) / 2);
  const top = Math.floor((height - seen.height) / 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < sensorWidth; x++) {
      const inside = x >= left && x < left + seen.width && y >= top && y < top + seen.height;
      const value = inside ? (seen.pixels[(y - top) * seen.width + x - left] ?? 255) : 255;
      const at = y * sensorWidth + x;
      rows[upsideDown ? rows.length - 1 - at : at] = 255 - value;
    }
  }
  return rows;
}
