// Looks at the program's processes from outside, as an administrator would (Linux: /proc).
import { readFileSync } from 'node:fs';
import type { StandInProgram } from '../../native-mocks/electron/launch.ts';

/** Running, and not merely waiting to be buried by its parent. */
export function isAlive(pid: number): boolean {
  try {
    const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return state !== undefined && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** The processes that hold an officer's keys while a vault is open; while it is locked, one without keys may wait. */
export const vaultHosts = (program: StandInProgram): number[] => hosts(program, 'vault-host');

/** The one that reads cameras. */
export const deviceHosts = (program: StandInProgram): number[] => hosts(program, 'device-host');

/** The one that holds prints, while somebody is identified. */
export const identifyHosts = (program: StandInProgram): number[] => hosts(program, 'identify-host');

/** The reference gateway beside the demonstration: not the product's. */
export const gatewayProcesses = (program: StandInProgram): number[] => hosts(program, 'demonstration-gateway');

function hosts(program: StandInProgram, name: string): number[] {
  return program.pids('utility').filter((pid) => {
    try {
      return isAlive(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
    } catch {
      return false;
    }
  });
}
