// Published CSV files of a folder, read one after the other: bounded in number and size, and never so long at once that the window waits.
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { Stats19File, type FileReading, type RowReader } from '#contract/collision/rows/read-file.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { mostBytesInFile, mostBytesInFolder, mostFilesChecked } from '#contract/stats19.ts';

export interface ReadingLimits {
  readonly files: number;
  readonly bytesInFile: number;
  readonly bytesInFolder: number;
}

export const readingLimits: ReadingLimits = {
  files: mostFilesChecked,
  bytesInFile: mostBytesInFile,
  bytesInFolder: mostBytesInFolder,
};

/** What came of one file: its reading, or why it was not read. */
export interface ReadFile {
  readonly name: string;
  readonly reading: FileReading;
  /** Null where it was read to its end. */
  readonly problem: string | null;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'an unknown fault';

const inMegabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000)} MB`;

/** A piece is parsed in one go: some ten milliseconds at most. */
const pieceBytes = 65_536;

/**
 * The names of the folder's CSV files in their order; `unopened` counts those beyond the limit.
 * @throws KerbdeskError `folder-unusable`.
 */
export async function csvFilesOf(
  folder: string,
  { files: most }: ReadingLimits = readingLimits,
): Promise<{ readonly names: readonly string[]; readonly unopened: number }> {
  try {
    const names = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.csv$/i.test(entry.name))
      .map(({ name }) => name)
      .toSorted();
    return { names: names.slice(0, most), unopened: Math.max(0, names.length - most) };
  } catch (error) {
    throw new KerbdeskError('folder-unusable', `That folder could not be read (the system says ${codeOf(error)}).`, {
      cause: error,
    });
  }
}

/**
 * Reads the files in turn. What is wrong with one is told of that one and hides no other. `readerOf` is asked for a reader of the
 * rows of each file.
 */
export async function readFiles(
  folder: string,
  names: readonly string[],
  readerOf: (name: string) => RowReader = () => ({}),
  limits: ReadingLimits = readingLimits,
): Promise<readonly ReadFile[]> {
  const read: ReadFile[] = [];
  let left = limits.bytesInFolder;
  for (const name of names) {
    const file = new Stats19File(name, readerOf(name));
    const { problem, bytes } = await feed(join(folder, name), file, Math.min(limits.bytesInFile, left), limits);
    left -= bytes;
    read.push({ name, reading: file.end(), problem });
  }
  return read;
}

async function feed(
  path: string,
  file: Stats19File,
  most: number,
  limits: ReadingLimits,
): Promise<{ readonly problem: string | null; readonly bytes: number }> {
  const tooLarge =
    most < limits.bytesInFile
      ? `The files of this folder are larger than ${inMegabytes(limits.bytesInFolder)} together: this one was not read to its end. Put it into a folder of its own.`
      : `The file is larger than ${inMegabytes(limits.bytesInFile)} and was not read. Split it, for example by year.`;
  let bytes = 0;
  try {
    if ((await stat(path)).size > most) return { problem: tooLarge, bytes };
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
      const read: Uint8Array = piece;
      bytes += read.byteLength;
      // It may grow while it is read.
      if (bytes > most) return { problem: tooLarge, bytes };
      file.push(decoder.decode(read, { stream: true }));
      await otherWork();
    }
    file.push(decoder.decode());
    return { problem: null, bytes };
  } catch (error) {
    return { problem: `The file could not be read (the system says ${codeOf(error)}).`, bytes };
  }
}
