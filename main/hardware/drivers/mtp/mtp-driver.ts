// Cameras that speak PTP or MTP over USB: found by what their interfaces say they are, whoever made them.
import type { Clock } from '../../../ports/clock.ts';
import { UsbError, type UsbDevice } from '../../../ports/usb.ts';
import type { CameraDriver, CameraIdentity } from '../../camera-source.ts';
import type { CameraLayout } from '../layout/layout.ts';
import { identifyByUsb } from './identify.ts';
import { MtpCamera } from './mtp-camera.ts';
import type { MtpTimes } from './mtp-times.ts';
import { findMtpInterface, type MtpInterface } from './recognise.ts';

export interface MtpDriverParts {
  readonly layout: CameraLayout;
  readonly times: MtpTimes;
  readonly clock: Clock;
}

const hubClass = 9;

interface Recognised {
  readonly mtpInterface: MtpInterface;
  readonly identity: CameraIdentity;
}

export function createMtpDriver({ layout, times, clock }: MtpDriverParts): CameraDriver {
  /** What a device is does not change while it is plugged in: it is opened once to look, and no mouse is asked again. */
  const looked = new WeakMap<UsbDevice, Recognised | null>();

  async function recognise(device: UsbDevice): Promise<Recognised | null> {
    const known = looked.get(device);
    if (known !== undefined) return known;
    const connection = await device.open();
    try {
      const mtpInterface = await findMtpInterface(connection);
      const found = mtpInterface && { mtpInterface, identity: identifyByUsb(device, connection.descriptors) };
      looked.set(device, found);
      return found;
    } finally {
      await connection.close();
    }
  }

  return {
    id: 'mtp',
    async matches(place) {
      if (place.kind !== 'usb' || place.device.deviceClass === hubClass) return false;
      try {
        return (await recognise(place.device)) !== null;
      } catch {
        // Perhaps the system has not given it to us yet; the watch looks again.
        return false;
      }
    },
    async open(place, signal) {
      const recognised = place.kind === 'usb' ? await recognise(place.device) : null;
      if (place.kind !== 'usb' || !recognised) throw new UsbError('failed', 'no MTP camera');
      const camera = new MtpCamera({ device: place.device, ...recognised, layout, times, clock });
      try {
        await camera.connect();
      } catch (error) {
        // One that does not let itself be used is shown all the same, and says why when it is listed.
        if (error instanceof UsbError) throw error;
      }
      if (signal.aborted) {
        await camera.close();
        signal.throwIfAborted();
      }
      return camera;
    },
  };
}
