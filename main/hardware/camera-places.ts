// Where a camera can be: a mounted volume, or a device on the USB bus. Drivers are asked about each place in turn.
import type { UsbBus, UsbDevice } from '../ports/usb.ts';
import type { Volume, Volumes } from '../ports/volumes.ts';

export type CameraPlace =
  | { readonly kind: 'volume'; readonly key: string; readonly volume: Volume }
  | { readonly kind: 'usb'; readonly key: string; readonly device: UsbDevice };

export interface CameraPlaces {
  /** Never rejects: what cannot be looked at is told once and then does without. */
  list(): Promise<readonly CameraPlace[]>;
  /** Tells that it is worth looking before the next poll; returns how to stop. */
  watch(changed: () => void): () => void;
}

/** @param tell hears one sentence when USB cannot be used, and again only after it could be meanwhile. */
export function createCameraPlaces(volumes: Volumes, usb: UsbBus, tell: (problem: string) => void): CameraPlaces {
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
      const [mounted, devices] = await Promise.all([volumes.list(), listUsb()]);
      return [...mounted.map(placeOfVolume), ...devices.map(placeOfDevice)];
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
