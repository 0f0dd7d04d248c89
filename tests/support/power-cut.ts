// Cuts the power of a mounted ext4 file system: its shutdown ioctl, which flushes nothing. Needs root on Linux.
import { spawn } from 'node:child_process';

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH. */
const program = `
import fcntl, os, struct, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
print("ready", flush=True)
sys.stdin.readline()
fcntl.ioctl(folder, 0x8004587D, struct.pack("I", 2))
print("cut", flush=True)
`;

export interface PowerSwitch {
  /** Cuts at once; resolves when it is done. What was acknowledged before the call must survive. */
  cut(): Promise<void>;
}

/** Prepares the cut, so that it comes without the delay of starting a program. */
export async function armPowerSwitch(mountPoint: string): Promise<PowerSwitch> {
  const child = spawn('/usr/bin/python3', ['-c', program, mountPoint], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the power switch ended with ${code}`))));
  });
  await new Promise<void>((resolve) => {
    child.stdout.once('data', () => resolve());
  });
  return {
    async cut() {
      child.stdin.end('\n');
      await ended;
    },
  };
}
