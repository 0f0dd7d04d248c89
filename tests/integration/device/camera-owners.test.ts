// Whose camera is whose: kept durably, told to nobody who has only the disk, and changed by nobody without the device secret.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraId, officerId } from '#contract/ids.ts';
import { cameraMark, openCameraOwners } from '../../../main/storage/device/camera-owners.ts';

const ada = officerId.parse('5f0a7a52-3c5e-4a9f-9a55-0f1f6f3b9a01');
const tom = officerId.parse('5f0a7a52-3c5e-4a9f-9a55-0f1f6f3b9a02');
const seven = cameraId.parse('serial:Kerb:X60-118842');
const key = new Uint8Array(32).fill(3);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbdesk-owners-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (): string => join(folder, 'camera-owners.json');

describe('camera-owners.json', () => {
  it('keeps an owner over a restart, changes and forgets one', async () => {
    const owners = await openCameraOwners(folder, key);
    expect(owners.ownerOf(seven)).toBeNull();
    await owners.assign(seven, ada);
    expect((await openCameraOwners(folder, key)).ownerOf(seven)).toBe(ada);
    await owners.assign(seven, tom);
    expect((await openCameraOwners(folder, key)).list()).toEqual([{ mark: cameraMark(key, seven), officerId: tom }]);
    await owners.assign(seven, null);
    expect((await openCameraOwners(folder, key)).ownerOf(seven)).toBeNull();
  });

  it('names no camera to whoever has only the disk', async () => {
    await (await openCameraOwners(folder, key)).assign(seven, ada);
    const text = readFileSync(file(), 'utf8');
    expect(text).not.toContain('X60');
    expect(text).not.toContain('118842');
    expect(Object.keys(JSON.parse(text) as object)).toEqual([cameraMark(key, seven)]);
  });

  it('believes no owner that was written without the device secret', async () => {
    await (await openCameraOwners(folder, key)).assign(seven, ada);
    writeFileSync(file(), readFileSync(file(), 'utf8').replace(ada, tom));
    expect((await openCameraOwners(folder, key)).ownerOf(seven)).toBeNull();
    expect((await openCameraOwners(folder, new Uint8Array(32))).ownerOf(seven)).toBeNull();
  });

  it.each(['', 'null', '{"x":1}', '[]'])('holds nothing where it cannot be read (%s)', async (text) => {
    writeFileSync(file(), text);
    expect((await openCameraOwners(folder, key)).list()).toEqual([]);
  });
});
