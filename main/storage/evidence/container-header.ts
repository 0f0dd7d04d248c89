// The header of an evidence container: who can open it, how it is cut, and (encrypted) where the recording came from.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { instant, recordingId, type Instant, type RecordingId } from '#contract/ids.ts';
import type { SourceFacts } from '../../ports/evidence-sink.ts';
import { openSealed, sealedBoxOverhead, sealTo, SealedBoxError } from '../keys/sealed-box.ts';
import { evidenceDamaged } from './damage.ts';
import { sourceFacts } from './facts.ts';
import { isGeometry, maxPartBytes, maxSegmentBytes, type Geometry } from './geometry.ts';
import { blockContext, BlockDamagedError, openBlock, sealBlock } from './sealed-block.ts';

/** As PNG's: not text, and broken by any transfer that changes line ends. */
const headerMagic = Uint8Array.of(0x89, 0x4b, 0x45, 0x56, 0x0d, 0x0a, 0x1a, 0x0a);
const containerVersion = 1;
const algorithmName = 'AES-256-GCM-HKDF-SHA-256';

const fixedBytes = 16;
const regionUnit = 4096;
export const maxHeaderBytes = 64 * 1024;
export const dataKeyBytes = 32;

type RecipientKind = 'officer' | 'escrow';

const sealedDataKey = z.strictObject({
  recipient: z.enum(['officer', 'escrow']),
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
  sealed: z.base64().length(Math.ceil((sealedBoxOverhead + dataKeyBytes) / 3) * 4),
});
export type SealedDataKey = z.infer<typeof sealedDataKey>;

const publicPart = z.strictObject({
  format: z.literal('kerbdesk-evidence'),
  recordingId,
  createdAt: instant,
  algorithm: z.literal(algorithmName),
  partBytes: z.number().int().max(maxPartBytes),
  segmentBytes: z.number().int().max(maxSegmentBytes),
  keys: z.array(sealedDataKey).min(1).max(8),
  metadata: z.base64().max(48 * 1024),
});

export interface ContainerHeader {
  readonly recordingId: RecordingId;
  readonly createdAt: Instant;
  readonly geometry: Geometry;
  readonly keys: readonly SealedDataKey[];
  /** Sealed block with the source's facts. */
  readonly metadata: Uint8Array;
  /** Length of the whole region: the first part starts here. */
  readonly bytes: number;
  /** SHA-256 of the whole region. */
  readonly hash: Uint8Array;
}

/** Names a public key without giving it. */
const publicKeyId = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 32);

const dataKeyContext = (id: RecordingId, recipient: RecipientKind): Uint8Array =>
  blockContext('kerbdesk evidence v1 data key', id, recipient);
const metadataContext = (id: RecordingId): Uint8Array => blockContext('kerbdesk evidence v1 metadata', id);

interface NewHeader {
  readonly recordingId: RecordingId;
  readonly createdAt: Instant;
  readonly geometry: Geometry;
  readonly dataKey: Uint8Array;
  readonly officerPublicKey: Uint8Array;
  readonly escrowPublicKey: Uint8Array | null;
  readonly facts: SourceFacts;
}

/** Makes the whole header region, ready to be written. */
export function encodeHeader(input: NewHeader): { region: Uint8Array; header: ContainerHeader } {
  const sealFor = (recipient: RecipientKind, publicKey: Uint8Array): SealedDataKey => ({
    recipient,
    keyId: publicKeyId(publicKey),
    sealed: Buffer.from(sealTo(publicKey, input.dataKey, dataKeyContext(input.recordingId, recipient))).toString(
      'base64',
    ),
  });
  const metadata = sealBlock(
    input.dataKey,
    metadataContext(input.recordingId),
    Buffer.from(JSON.stringify(input.facts)),
    randomBytes(32),
  );
  const json = Buffer.from(
    JSON.stringify({
      format: 'kerbdesk-evidence',
      recordingId: input.recordingId,
      createdAt: input.createdAt,
      algorithm: algorithmName,
      partBytes: input.geometry.partBytes,
      segmentBytes: input.geometry.segmentBytes,
      keys: [
        sealFor('officer', input.officerPublicKey),
        ...(input.escrowPublicKey === null ? [] : [sealFor('escrow', input.escrowPublicKey)]),
      ],
      metadata: Buffer.from(metadata).toString('base64'),
    } satisfies z.input<typeof publicPart>),
  );
  const region = Buffer.alloc(Math.ceil((fixedBytes + json.byteLength) / regionUnit) * regionUnit);
  if (region.byteLength > maxHeaderBytes) throw new RangeError('the facts do not fit a container header');
  region.set(headerMagic);
  region.writeUInt16BE(containerVersion, 8);
  region.writeUInt16BE(0, 10);
  region.writeUInt32BE(json.byteLength, 12);
  region.set(json, fixedBytes);
  return { region: new Uint8Array(region), header: parseHeader(region) };
}

/**
 * Reads the header from the start of a file. Throws `evidence-damaged`.
 * @param start at least the whole region; `maxHeaderBytes` of the file, or all of a shorter one, are always enough
 */
export function parseHeader(start: Uint8Array): ContainerHeader {
  const view = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (view.byteLength < regionUnit || !view.subarray(0, 8).equals(headerMagic)) {
    throw evidenceDamaged('the file does not start as a recording does');
  }
  const version = view.readUInt16BE(8);
  if (version !== containerVersion || view.readUInt16BE(10) !== 0) {
    throw evidenceDamaged(`its version is ${version}, and this Kerbdesk reads version ${containerVersion}`);
  }
  const jsonBytes = view.readUInt32BE(12);
  const bytes = Math.ceil((fixedBytes + jsonBytes) / regionUnit) * regionUnit;
  if (bytes > maxHeaderBytes || bytes > view.byteLength) throw evidenceDamaged('its header is cut short');
  const region = view.subarray(0, bytes);
  if (region.subarray(fixedBytes + jsonBytes).some((byte) => byte !== 0)) {
    throw evidenceDamaged('its header has something where nothing belongs');
  }
  const parsed = publicPart.safeParse(parseJson(region.subarray(fixedBytes, fixedBytes + jsonBytes)));
  if (!parsed.success || !isGeometry(parsed.data)) throw evidenceDamaged('its header cannot be read');
  const { data } = parsed;
  return {
    recordingId: data.recordingId,
    createdAt: data.createdAt,
    geometry: { partBytes: data.partBytes, segmentBytes: data.segmentBytes },
    keys: data.keys,
    metadata: new Uint8Array(Buffer.from(data.metadata, 'base64')),
    bytes,
    hash: new Uint8Array(createHash('sha256').update(region).digest()),
  };
}

/** The JSON value, or undefined (which no schema here accepts) where the bytes are not JSON in UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Opens a container's data key with a recipient's private key. Throws `evidence-damaged` where none of the keys is theirs. */
export function openDataKey(
  header: Pick<ContainerHeader, 'recordingId' | 'keys'>,
  recipient: RecipientKind,
  privateKey: Uint8Array,
  publicKey: Uint8Array,
): Uint8Array {
  const keyId = publicKeyId(publicKey);
  const entry = header.keys.find((key) => key.recipient === recipient && key.keyId === keyId);
  if (entry === undefined) throw evidenceDamaged('it was not encrypted for this key');
  try {
    const sealed = Buffer.from(entry.sealed, 'base64');
    return openSealed(privateKey, publicKey, sealed, dataKeyContext(header.recordingId, recipient));
  } catch (error) {
    if (error instanceof SealedBoxError) throw evidenceDamaged('its key does not open', error);
    throw error;
  }
}

/** Throws `evidence-damaged`. */
export function openMetadata(header: ContainerHeader, dataKey: Uint8Array): SourceFacts {
  try {
    const json = openBlock(dataKey, metadataContext(header.recordingId), header.metadata);
    return sourceFacts.parse(parseJson(json));
  } catch (error) {
    if (error instanceof BlockDamagedError || error instanceof z.ZodError) {
      throw evidenceDamaged('the description in its header does not authenticate', error);
    }
    throw error;
  }
}
