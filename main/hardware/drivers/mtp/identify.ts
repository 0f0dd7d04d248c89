// Who an MTP camera is: by its USB descriptors, which answer even when the camera does not, then by what it says itself.
import { cameraId } from '#contract/ids.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { UsbDescriptors, UsbDevice } from '../../../ports/usb.ts';
import type { CameraClock, CameraIdentity } from '../../camera-source.ts';
import { tidy } from '../layout/tidy.ts';
import { deviceProperty, operation } from './codes.ts';
import { readDateTime, readText, type DeviceInfo } from './datasets.ts';
import { MtpMalformed, MtpRefused } from './mtp-errors.ts';
import type { MtpSession } from './mtp-session.ts';

const hexadecimal = (value: number): string => value.toString(16).padStart(4, '0');

/** The serial number of the USB descriptors identifies; without one the camera's own, else the socket it is plugged into. */
export function identifyByUsb(device: UsbDevice, descriptors: UsbDescriptors): CameraIdentity {
  const model = `${hexadecimal(device.vendorId)}:${hexadecimal(device.productId)}`;
  const serial = tidy(descriptors.serial ?? '');
  const product = tidy(descriptors.product ?? '');
  return {
    id: cameraId.parse(serial === '' ? `usb-port:${model}:${device.port}`.slice(0, 200) : `usb:${model}:${serial}`),
    name: product === '' ? 'Camera' : product,
    serial: serial === '' ? null : serial,
    make: tidy(descriptors.manufacturer ?? '') || null,
    kind: 'mtp',
    clock: null,
  };
}

/** What it says itself beside that: the name it was given, its model, and what time it takes it to be. */
export async function identify(
  byUsb: CameraIdentity,
  info: DeviceInfo,
  session: MtpSession,
  clock: Clock,
): Promise<CameraIdentity> {
  const said = info.properties.has(deviceProperty.friendlyName)
    ? await askText(session, deviceProperty.friendlyName)
    : null;
  const own = tidy(info.serial);
  const name = [said ?? '', info.model].map(tidy).find((one) => one !== '');
  return {
    id: byUsb.serial === null && own !== '' ? cameraId.parse(`mtp:${tidy(info.model)}:${own}`) : byUsb.id,
    name: name ?? byUsb.name,
    serial: byUsb.serial ?? (own === '' ? null : own),
    make: tidy(info.manufacturer) || byUsb.make,
    kind: 'mtp',
    clock: info.properties.has(deviceProperty.dateTime) ? await askClock(session, clock) : null,
  };
}

/** The laptop's time is taken halfway between question and answer. */
async function askClock(session: MtpSession, clock: Clock): Promise<CameraClock | null> {
  const before = Date.parse(clock.now());
  const cameraSaid = readDateTime((await askText(session, deviceProperty.dateTime)) ?? '');
  const after = Date.parse(clock.now());
  if (cameraSaid === null) return null;
  return { cameraSaid, laptopSaid: new Date((before + after) / 2).toISOString(), source: 'mtp-date-time' };
}

/** A camera that stumbles over a question it said it can answer still has its files. */
async function askText(session: MtpSession, property: number): Promise<string | null> {
  try {
    return readText(await session.dataset(operation.getDevicePropValue, [property]));
  } catch (error) {
    if (error instanceof MtpRefused || error instanceof MtpMalformed) return null;
    throw error;
  }
}
