// A camera that nobody emptied for months: thousands of recordings. Written by the host where the guest would take minutes.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const inOneFolder = Array.from({ length: 2000 }, (_, index) => `DCIM/100MEDIA/CLIP${index}.MP4`);
const inHundreds = Array.from({ length: 100 }, (_, index) => `DCIM/${200 + index}MEDIA/CLIP.MP4`);

export const manyNames: readonly string[] = [...inOneFolder, ...inHundreds];

/** Where the host puts them, in the folder that it shares with the guest. */
export const preparedFolder = 'many-recordings';

export async function writeManyRecordings(folder: string): Promise<void> {
  for (const one of new Set(manyNames.map((name) => path.dirname(name)))) {
    await mkdir(path.join(folder, one), { recursive: true });
  }
  for (const name of manyNames) await writeFile(path.join(folder, name), 'one');
}
