// offload-keys.json: which public key was proven to be an officer's own, so that a vault.json changed behind their back
// cannot turn a locked laptop's offloads towards somebody else.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { OfficerId } from '#contract/ids.ts';
import type { OffloadKeys } from '../../ports/device.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';

const offloadKeysFile = z.record(z.string(), z.base64());

/** Each entry is an HMAC under a key of the device secret: without the OS keystore nobody can write a valid one. */
export async function openOffloadKeys(dataFolder: string, resumeKey: Uint8Array): Promise<OffloadKeys> {
  const path = join(dataFolder, 'offload-keys.json');
  const marks = readMarks(await readSmallFile(path, 1_048_576));
  const key = new Uint8Array(hkdfSync('sha256', resumeKey, new Uint8Array(0), 'kerbdesk offload keys v1', 32));
  const markOf = (officer: OfficerId, publicKey: Uint8Array): Buffer =>
    createHmac('sha256', key).update(officer).update(publicKey).digest();

  function holds(officer: OfficerId, publicKey: Uint8Array): boolean {
    const known = marks.get(officer);
    const mark = markOf(officer, publicKey);
    return known !== undefined && known.byteLength === mark.byteLength && timingSafeEqual(known, mark);
  }

  return {
    holds,
    async remember(officer, publicKey) {
      if (holds(officer, publicKey)) return;
      marks.set(officer, markOf(officer, publicKey));
      const text = JSON.stringify(Object.fromEntries([...marks].map(([id, mark]) => [id, mark.toString('base64')])));
      await writeDurably(path, Buffer.from(text));
    },
  };
}

/** A file that cannot be read holds nothing: the next unlock writes it anew. */
function readMarks(bytes: Uint8Array | null): Map<string, Buffer> {
  try {
    const stored = offloadKeysFile.parse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8')));
    return new Map(Object.entries(stored).map(([officer, mark]) => [officer, Buffer.from(mark, 'base64')]));
  } catch {
    return new Map();
  }
}
