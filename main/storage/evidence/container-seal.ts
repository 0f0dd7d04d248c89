// The end of an evidence container: an authenticated statement of how many parts there are, which, and what they amount to.
import { z } from 'zod';
import { instant, recordingId, type Instant } from '#contract/ids.ts';
import { evidenceDamaged } from './damage.ts';
import { parseJson, type ContainerHeader } from './container-header.ts';
import { bodyBytes, partCount, saltBytes } from './geometry.ts';
import { blockContext, BlockDamagedError, blockOverhead, openBlock, sealBlock } from './sealed-block.ts';

const endMagic = Uint8Array.of(0x89, 0x4b, 0x45, 0x56, 0x45, 0x4e, 0x44, 0x0a);
/** Length of the seal record as 32 bits, then the end magic. */
export const footerBytes = 4 + endMagic.byteLength;
/** Enough for 390,000 parts: 6 TiB. */
const maxSealBytes = 16 * 1024 * 1024;

const statement = z.strictObject({
  recordingId,
  parts: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  partSalts: z.base64(),
  sealedAt: instant,
});

export interface Seal {
  readonly parts: number;
  readonly bytes: number;
  /** Of the original, lower-case hexadecimal. */
  readonly sha256: string;
  /** Of every part in order: exactly these parts were sealed, no earlier writing of one of them. */
  readonly partSalts: readonly Uint8Array[];
  readonly sealedAt: Instant;
}

const sealContext = (header: ContainerHeader): Uint8Array => blockContext('kerbdesk evidence v1 seal', header.hash);

/** The seal record and the footer, to be written right after the last part. */
export function encodeSeal(header: ContainerHeader, dataKey: Uint8Array, seal: Seal): Uint8Array {
  const json = JSON.stringify({
    recordingId: header.recordingId,
    parts: seal.parts,
    bytes: seal.bytes,
    sha256: seal.sha256,
    partSalts: Buffer.concat(seal.partSalts).toString('base64'),
    sealedAt: seal.sealedAt,
  } satisfies z.input<typeof statement>);
  const record = sealBlock(dataKey, sealContext(header), Buffer.from(json));
  const footer = Buffer.alloc(footerBytes);
  footer.writeUInt32BE(record.byteLength);
  footer.set(endMagic, 4);
  return new Uint8Array(Buffer.concat([record, footer]));
}

/** Length of the seal record that a footer names, or null where the file does not end as a sealed container does. */
export function parseFooter(footer: Uint8Array): number | null {
  const view = Buffer.from(footer.buffer, footer.byteOffset, footer.byteLength);
  if (view.byteLength !== footerBytes || !view.subarray(4).equals(endMagic)) return null;
  const length = view.readUInt32BE(0);
  return length > blockOverhead && length <= maxSealBytes ? length : null;
}

/**
 * Opens the seal record and checks that it fits the file. Throws `evidence-damaged`.
 * @param body bytes between header and seal record
 */
export function openSeal(header: ContainerHeader, dataKey: Uint8Array, record: Uint8Array, body: number): Seal {
  let opened: Uint8Array;
  try {
    opened = openBlock(dataKey, sealContext(header), record);
  } catch (error) {
    if (error instanceof BlockDamagedError) {
      throw evidenceDamaged('its header and its end do not belong together, or one of them was changed', error);
    }
    throw error;
  }
  const parsed = statement.safeParse(parseJson(opened));
  if (!parsed.success || parsed.data.recordingId !== header.recordingId) throw evidenceDamaged('its seal is malformed');
  const { parts, bytes, sha256, sealedAt } = parsed.data;
  const salts = Buffer.from(parsed.data.partSalts, 'base64');
  if (partCount(header.geometry, bytes) !== parts || salts.byteLength !== parts * saltBytes) {
    throw evidenceDamaged('its seal contradicts itself');
  }
  if (bodyBytes(header.geometry, bytes) !== body) {
    throw evidenceDamaged(`its ${parts} parts should take ${bodyBytes(header.geometry, bytes)} bytes and take ${body}`);
  }
  const partSalts = Array.from(
    { length: parts },
    (_, part) => new Uint8Array(salts.subarray(part * saltBytes, (part + 1) * saltBytes)),
  );
  return { parts, bytes, sha256, partSalts, sealedAt };
}
