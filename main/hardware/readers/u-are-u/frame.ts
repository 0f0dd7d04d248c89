// One picture of the reader: a header that says which rows are there and which of them are scrambled, then the rows. Foreign bytes:
// whatever does not fit is refused before anything is made of it.
import type { ScannerImage } from '../../../ports/scanner.ts';
import { keyAfter, unscramble } from './cipher.ts';
import { blockFlag, firstBlock, headerBytes, mostBlocks, mostLines, rowBytes } from './protocol.ts';

/** The reader sent something else than a picture: the next one may be one. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

interface Block {
  readonly flags: number;
  readonly lines: number;
}

interface Layout {
  readonly keyNumber: number;
  readonly blocks: readonly Block[];
  /** Rows that came, and rows of the picture. */
  readonly lines: number;
  readonly height: number;
}

/** Below it two neighbouring rows together are smooth as a picture is; scrambled ones come to about 11,000. */
const smooth = 5000;

const has = ({ flags }: Block, flag: number): boolean => (flags & flag) !== 0;

function layoutOf(frame: Uint8Array): Layout {
  if (frame.length < headerBytes) throw new FrameError(`a picture of ${frame.length} bytes`);
  const lines = (frame[4] ?? 0) | ((frame[5] ?? 0) << 8);
  if (lines < 1 || lines >= mostLines) throw new FrameError(`a picture of ${lines} rows`);
  if (frame.length < headerBytes + rowBytes * lines) throw new FrameError(`${lines} rows in ${frame.length} bytes`);
  const blocks: Block[] = [];
  for (let at = 0; at < mostBlocks; at += 1) {
    const place = firstBlock + 2 * at;
    const block = { flags: frame[place] ?? 0, lines: frame[place + 1] ?? 0 };
    if (block.lines === 0) break;
    blocks.push(block);
  }
  const present = blocks.filter((block) => !has(block, blockFlag.missing)).reduce((sum, block) => sum + block.lines, 0);
  const height = blocks.reduce((sum, block) => sum + block.lines, 0);
  if (present !== lines) throw new FrameError(`blocks of ${present} rows in a picture of ${lines}`);
  if (height >= mostLines) throw new FrameError(`a picture of ${height} rows with its gaps`);
  return { keyNumber: frame[6] ?? 0, blocks, lines, height };
}

function isScrambled(rows: Uint8Array): boolean {
  let [sum, squares] = [0, 0];
  const below = rows.length > rowBytes ? rowBytes : 0;
  for (let x = 0; x < rowBytes; x += 1) {
    const both = (rows[x] ?? 0) + (rows[x + below] ?? 0);
    sum += both;
    squares += both * both;
  }
  return squares / rowBytes - (sum / rowBytes) ** 2 >= smooth;
}

/** In place. */
async function unscrambleRows(
  rows: Uint8Array,
  { keyNumber, blocks }: Layout,
  askForKey: (keyNumber: number) => Promise<number>,
): Promise<void> {
  let number = keyNumber;
  let key = await askForKey(number);
  let from = 0;
  for (const block of blocks) {
    if (has(block, blockFlag.newKey)) {
      number = (number + 1) & 0xff;
      key = await askForKey(number);
    }
    const bytes = has(block, blockFlag.missing) ? 0 : rowBytes * block.lines;
    const how = block.flags & (blockFlag.encrypted | blockFlag.keepKey);
    if (how === blockFlag.encrypted) key = unscramble(rows.subarray(from, from + bytes), key);
    else if (how === 0) key = keyAfter(key, rowBytes * block.lines);
    from += bytes;
  }
}

/** Ridges black; rows that are missing are white as the empty glass. */
function pictureOf(rows: Uint8Array, { blocks, height }: Layout, isTurned: boolean): ScannerImage {
  const pixels = new Uint8Array(rowBytes * height).fill(255);
  let [from, to] = [0, 0];
  for (const block of blocks) {
    const bytes = rowBytes * block.lines;
    if (!has(block, blockFlag.missing)) {
      for (let at = 0; at < bytes; at += 1) pixels[to + at] = 255 - (rows[from + at] ?? 0);
      from += bytes;
    }
    to += bytes;
  }
  if (isTurned) pixels.reverse();
  return { width: rowBytes, height, pixels };
}

/**
 * @param frame as it came; what of it holds the print is overwritten with zeros, however this ends
 * @param askForKey the reader's key for this key number, unsigned; its rejections are passed on
 * @throws FrameError
 */
export async function readFrame(
  frame: Uint8Array,
  isTurned: boolean,
  askForKey: (keyNumber: number) => Promise<number>,
): Promise<ScannerImage> {
  try {
    const layout = layoutOf(frame);
    const rows = frame.subarray(headerBytes, headerBytes + rowBytes * layout.lines);
    if (isScrambled(rows)) await unscrambleRows(rows, layout, askForKey);
    return pictureOf(rows, layout, isTurned);
  } finally {
    frame.fill(0);
  }
}
