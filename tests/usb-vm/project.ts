// Where the checkout is, and why the guest machine cannot be run here, if it cannot.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

export const project = path.resolve(import.meta.dirname, '../..');

const commands = ['qemu-system-x86_64', 'apt-get', 'apt-cache', 'dpkg-deb', 'tar', 'bash', 'setpriv'];

/** One sentence; null where the guest machine can be run. */
export function whyNoGuest(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `The guest machine runs on Linux on x64 only, and this is ${process.platform} on ${process.arch}.`;
  }
  const missing = commands.filter((command) => !isOnPath(command));
  return missing.length === 0 ? null : `The guest machine needs ${missing.join(', ')}, which this machine has not.`;
}

function isOnPath(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
