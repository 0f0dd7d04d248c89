// All volumes there are: the system's own, where wanted, and the folders named at the start.
import type { Volumes } from '../../ports/volumes.ts';
import { createFolderVolumes } from './folder-volumes.ts';
import { createLinuxVolumes } from './linux-volumes.ts';
import { createWindowsVolumes } from './windows-volumes.ts';

export function createVolumes(choice: { system: boolean; extraFolders: readonly string[] }): Volumes {
  const sources = choice.extraFolders.map(createFolderVolumes);
  if (choice.system) sources.push(createSystemVolumes(process.platform));
  return {
    async list() {
      return (await Promise.all(sources.map((source) => source.list()))).flat();
    },
  };
}

function createSystemVolumes(platform: NodeJS.Platform): Volumes {
  if (platform === 'win32') return createWindowsVolumes();
  if (platform === 'darwin') return createFolderVolumes('/Volumes');
  return createLinuxVolumes();
}
