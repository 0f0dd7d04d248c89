// What tests of MTP cameras share: a virtual bus, a camera on it, and the driver with a patience fit for tests.
import { placeOfDevice } from '../../main/hardware/camera-places.ts';
import type { CameraSource, SourceFile } from '../../main/hardware/camera-source.ts';
import { cameraLayout } from '../../main/hardware/drivers/layout/layout.ts';
import { createMtpDriver } from '../../main/hardware/drivers/mtp/mtp-driver.ts';
import type { MtpTimes } from '../../main/hardware/drivers/mtp/mtp-times.ts';
import { systemClock } from '../../main/ports/clock.ts';
import type { UsbDevice } from '../../main/ports/usb.ts';
import type { HeldObject } from '../../native-mocks/usb/mtp-contents.ts';
import { MtpResponder, type MtpCameraOptions } from '../../native-mocks/usb/mtp-responder.ts';
import type { VirtualDeviceOptions } from '../../native-mocks/usb/virtual-device.ts';

export const shortTimes: MtpTimes = {
  answer: 400,
  opening: 200,
  leastBytesPerMillisecond: 64,
  recoveryStep: 100,
  quiet: 10,
  event: 30,
  listing: 2_000,
};

export const testDriver = createMtpDriver({ layout: cameraLayout, times: shortTimes, clock: systemClock });

export const never = new AbortController().signal;

export const camFour: VirtualDeviceOptions = {
  vendorId: 0x2b4c,
  productId: 0x0104,
  manufacturer: 'Merlin',
  product: 'M4',
  serial: 'M4-00417',
  firmware: (end) => new MtpResponder(end, mtpOptions([])),
};

export const mtpOptions = (
  contents: readonly HeldObject[],
  habits: Partial<MtpCameraOptions> = {},
): MtpCameraOptions => ({
  manufacturer: 'Merlin',
  model: 'M4',
  serial: 'M4-00417',
  friendlyName: 'CAM 4',
  clockAheadSeconds: -72,
  storages: [{ id: 0x0001_0001, description: 'Internal', contents: () => Promise.resolve(contents) }],
  ...habits,
});

/** A device that holds these objects, to be plugged into a virtual bus. */
export const cameraWith = (
  contents: readonly HeldObject[],
  habits: Partial<MtpCameraOptions> = {},
  device: Partial<VirtualDeviceOptions> = {},
): VirtualDeviceOptions => ({
  ...camFour,
  firmware: (end) => new MtpResponder(end, mtpOptions(contents, habits)),
  ...device,
});

export const openCamera = (device: UsbDevice): Promise<CameraSource> => testDriver.open(placeOfDevice(device), never);

/** All of it from some point on, in blocks of this size. */
export async function readAll(source: CameraSource, file: SourceFile, from = 0, blockBytes = 100_000): Promise<Buffer> {
  const reader = await source.open(file, 'copy');
  try {
    const whole = Buffer.alloc(file.bytes - from);
    let at = 0;
    while (at < whole.byteLength) {
      const count = await reader.read(whole.subarray(at, at + blockBytes), from + at);
      if (count === 0) throw new Error('the file ended early');
      at += count;
    }
    return whole;
  } finally {
    await reader.close();
  }
}
