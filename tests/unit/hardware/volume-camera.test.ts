// What a mounted folder tree tells of a camera: names, identity, odd files; read only, never led astray.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileName } from '../../../main/hardware/drivers/layout/file-names.ts';
import { readIdentityFile } from '../../../main/hardware/drivers/volume/identity-file.ts';
import { cameraLayout } from '../../../main/hardware/drivers/layout/layout.ts';
import { createVolumeDriver, volumeDriver } from '../../../main/hardware/drivers/volume/volume-driver.ts';
import { placeOfVolume, type CameraPlace } from '../../../main/hardware/camera-places.ts';
import { clipName, identityText, writeCamera } from '../../support/offload-kit.ts';

let root: string;
const never = new AbortController().signal;
const volumeAt = (place: string, identity: string | null = null): CameraPlace =>
  placeOfVolume({ identity, label: 'BODYCAM', root: place, fileSystem: 'vfat' });

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'kerbdesk-camera-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('a file name', () => {
  const local = (...parts: [number, number, number, number, number, number]): string =>
    new Date(...parts).toISOString();
  it.each([
    ['20261122_140322_0001.MP4', local(2026, 10, 22, 14, 3, 22)],
    ['20261122-140322.mov', local(2026, 10, 22, 14, 3, 22)],
    ['CAM7_20261122140322.avi', local(2026, 10, 22, 14, 3, 22)],
    ['2026-11-22_14-03-22.mp4', local(2026, 10, 22, 14, 3, 22)],
    ['PC4471_LC2-00731_20261122T140322Z.mp4', '2026-11-22T14:03:22.000Z'],
  ])('%s says when', (name, expected) => {
    expect(readFileName(name, cameraLayout.names)?.startedAt).toBe(expected);
  });

  it.each([
    '20261322_140322.MP4',
    '20260230_140322.MP4',
    '20261122_250322.MP4',
    '19991122_140322.MP4',
    '12026112214032200001.MP4',
    '',
  ])('%s says nothing', (name) => {
    expect(readFileName(name, cameraLayout.names)).toBeNull();
  });
});

describe('an identity file', () => {
  it.each([
    [identityText, { name: 'CAM 7', serial: 'X60-118842', make: 'Kerb' }],
    ['\uFEFF{"SerialNumber": 4711}', { name: null, serial: '4711', make: null }],
    [
      'Serial No: A-12\r\nManufacturer = Kestrel\r\nDevice Name=Front\n',
      { name: 'Front', serial: 'A-12', make: 'Kestrel' },
    ],
    ['name: ev\u202Eil\u0007 \nserial=1', { name: 'evil', serial: '1', make: null }],
  ])('%j names the camera', (text, expected) => {
    expect(readIdentityFile(text)).toMatchObject(expected);
  });

  it.each(['', '{}', '[1,2]', 'null', '{"serial": {"a": 1}}', 'hello world', '\u0000\u0001\u0002'])(
    '%j names none',
    (text) => {
      expect(readIdentityFile(text)).toBeNull();
    },
  );
});

describe('a volume', () => {
  it('is a camera with a camera folder that holds a video, or with an identity file; else not', async () => {
    expect(await volumeDriver.matches(volumeAt(root))).toBe(false);
    await mkdir(path.join(root, 'DCIM', '100MEDIA'), { recursive: true });
    await writeFile(path.join(root, 'DCIM', 'photo.jpg'), 'x');
    await writeFile(path.join(root, 'holiday.mp4'), 'x');
    expect(await volumeDriver.matches(volumeAt(root))).toBe(false);
    await writeFile(path.join(root, 'DCIM', '100MEDIA', 'a.MP4'), '');
    expect(await volumeDriver.matches(volumeAt(root))).toBe(true);
    await rm(path.join(root, 'DCIM'), { recursive: true });
    await writeFile(path.join(root, 'Camera.JSON'), identityText);
    expect(await volumeDriver.matches(volumeAt(root))).toBe(true);
    expect(await volumeDriver.matches(volumeAt(path.join(root, 'nowhere')))).toBe(false);
  });

  it('is the same camera by serial number, else by the identity of its file system, else by names', async () => {
    await mkdir(path.join(root, 'VIDEO'));
    await writeFile(path.join(root, 'VIDEO', 'u_SN7_20261122T140322Z.mp4'), 'x');
    expect((await volumeDriver.open(volumeAt(root), never)).identity).toMatchObject({
      id: 'serial:SN7',
      name: 'BODYCAM',
      serial: 'SN7',
    });
    expect((await volumeDriver.open(volumeAt(root, '6A3F-11C2'), never)).identity.id).toBe('volume:6A3F-11C2');
    await writeFile(path.join(root, 'VIDEO', 'u_SN8_20261122T140322Z.mp4'), 'x');
    const unsure = (await volumeDriver.open(volumeAt(root), never)).identity;
    expect(unsure).toMatchObject({ serial: null, id: `place:BODYCAM:${path.basename(root)}` });
    await writeFile(path.join(root, 'camera.json'), identityText);
    expect((await volumeDriver.open(volumeAt(root, '6A3F-11C2'), never)).identity.id).toBe('serial:Kerb:X60-118842');
  });

  it('lists videos in order of start, and leaves side files, shadows, links, pipes and system folders alone', async () => {
    await writeCamera(root, { [clipName(2)]: 'b', [clipName(1)]: 'a', 'DCIM/other.mov': 'c', 'top level.MP4': 'd' });
    await writeFile(path.join(root, 'DCIM', 'a.json'), '{}');
    await writeFile(path.join(root, 'DCIM', '._a.MP4'), 'shadow');
    await mkdir(path.join(root, 'System Volume Information'));
    await writeFile(path.join(root, 'System Volume Information', 'x.mp4'), 'x');
    await mkdir(path.join(root, '.Trashes'));
    await writeFile(path.join(root, '.Trashes', 'y.mp4'), 'y');
    await symlink('/etc/hostname', path.join(root, 'DCIM', 'link.MP4'));
    await symlink('/etc', path.join(root, 'DCIM', 'folder'));
    execFileSync('mkfifo', [path.join(root, 'DCIM', 'pipe.MP4')]);
    const source = await volumeDriver.open(volumeAt(root), never);
    const { files, problem } = await source.list(never);
    expect(files.map((file) => file.path)).toEqual(
      [clipName(1), clipName(2), 'DCIM/other.mov', 'top level.MP4'].toSorted(
        (a, b) => startOf(files, a).localeCompare(startOf(files, b)) || (a < b ? -1 : 1),
      ),
    );
    expect(files.find((file) => file.name === 'other.mov')).toMatchObject({ startByFileSource: 'file-time' });
    expect(problem).toBeNull();
  });

  it('never follows a link that took the place of a listed file', async () => {
    await writeCamera(root, { [clipName(1)]: 'abc' });
    const source = await volumeDriver.open(volumeAt(root), never);
    const [file] = (await source.list(never)).files;
    if (!file) throw new Error('not listed');
    await rename(path.join(root, clipName(1)), path.join(root, 'moved'));
    await symlink(path.join(root, 'moved'), path.join(root, clipName(1)));
    await expect(source.open(file, 'copy')).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('reads a file whose name is no UTF-8', async () => {
    await writeCamera(root, { [clipName(1)]: 'abc' });
    const odd = Buffer.concat([Buffer.from(`${root}/DCIM/caf`), Buffer.from([0xe9]), Buffer.from('.MP4')]);
    await writeFile(odd, 'latin');
    const source = await volumeDriver.open(volumeAt(root), never);
    const file = (await source.list(never)).files.find((one) => one.path === 'DCIM/caf%E9.MP4');
    if (!file) throw new Error('not listed');
    const reader = await source.open(file, 'copy');
    const into = Buffer.alloc(10);
    expect(into.toString('utf8', 0, await reader.read(into, 0))).toBe('latin');
    await reader.close();
  });

  it('says so where it holds more than is listed, and where the camera clock was never set', async () => {
    const driver = createVolumeDriver({ ...cameraLayout, maximumRecordings: 2, maximumDepth: 2 });
    await writeCamera(root, { 'DCIM/a.MP4': '', 'DCIM/b.MP4': '', 'DCIM/c.MP4': '', 'DCIM/1/2/3/deep.MP4': '' });
    const few = await (await driver.open(volumeAt(root), never)).list(never);
    expect(few.files).toHaveLength(2);
    expect(few.problem).toMatch(/more than can be listed/);
    await utimes(path.join(root, 'DCIM/a.MP4'), 315_532_800, 315_532_800);
    const all = await (await volumeDriver.open(volumeAt(root), never)).list(never);
    expect(all.files.find((file) => file.name === 'a.MP4')).toMatchObject({
      startByFile: null,
      startByFileSource: null,
    });
    expect(all.files).toHaveLength(4);
  });

  it('that answers with an empty folder is not there any more', async () => {
    await writeCamera(root, { [clipName(1)]: 'abc' });
    const source = await volumeDriver.open(volumeAt(root), never);
    expect(await source.present()).toBe(true);
    await rm(path.join(root, 'DCIM'), { recursive: true });
    await rm(path.join(root, 'camera.json'));
    expect(await source.present()).toBe(false);
  });

  it('opens on a medium that is mounted read-only for everyone', async () => {
    await writeCamera(root, { [clipName(1)]: 'abc' });
    await chmod(path.join(root, clipName(1)), 0o444);
    const source = await volumeDriver.open(volumeAt(root), never);
    const [file] = (await source.list(never)).files;
    expect(file && (await (await source.open(file, 'copy')).facts())).toMatchObject({ bytes: 3 });
  });
});

const startOf = (files: readonly { path: string; startByFile: string | null }[], wanted: string): string =>
  files.find((file) => file.path === wanted)?.startByFile ?? '';
