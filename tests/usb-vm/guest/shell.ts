// Programs of the guest's own system.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** @returns what it wrote. @throws with what it complained of. */
export async function shell(command: string, ...args: string[]): Promise<string> {
  return (await execute(command, args, { maxBuffer: 16 * 1024 * 1024 })).stdout;
}

/** Asks again and again, for what no event tells of. */
export async function eventually(what: string, look: () => boolean | Promise<boolean>, seconds = 300): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
