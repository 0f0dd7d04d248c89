// What both MTP responders have in common for tests, and in what they differ.
import assert from 'node:assert/strict';
import { createNodeUsbBus } from '../../../../main/hardware/usb/node-usb-bus.ts';
import { cameraLayout } from '../../../../main/hardware/drivers/layout/layout.ts';
import { createMtpDriver } from '../../../../main/hardware/drivers/mtp/mtp-driver.ts';
import { mtpTimes } from '../../../../main/hardware/drivers/mtp/mtp-times.ts';
import { systemClock } from '../../../../main/ports/clock.ts';
import { placeOfDevice } from '../../../../main/hardware/camera-places.ts';
import type { CameraSource, SourceFile } from '../../../../main/hardware/camera-source.ts';
import type { UsbDevice } from '../../../../main/ports/usb.ts';
import type { PluggableCamera } from '../devices.ts';
import type { Lab } from '../lab.ts';
import { writeManyRecordings } from '../many-recordings.ts';
import { eventually } from '../shell.ts';

export interface Responder {
  readonly title: string;
  readonly make: (lab: Lab) => Promise<PluggableCamera>;
  /** With thousands of recordings. */
  readonly makeFull: (lab: Lab) => Promise<PluggableCamera>;
  /** Whether it can give any part of an object that is larger than 4 GiB. */
  readonly givesFarParts: boolean;
  /** QEMU without a window calls every name with a character outside of ASCII "Oops". */
  readonly spellsUnicode: boolean;
}

export const responders: readonly Responder[] = [
  {
    title: "QEMU's MTP responder",
    make: (lab) => lab.qemuCamera(true),
    makeFull: async (lab) => lab.fullQemuCamera(),
    givesFarParts: false,
    spellsUnicode: false,
  },
  {
    title: "Debian's umtp-responder",
    make: (lab) => lab.umtpCamera(),
    makeFull: async (lab) => {
      const camera = await lab.umtpCamera();
      await writeManyRecordings(camera.folder);
      return camera;
    },
    givesFarParts: true,
    spellsUnicode: true,
  },
];

const never = new AbortController().signal;

/** With more patience than on a laptop: on a busy host, thousands of questions take this machine minutes. */
const times = { ...mtpTimes, answer: 60_000, listing: 900_000 };
const driver = createMtpDriver({ layout: cameraLayout, times, clock: systemClock });

/** The MTP devices that are plugged in, as the driver finds them. */
async function findCameras(): Promise<UsbDevice[]> {
  const found: UsbDevice[] = [];
  for (const device of await createNodeUsbBus().list()) {
    if (await driver.matches(placeOfDevice(device))) found.push(device);
  }
  return found;
}

/** The only MTP device that is plugged in. */
export async function theDevice(): Promise<UsbDevice> {
  let devices: UsbDevice[] = [];
  await eventually('the camera to be found', async () => (devices = await findCameras()).length === 1);
  const [device] = devices;
  assert.ok(device);
  return device;
}

export const openDevice = (device: UsbDevice): Promise<CameraSource> => driver.open(placeOfDevice(device), never);

/** Plugs it in, and opens it as the device host does. */
export async function openCamera(lab: Lab, camera: PluggableCamera): Promise<CameraSource> {
  await camera.plugIn();
  const source = await openDevice(await theDevice());
  lab.atEnd(async () => source.close?.());
  return source;
}

export async function listFiles(source: CameraSource): Promise<readonly SourceFile[]> {
  const { files, problem } = await source.list(never);
  assert.equal(problem, null);
  return files;
}

export async function fileCalled(source: CameraSource, name: string): Promise<SourceFile> {
  const files = await listFiles(source);
  const file = files.find((one) => one.name === name);
  assert.ok(file, `${name} is not listed, but ${files.map((one) => one.name).join()}`);
  return file;
}
