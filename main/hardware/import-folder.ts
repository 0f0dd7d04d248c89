// From the folder an officer pointed at to a place that holds a camera, or to a sentence on why it is none; and away again.
import path from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { CameraId } from '#contract/ids.ts';
import type { CameraWatch } from './camera-watch.ts';
import type { CameraLayout } from './drivers/layout/layout.ts';
import { holdsVideo } from './drivers/volume/walk.ts';
import type { ImportedFolders } from './volumes/imported-folders.ts';

/**
 * @returns the folder as the system knows it
 * @throws KerbdeskError `not-found` where there is nothing to import, `camera-read-error` where it cannot be looked into.
 */
export async function importFolder(folders: ImportedFolders, folder: string, layout: CameraLayout): Promise<string> {
  const name = path.basename(folder) || folder;
  let root: string;
  try {
    root = await folders.resolve(folder);
  } catch (error) {
    throw new KerbdeskError(
      'camera-read-error',
      `${name} cannot be looked into. Choose a folder that is yours to read.`,
      {
        cause: error,
      },
    );
  }
  if (!(await holdsVideo(root, layout))) {
    throw new KerbdeskError(
      'not-found',
      `There are no recordings in ${name}. Choose the folder that holds them, or the card itself.`,
    );
  }
  folders.add(root);
  return root;
}

/**
 * Lets go of a folder that was imported from.
 * @throws KerbdeskError `not-found` for any other camera, `busy` while it is offloaded.
 */
export async function putAway(watch: CameraWatch, folders: ImportedFolders, id: CameraId): Promise<void> {
  const { place, job, identity } = watch.deviceOf(id);
  if (place?.kind !== 'folder') {
    throw new KerbdeskError('not-found', 'Only a folder that you imported from can be put away.');
  }
  if (job) throw new KerbdeskError('busy', `${identity.name} is being offloaded. Wait, or cancel it.`);
  folders.remove(place.root);
  // A look that is under way still has it, and would open it anew.
  await watch.look();
  watch.letGo(id);
}
