// camera-owners.json: whose camera is whose on this laptop, so that an offload goes to the right officer while all are locked.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { officerId, type CameraId, type OfficerId } from '#contract/ids.ts';
import type { CameraOwners } from '../../ports/device.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const ownersFile = z.record(hex, z.object({ officer: officerId, seal: hex }));

/** More cameras than any laptop sees; the ones that were assigned longest ago are forgotten first. */
const mostCameras = 2000;

const keyFor = (resumeKey: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', resumeKey, new Uint8Array(0), `kerbdesk camera owners v1 ${use}`, 32));

/** Names a camera to whoever has the device secret, and tells whoever has only the disk nothing. */
export const cameraMark = (resumeKey: Uint8Array, camera: CameraId): string =>
  createHmac('sha256', keyFor(resumeKey, 'mark')).update(camera).digest('hex');

/** Each entry is sealed under a key of the device secret: nobody else can turn a camera towards another officer's vault. */
export async function openCameraOwners(dataFolder: string, resumeKey: Uint8Array): Promise<CameraOwners> {
  const path = join(dataFolder, 'camera-owners.json');
  const sealKey = keyFor(resumeKey, 'seal');
  const sealOf = (mark: string, officer: OfficerId): Buffer =>
    createHmac('sha256', sealKey).update(`${mark} ${officer}`).digest();
  const owners = new Map<string, OfficerId>();
  for (const [mark, { officer, seal }] of readOwners(await readSmallFile(path, 1_048_576))) {
    if (timingSafeEqual(Buffer.from(seal, 'hex'), sealOf(mark, officer))) owners.set(mark, officer);
  }
  // Writers of one file take turns.
  let writing: Promise<void> = Promise.resolve();

  const encode = (): Buffer =>
    Buffer.from(
      JSON.stringify(
        Object.fromEntries(
          [...owners].map(([mark, officer]) => [mark, { officer, seal: sealOf(mark, officer).toString('hex') }]),
        ),
      ),
    );

  return {
    ownerOf: (camera) => owners.get(cameraMark(resumeKey, camera)) ?? null,
    list: () => [...owners].map(([mark, owner]) => ({ mark, officerId: owner })),
    async assign(camera, officer) {
      const mark = cameraMark(resumeKey, camera);
      const before = owners.get(mark) ?? null;
      if (before === officer) return;
      const set = (value: OfficerId | null): void => {
        owners.delete(mark);
        if (value !== null) owners.set(mark, value);
        for (const oldest of [...owners.keys()].slice(0, Math.max(0, owners.size - mostCameras))) owners.delete(oldest);
      };
      set(officer);
      const written = writing.then(() => writeDurably(path, encode()));
      writing = written.catch(() => undefined);
      try {
        await written;
      } catch (error) {
        set(before);
        throw error;
      }
    },
  };
}

/** A file that cannot be read holds nothing: each camera is asked for once more. */
function readOwners(bytes: Uint8Array | null): [string, { officer: OfficerId; seal: string }][] {
  try {
    return Object.entries(ownersFile.parse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8'))));
  } catch {
    return [];
  }
}
