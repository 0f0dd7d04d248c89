// One instance a profile: a lock file that names a live process, and a note to it from every later start.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  unwatchFile,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
}

const lockName = 'stand-in-instance.lock';
const noteSuffix = '.second-start.json';

/** True when this process has the profile now; false when another live one has, which is then told of this start. */
export function takeInstanceLock(folder: string, onSecondStart: (start: SecondStart) => void): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = join(folder, lockName);
  const owner = readOwner(lock);
  if (owner !== null && owner !== identity(process.pid) && isAlive(owner)) {
    const note = join(folder, `${process.pid}${noteSuffix}`);
    writeFileSync(
      `${note}.new`,
      JSON.stringify({ argv: process.argv, workingDirectory: process.cwd() } satisfies SecondStart),
    );
    renameSync(`${note}.new`, note);
    return false;
  }
  writeFileSync(lock, identity(process.pid));
  watch(folder, { persistent: false }, () => {
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith(noteSuffix))) {
      const note = join(folder, name);
      const start = JSON.parse(readFileSync(note, 'utf8')) as SecondStart;
      rmSync(note);
      onSecondStart(start);
    }
  });
  process.once('exit', () => {
    unwatchFile(folder);
    if (existsSync(folder) && readOwner(lock) === identity(process.pid)) rmSync(lock, { force: true });
  });
  return true;
}

function readOwner(lock: string): string | null {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return null;
  }
}

const isAlive = (owner: string): boolean => identity(Number(owner.split(' ')[0])) === owner;

/** Process numbers are used again; together with the moment it started one is unique. Empty for a process that is gone. */
function identity(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch {
    return '';
  }
  try {
    // Field 22, counted after the name, which may hold spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? '' : `${pid} ${fields[19]}`;
  } catch {
    return String(pid);
  }
}
