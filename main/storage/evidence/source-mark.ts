// The small file that stays beside a finished container, so that offloading the same file again adds nothing, locked or not.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { recordingId, type RecordingId } from '#contract/ids.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';
import { systemErrorCode, type FileOperations } from '../file-operations.ts';
import { parseJson } from './container-header.ts';
import { evidencePath } from './evidence-files.ts';
import type { EvidenceKeys } from './facts.ts';

const mark = z.strictObject({
  format: z.literal('kerbdesk-source'),
  version: z.literal(1),
  recordingId,
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  containerBytes: z.number().int().min(0),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
type Mark = z.infer<typeof mark>;

const macOf = (keys: EvidenceKeys, content: Pick<Mark, 'recordingId' | 'fingerprint' | 'containerBytes'>): string =>
  createHmac('sha256', keys.fingerprint)
    .update(JSON.stringify(['source mark', content.recordingId, content.fingerprint, content.containerBytes]))
    .digest('hex');

/** Durable when it resolves. */
export async function writeSourceMark(
  folder: string,
  content: { readonly recordingId: RecordingId; readonly fingerprint: string; readonly containerBytes: number },
  keys: EvidenceKeys,
  files: FileOperations,
): Promise<void> {
  const file: z.input<typeof mark> = {
    format: 'kerbdesk-source',
    version: 1,
    recordingId: content.recordingId,
    fingerprint: content.fingerprint,
    containerBytes: content.containerBytes,
    mac: macOf(keys, content),
  };
  await writeDurably(evidencePath(folder, content.recordingId, 'source'), Buffer.from(JSON.stringify(file)), files);
}

/**
 * The fingerprint of the source of a recording that is in the vault; null where there is no mark of this device, or where
 * the container it speaks of is not there in full length: then the camera's file must not be taken for kept.
 */
export async function readSourceMark(
  folder: string,
  id: RecordingId,
  keys: EvidenceKeys,
  files: FileOperations,
): Promise<string | null> {
  const bytes = await readSmallFile(evidencePath(folder, id, 'source'), 4096, files).catch((error: unknown) => {
    if (error instanceof RangeError) return null;
    throw error;
  });
  const parsed = mark.safeParse(bytes === null ? undefined : parseJson(bytes));
  if (!parsed.success || parsed.data.recordingId !== id) return null;
  const { data } = parsed;
  if (!timingSafeEqual(Buffer.from(data.mac, 'hex'), Buffer.from(macOf(keys, data), 'hex'))) return null;
  const size = await containerSize(folder, id, files);
  return size === data.containerBytes ? data.fingerprint : null;
}

/** Length of the sealed container, or null where there is none. */
async function containerSize(folder: string, id: RecordingId, files: FileOperations): Promise<number | null> {
  const file = await files.open(evidencePath(folder, id, 'container'), 'read').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    return await file.size();
  } finally {
    await file.close();
  }
}
