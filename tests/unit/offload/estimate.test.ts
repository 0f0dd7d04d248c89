// What an offload would take: measured or not said, and a slowdown that is real before it is told.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statSync } from 'node:fs';
import type { CameraSource, SourceFile } from '../../../main/hardware/camera-source.ts';
import { Estimator, reserveBytes, spaceFor } from '../../../main/hardware/offload/estimate.ts';
import { SlowingDown } from '../../../main/hardware/offload/slowing-down.ts';
import { readCameraLink } from '../../../main/hardware/system/camera-link.ts';
import { readHotDisk } from '../../../main/hardware/system/disk-heat.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import type { UsbDevice } from '../../../main/ports/usb.ts';

class HandClock implements Clock {
  milliseconds = 0;
  now(): string {
    return '2026-11-22T14:00:00.000Z';
  }
  monotonic(): number {
    return this.milliseconds;
  }
}

const megabyte = 1_000_000;
const recording = (bytes: number): SourceFile => ({
  path: 'DCIM/A.MP4',
  name: 'A.MP4',
  bytes,
  modifiedAt: null,
  startByFile: null,
  startByFileSource: null,
  part: null,
  sideOf: null,
});

/** A camera that gives so many bytes a second by the clock. */
const cameraAt = (clock: HandClock, bytesPerSecond: number): CameraSource =>
  ({
    open: () =>
      Promise.resolve({
        read(into: Uint8Array) {
          clock.milliseconds += (into.byteLength / bytesPerSecond) * 1000;
          return Promise.resolve(into.byteLength);
        },
        close: () => Promise.resolve(),
      }),
  }) as unknown as CameraSource;

const nothing = { sink: null, claimed: 0, link: null, hotDisk: null };

describe('an estimate', () => {
  it('takes its time from a short read of the camera, and says that it is the least', async () => {
    const clock = new HandClock();
    const estimate = await new Estimator(clock).estimate({
      source: cameraAt(clock, 35 * megabyte),
      left: [recording(3500 * megabyte)],
      ...nothing,
    });
    expect(estimate).toMatchObject({ bytesToCopy: 3500 * megabyte, atLeast: true, space: null, bytesFree: null });
    expect(estimate.seconds).toBeCloseTo(100, 3);
    expect(clock.milliseconds).toBeLessThan(1000);
  });

  it('knows the vault’s own speed once an offload has shown it', async () => {
    const clock = new HandClock();
    const estimator = new Estimator(clock);
    estimator.learn({ copying: 50 * megabyte, verifying: 100 * megabyte });
    const source = cameraAt(clock, 200 * megabyte);
    const estimate = await estimator.estimate({ source, left: [recording(1000 * megabyte)], ...nothing });
    expect(estimate).toMatchObject({ atLeast: false });
    expect(estimate.seconds).toBeCloseTo(30, 3);
  });

  it('says no time where there is too little to measure, or the camera does not answer', async () => {
    const clock = new HandClock();
    const small = { source: cameraAt(clock, megabyte), left: [recording(1000)], ...nothing };
    expect((await new Estimator(clock).estimate(small)).seconds).toBeNull();
    const silent = { open: () => Promise.reject(new Error('EIO')) } as unknown as CameraSource;
    const estimate = await new Estimator(clock).estimate({ source: silent, left: [recording(1e9)], ...nothing });
    expect(estimate.seconds).toBeNull();
  });

  it('warns where little would be left, and where it does not fit', () => {
    expect(spaceFor(10, 9)).toBe('short');
    expect(spaceFor(10, 10)).toBe('tight');
    expect(spaceFor(10, 10 + reserveBytes - 1)).toBe('tight');
    expect(spaceFor(10, 10 + reserveBytes)).toBe('enough');
  });
});

describe('slowing down', () => {
  it('is told only after a while far below the best, and not any more once it is fast again', () => {
    const clock = new HandClock();
    const slowing = new SlowingDown(clock);
    slowing.note(100);
    slowing.note(30);
    clock.milliseconds += 14_999;
    slowing.note(30);
    expect(slowing.slowedFrom).toBeNull();
    clock.milliseconds += 1;
    expect(slowing.slowedFrom).toBe(100);
    slowing.note(60);
    expect(slowing.slowedFrom).toBeNull();
  });
});

describe('what Linux tells of connection and disk', () => {
  let folder: string;
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kerbdesk-sys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const links = () => ({
    blockDevices: path.join(folder, 'block'),
    usbDevices: path.join(folder, 'usb'),
  });
  const usbPlace = { kind: 'usb', key: 'k', device: { port: '1-2' } as UsbDevice } as const;

  it.each([
    ['480', ' 2.00', { generation: 2, couldBeFaster: false }],
    ['480', ' 2.10', { generation: 2, couldBeFaster: true }],
    ['5000', ' 3.20', { generation: 3, couldBeFaster: false }],
    ['12', ' 2.00', { generation: 1, couldBeFaster: true }],
  ])('a device at %s Mbit/s that says%s', async (speed, version, expected) => {
    put('usb/1-2/speed', `${speed}\n`);
    put('usb/1-2/version', `${version}\n`);
    expect(await readCameraLink(usbPlace, links())).toEqual(expected);
  });

  it('finds the USB device above a disk, and says nothing of one that is not on USB', async () => {
    const { dev } = statSync(folder);
    const name = `${Math.floor(dev / 256) % 4096}:${(dev % 256) + Math.floor(dev / 2 ** 20) * 256}`;
    put('devices/usb1/1-2/speed', '5000\n');
    put('devices/usb1/1-2/version', ' 3.20\n');
    mkdirSync(path.join(folder, 'devices/usb1/1-2/1-2:1.0/host0/block/sdb/sdb1'), { recursive: true });
    mkdirSync(path.join(folder, 'block'));
    symlinkSync(path.join(folder, 'devices/usb1/1-2/1-2:1.0/host0/block/sdb/sdb1'), path.join(folder, 'block', name));
    const volume = { identity: null, label: null, root: folder, fileSystem: null };
    const place = { kind: 'volume', key: 'v', volume } as const;
    expect(await readCameraLink(place, links())).toEqual({ generation: 3, couldBeFaster: false });
    expect(await readCameraLink(place, { ...links(), blockDevices: '/nowhere' })).toBeNull();
  });

  it('tells a disk at the limit it names itself, through an encrypted one above it, and no other', async () => {
    const { dev } = statSync(folder);
    const name = `${Math.floor(dev / 256) % 4096}:${(dev % 256) + Math.floor(dev / 2 ** 20) * 256}`;
    const disk = path.join(folder, 'devices/pci/nvme/nvme0/nvme0n1/nvme0n1p2');
    mkdirSync(disk, { recursive: true });
    mkdirSync(path.join(folder, 'devices/virtual/block/dm-0/slaves'), { recursive: true });
    symlinkSync(disk, path.join(folder, 'devices/virtual/block/dm-0/slaves/nvme0n1p2'));
    mkdirSync(path.join(folder, 'block'));
    symlinkSync(path.join(folder, 'devices/virtual/block/dm-0'), path.join(folder, 'block', name));
    put('sensors/hwmon0/temp1_max', '81850\n');
    symlinkSync(path.join(folder, 'devices/pci/nvme/nvme0'), path.join(folder, 'sensors/hwmon0/device'));
    const places = { blockDevices: path.join(folder, 'block'), sensors: path.join(folder, 'sensors') };
    put('sensors/hwmon0/temp1_input', '83850\n');
    expect(await readHotDisk(folder, places)).toBe(84);
    put('sensors/hwmon0/temp1_input', '60000\n');
    expect(await readHotDisk(folder, places)).toBeNull();
    expect(await readHotDisk(folder, { ...places, sensors: '/nowhere' })).toBeNull();
  });
});
