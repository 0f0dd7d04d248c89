// The small file beside an unfinished container from which an offload goes on while the vault is locked, also after a crash.
import { z } from 'zod';
import { custodyEvent, type CustodyEvent } from '#contract/footage.ts';
import { recordingId, type RecordingId } from '#contract/ids.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';
import type { FileOperations } from '../file-operations.ts';
import { replaceAndOverwrite } from '../scrub.ts';
import { dataKeyBytes, parseJson } from './container-header.ts';
import { evidencePath } from './evidence-files.ts';
import type { EvidenceKeys } from './facts.ts';
import { blockContext, BlockDamagedError, openBlock, sealBlock } from './sealed-block.ts';

export interface ResumeRecord {
  readonly recordingId: RecordingId;
  /** Of the source on the camera: `sourceFingerprint`. */
  readonly fingerprint: string;
  readonly dataKey: Uint8Array;
  /** What happened to the recording so far, from its first session on. */
  readonly events: readonly CustodyEvent[];
}

const maxFileBytes = 1024 * 1024;
/** A camera with a loose plug must not make the record grow for ever: the first event and the latest are kept. */
const maxEvents = 400;

const outer = z.strictObject({
  format: z.literal('kerbdesk-resume'),
  version: z.literal(1),
  recordingId,
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  sealed: z.base64(),
});
const inner = z.strictObject({ dataKey: z.base64(), events: z.array(custodyEvent) });

const context = (id: RecordingId, fingerprint: string): Uint8Array =>
  blockContext('kerbdesk evidence v1 resume record', id, fingerprint);

/** Durable when it resolves. */
export async function writeResumeRecord(
  folder: string,
  record: ResumeRecord,
  keys: EvidenceKeys,
  files: FileOperations,
): Promise<void> {
  const events =
    record.events.length <= maxEvents
      ? record.events
      : [...record.events.slice(0, 1), ...record.events.slice(1 - maxEvents)];
  const plain = Buffer.from(
    JSON.stringify({
      dataKey: Buffer.from(record.dataKey).toString('base64'),
      events: [...events],
    } satisfies z.input<typeof inner>),
  );
  const sealed = sealBlock(keys.wrap, context(record.recordingId, record.fingerprint), plain);
  plain.fill(0);
  const file: z.input<typeof outer> = {
    format: 'kerbdesk-resume',
    version: 1,
    recordingId: record.recordingId,
    fingerprint: record.fingerprint,
    sealed: Buffer.from(sealed).toString('base64'),
  };
  const path = evidencePath(folder, record.recordingId, 'resume');
  await replaceAndOverwrite(path, () => writeDurably(path, Buffer.from(JSON.stringify(file)), files), files);
}

/** Null where there is none, or none that this device wrote for this recording. Rejects where the disk cannot read. */
export async function readResumeRecord(
  folder: string,
  id: RecordingId,
  keys: EvidenceKeys,
  files: FileOperations,
): Promise<ResumeRecord | null> {
  const bytes = await readSmallFile(evidencePath(folder, id, 'resume'), maxFileBytes, files).catch((error: unknown) => {
    if (error instanceof RangeError) return null;
    throw error;
  });
  const file = outer.safeParse(bytes === null ? undefined : parseJson(bytes));
  if (!file.success || file.data.recordingId !== id) return null;
  const { fingerprint } = file.data;
  try {
    const opened = openBlock(keys.wrap, context(id, fingerprint), Buffer.from(file.data.sealed, 'base64'));
    const content = inner.safeParse(parseJson(opened));
    opened.fill(0);
    if (!content.success) return null;
    const dataKey = new Uint8Array(Buffer.from(content.data.dataKey, 'base64'));
    if (dataKey.byteLength !== dataKeyBytes) return null;
    return { recordingId: id, fingerprint, dataKey, events: content.data.events };
  } catch (error) {
    if (error instanceof BlockDamagedError) return null;
    throw error;
  }
}
