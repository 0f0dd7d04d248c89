// Invented fingers as they were grown once: growing one takes half a second, and the same seed grows the same.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { masterPrint, type MasterPrint } from './master-print.ts';

/** So many bytes lie before the ridges, so that they are aligned. */
const headBytes = 256;

/** Grown where the folder has it not yet. A file that is no whole one is grown anew. */
export function storedPrint(folder: string, person: number, finger: number): MasterPrint {
  const file = join(folder, `${person}-${finger}.print`);
  const stored = existsSync(file) ? readPrint(readFileSync(file)) : null;
  if (stored !== null) return stored;
  const grown = masterPrint({ person, finger });
  mkdirSync(folder, { recursive: true });
  // Several programs may grow the same at once.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, bytesOf(grown));
  renameSync(unfinished, file);
  return grown;
}

function bytesOf({ ridges, ...head }: MasterPrint): Uint8Array {
  const bytes = Buffer.alloc(headBytes + ridges.byteLength, ' ');
  bytes.write(JSON.stringify(head));
  bytes.set(new Uint8Array(ridges.buffer, ridges.byteOffset, ridges.byteLength), headBytes);
  return bytes;
}

function readPrint(bytes: Uint8Array): MasterPrint | null {
  try {
    const head = JSON.parse(Buffer.from(bytes.subarray(0, headBytes)).toString('utf8')) as Omit<MasterPrint, 'ridges'>;
    const ridges = new Float32Array(Uint8Array.from(bytes.subarray(headBytes)).buffer);
    return ridges.length === head.width * head.height ? { ...head, ridges } : null;
  } catch {
    return null;
  }
}
