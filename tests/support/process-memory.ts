// Looks through the memory of other processes, and through whole folders, for pieces of a print (Linux: /proc).
import { closeSync, openSync, readdirSync, readFileSync, readSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Needles } from './needles.ts';

const chunkBytes = 4 * 2 ** 20;
/** What lies across two chunks is seen whole in the second. */
const overlapBytes = 256;

export interface Look {
  /** Needles with where they were, and nothing of what they are. */
  readonly found: readonly string[];
  readonly bytes: number;
}

export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
}

interface Region {
  readonly from: number;
  readonly to: number;
  readonly isShared: boolean;
  readonly name: string;
}

/** What the process can write to, and what it shares with one that may. */
function writableRegions(pid: number): Region[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, from, to, own, shared, name] =
      /^([\da-f]+)-([\da-f]+) r(?:w\S(\S)|-\S(s)) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
    if (from === undefined || to === undefined) return [];
    const region = { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
    return [{ ...region, isShared: (own ?? shared) === 's', name: name ?? '' }];
  });
}

const pageBytes = 4096;
const pageEntryBytes = 8;

/** The parts of a region that were ever written to: browsers reserve gigabytes and use little of it. In memory or swapped out. */
function* usedParts(pagemap: number, { from, to, isShared }: Region): Generator<readonly [number, number]> {
  const entries = Buffer.alloc(((to - from) / pageBytes) * pageEntryBytes);
  const got = readSync(pagemap, entries, 0, entries.length, (from / pageBytes) * pageEntryBytes);
  // Another process may have written what is shared.
  if (isShared || got < entries.length) {
    yield [from, to];
    return;
  }
  let began: number | null = null;
  for (let page = 0; page <= entries.length / pageEntryBytes; page += 1) {
    // The two highest bits: present, or swapped out.
    const isUsed = ((entries[page * pageEntryBytes + pageEntryBytes - 1] ?? 0) & 0xc0) !== 0;
    const at = from + page * pageBytes;
    if (isUsed) began ??= at;
    else if (began !== null) {
      yield [began, at];
      began = null;
    }
  }
}

/** For one look at a time. */
const chunk = Buffer.alloc(chunkBytes + overlapBytes);

type Read = (into: Buffer, at: number) => number;

/** From one place up to another, or to where nothing more can be read. */
function lookAlong(needles: Needles, read: Read, [from, to]: readonly [number, number], where: string): Look {
  const found = new Set<string>();
  let [kept, at] = [0, from];
  while (at < to) {
    const got = read(chunk.subarray(kept, kept + Math.min(chunkBytes, to - at)), at);
    if (got === 0) break;
    at += got;
    const seen = chunk.subarray(0, kept + got);
    for (const { needle } of needles.in(seen)) found.add(`${needle} in ${where}`);
    kept = Math.min(overlapBytes, seen.length);
    chunk.copyWithin(0, seen.length - kept, seen.length);
  }
  chunk.fill(0, 0, overlapBytes + Math.min(chunkBytes, at - from));
  return { found: [...found], bytes: at - from };
}

/** @throws NotPermitted where the system lets nobody look */
export function lookIntoProcess(needles: Needles, pid: number, name: string): Look {
  const opened: number[] = [];
  const open = (file: string): number => {
    const descriptor = openSync(`/proc/${pid}/${file}`, 'r');
    opened.push(descriptor);
    return descriptor;
  };
  try {
    const [memory, pagemap] = [open('mem'), open('pagemap')];
    return together(
      writableRegions(pid).map((region) => {
        const where = `the memory of ${name} (${region.name === '' ? 'anonymous' : region.name})`;
        const parts = [...usedParts(pagemap, region)];
        return together(parts.map((part) => lookAlong(needles, readMemory(memory), part, where)));
      }),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') throw new NotPermitted(`The memory of ${name} may not be read`);
    throw error;
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

const readMemory =
  (memory: number): Read =>
  (into, at) => {
    try {
      return readSync(memory, into, 0, into.length, at);
    } catch (error) {
      // A region of a device, or one that was given back since the list was read.
      if ((error as NodeJS.ErrnoException).code === 'EIO') return 0;
      throw error;
    }
  };

/** Every file at any depth, to its last byte. */
export function lookIntoFolder(needles: Needles, folder: string): Look {
  return together(filesBelow(folder).map((file) => lookIntoFile(needles, file)));
}

function lookIntoFile(needles: Needles, path: string): Look {
  let file: number | null = null;
  try {
    const opened = openSync(path, 'r');
    file = opened;
    const read: Read = (into, at) => readSync(opened, into, 0, into.length, at);
    return lookAlong(needles, read, [0, Number.MAX_SAFE_INTEGER], path);
  } catch (error) {
    // The program works on meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { found: [], bytes: 0 };
    throw error;
  } finally {
    if (file !== null) closeSync(file);
  }
}

export function filesBelow(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export const together = (looks: readonly Look[]): Look => ({
  found: looks.flatMap(({ found }) => found),
  bytes: looks.reduce((sum, { bytes }) => sum + bytes, 0),
});

/** A process and whatever it started, at any depth. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const isBelow = (one: number): boolean => {
    const parent = parents.get(one);
    return one === pid || (parent !== undefined && parent !== 0 && isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

/** Null for one that has ended. */
function parentOf(pid: number): number | null {
  try {
    const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return parent === undefined ? null : Number(parent);
  } catch {
    return null;
  }
}
