// The disk below the records of the running program, as an officer meets it when it is full or slow (Linux, strace).
import { join } from 'node:path';
import { vaultHosts } from './processes.ts';
import type { Profile, RunningProgram } from './program.ts';
import { injectFaults, type Faults } from './strace.ts';
import { officerFolder } from './vault-from-outside.ts';

/** What happens to each write: none succeeds, as on a disk that an offload has filled; or each takes so long. */
export type DiskFault = 'full' | { readonly millisecondsPerWrite: number };

/** From now on, until it is stopped. */
export async function failDisk(profile: Profile, { program }: RunningProgram, fault: DiskFault): Promise<Faults> {
  const folder = await officerFolder(profile);
  const [host = 0] = vaultHosts(program);
  return await injectFaults(host, {
    fault:
      fault === 'full' ? 'pwrite64:error=ENOSPC:when=1+' : `pwrite64:delay_enter=${fault.millisecondsPerWrite * 1000}`,
    paths: [join(folder, 'records.db'), join(folder, 'records.db-wal')],
    log: join(profile.folder, 'strace.log'),
  });
}
