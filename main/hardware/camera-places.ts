// Where a camera can be: a mounted volume, a device on the USB bus, a chosen folder. Drivers are asked about each place in turn.
import path from 'node:path';
import { cameraId, type CameraId } from '#contract/ids.ts';
import type { UsbBus, UsbDevice } from '../ports/usb.ts';
import type { Volume, Volumes } from '../ports/volumes.ts';
import type { ImportedFolders } from './volumes/imported-folders.ts';

export type CameraPlace =
  | { readonly kind: 'volume'; readonly key: string; readonly volume: Volume }
  | { readonly kind: 'usb'; readonly key: string; readonly device: UsbDevice }
  | { readonly kind: 'folder'; readonly key: string; readonly root: string };

export interface CameraPlaces {
  /** Never rejects: what cannot be looked at is told once and then does without. */
  list(): Promise<readonly CameraPlace[]>;
  /** Tells that it is worth looking before the next poll; returns how to stop. */
  watch(changed: () => void): () => void;
}

/** @param tell hears one sentence when USB cannot be used, and again only after it could be meanwhile. */
export function createCameraPlaces(
  volumes: Volumes,
  usb: UsbBus,
  folders: ImportedFolders,
  tell: (problem: string) => void,
): CameraPlaces {
  let usbWorks = true;
  const listUsb = async (): Promise<readonly UsbDevice[]> => {
    try {
      const devices = await usb.list();
      usbWorks = true;
      return devices;
    } catch {
      if (usbWorks) tell('USB cannot be used on this laptop: only cameras that appear as a disk are seen. Tell IT.');
      usbWorks = false;
      return [];
    }
  };
  return {
    async list() {
      const [mounted, devices, chosen] = await Promise.all([volumes.list(), listUsb(), folders.list()]);
      return [...mounted.map(placeOfVolume), ...devices.map(placeOfDevice), ...chosen.map(placeOfFolder)];
    },
    watch: (changed) => usb.watch(changed),
  };
}

export const placeOfVolume = (volume: Volume): CameraPlace => ({
  kind: 'volume',
  key: `volume\n${volume.root}\n${volume.identity ?? ''}`,
  volume,
});

export const placeOfDevice = (device: UsbDevice): CameraPlace => ({ kind: 'usb', key: `usb\n${device.key}`, device });

export const placeOfFolder = (root: string): CameraPlace => ({ kind: 'folder', key: `folder\n${root}`, root });

/** The top of everything in it; null for what has no folders of the system's own. */
export function rootOf(place: CameraPlace): string | null {
  if (place.kind === 'usb') return null;
  return place.kind === 'folder' ? place.root : place.volume.root;
}

/** Two places that claim to be the same camera are two cameras: their recordings must never be taken for each other's. */
export const besides = (id: CameraId, place: CameraPlace): CameraId =>
  cameraId.parse(`${id.slice(0, 130)}~${distinction(place).slice(0, 60)}`);

function distinction(place: CameraPlace): string {
  if (place.kind === 'usb') return place.device.port;
  return place.kind === 'folder'
    ? path.basename(place.root)
    : (place.volume.identity ?? path.basename(place.volume.root));
}
