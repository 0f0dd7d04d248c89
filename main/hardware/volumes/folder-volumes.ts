// Folders whose children are taken for volumes: simulated cameras, and macOS, which mounts everything under /Volumes.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Volume, Volumes } from '../../ports/volumes.ts';

export function createFolderVolumes(folder: string): Volumes {
  return {
    async list() {
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        return entries
          .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
          .map((entry): Volume => ({
            identity: null,
            label: entry.name,
            root: path.join(folder, entry.name),
            fileSystem: null,
          }));
      } catch {
        return [];
      }
    },
  };
}
