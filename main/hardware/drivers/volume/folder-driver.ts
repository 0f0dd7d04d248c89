// A folder or a card that an officer chose: read like a camera that appears as a disk, and never written to either.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { cameraId } from '#contract/ids.ts';
import type { CameraDriver, CameraIdentity } from '../../camera-source.ts';
import type { CameraLayout } from '../layout/layout.ts';
import { findIdentity, VolumeCamera } from './volume-driver.ts';

/** The officer said that recordings are in it: nothing more is asked of its folders. */
export function createFolderDriver(layout: CameraLayout): CameraDriver {
  return {
    id: 'folder',
    matches: (place) => Promise.resolve(place.kind === 'folder'),
    async open(place) {
      if (place.kind !== 'folder') throw new Error('not a folder');
      return new VolumeCamera(place.root, layout, await describe(place.root, layout));
    },
  };
}

/** A camera's card is that camera, so that what was offloaded by cable is known; any other folder is known by where it is. */
async function describe(root: string, layout: CameraLayout): Promise<CameraIdentity> {
  const facts = await findIdentity(root, layout);
  // The root of a drive has no name: "E:\" is then the name.
  const name = path.basename(root) || root;
  const place = createHash('sha256').update(root).digest('hex').slice(0, 24);
  return {
    id: cameraId.parse(
      facts?.serial != null
        ? `serial:${facts.make ?? ''}:${facts.serial}`.slice(0, 200)
        : `folder:${name.slice(0, 100)}:${place}`,
    ),
    name: `Folder: ${name.slice(0, 60)}`,
    serial: facts?.serial ?? null,
    make: facts?.make ?? null,
    kind: 'folder',
    clock: null,
  };
}
