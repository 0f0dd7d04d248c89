// What a container and a receipt say about where a recording came from: shapes checked on reading, and the source's fingerprint.
import { createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { cameraClock } from '#contract/footage.ts';
import { derivativeKind } from '#contract/derivatives.ts';
import { instant, recordingId } from '#contract/ids.ts';
import { mediaFacts } from '#contract/media.ts';
import type { SourceFacts, SourceIdentity } from '../../ports/evidence-sink.ts';

export const sourceFacts = z.object({
  cameraId: z.string().max(200),
  path: z.string().max(4096),
  bytes: z.number().int().min(0),
  modifiedAt: instant.nullable(),
  cameraName: z.string().max(400),
  cameraSerial: z.string().max(400).nullable(),
  cameraMake: z.string().max(400).nullable(),
  startByFile: instant.nullable(),
  startByFileSource: z.enum(['file-name', 'file-time']).nullable(),
  media: mediaFacts,
  // Containers of the first release do not have these.
  clock: cameraClock.nullable().default(null),
  segment: z
    .object({ group: z.string().max(5000), index: z.number().int().min(0) })
    .nullable()
    .default(null),
  sideOf: z.string().max(4096).nullable().default(null),
  derived: z
    .object({
      kind: derivativeKind,
      parentId: recordingId,
      parentSha256: z.string().regex(/^[0-9a-f]{64}$/),
      recipeSha256: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .optional(),
}) satisfies z.ZodType<SourceFacts>;

export interface EvidenceKeys {
  /** Wraps data keys of unfinished recordings. */
  readonly wrap: Uint8Array;
  /** Names a source without telling what it is. */
  readonly fingerprint: Uint8Array;
  /** Shows that a receipt was written by this device's own device host. */
  readonly receipt: Uint8Array;
}

/** The keys under the device's resume key, one for each use. */
export function evidenceKeys(resumeKey: Uint8Array): EvidenceKeys {
  const key = (use: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', resumeKey, new Uint8Array(0), `kerbdesk evidence v1 ${use}`, 32));
  return { wrap: key('resume wrap'), fingerprint: key('source fingerprint'), receipt: key('receipt') };
}

/**
 * Tells the same source file again, and tells whoever has only the disk nothing: 64 hexadecimal digits.
 * The array in this order is the canonical form of an identity.
 */
export function sourceFingerprint(key: Uint8Array, source: SourceIdentity): string {
  const canonical = JSON.stringify([source.cameraId, source.path, source.bytes, source.modifiedAt]);
  return createHmac('sha256', key).update(canonical).digest('hex');
}
