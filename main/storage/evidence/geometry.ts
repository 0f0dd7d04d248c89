// Where bytes lie in an evidence container: parts of equal ciphertext length, each cut into segments as Tink's streaming AEAD does.

export const tagBytes = 16;
export const saltBytes = 32;
export const noncePrefixBytes = 7;
/** Tink's header of a streaming ciphertext: its own length, the salt, the nonce prefix. */
export const partHeaderBytes = 1 + saltBytes + noncePrefixBytes;

const defaultPartBytes = 16 * 1024 * 1024;
const defaultSegmentBytes = 256 * 1024;

/** Readers refuse larger ones, so that a forged header cannot fill the memory. */
export const maxPartBytes = 64 * 1024 * 1024;
export const maxSegmentBytes = 4 * 1024 * 1024;
const minSegmentBytes = 64;

/** Lengths are ciphertext; a part is a whole number of segments and its header lies within its first segment. */
export interface Geometry {
  readonly partBytes: number;
  readonly segmentBytes: number;
}

export const defaultGeometry: Geometry = { partBytes: defaultPartBytes, segmentBytes: defaultSegmentBytes };

export const isGeometry = ({ partBytes, segmentBytes }: Geometry): boolean =>
  Number.isSafeInteger(partBytes) &&
  Number.isSafeInteger(segmentBytes) &&
  segmentBytes >= minSegmentBytes &&
  segmentBytes <= maxSegmentBytes &&
  partBytes >= segmentBytes &&
  partBytes <= maxPartBytes &&
  partBytes % segmentBytes === 0;

const firstSegmentPlain = (geometry: Geometry): number => geometry.segmentBytes - partHeaderBytes - tagBytes;

/** Original bytes in a full part. */
export const plainPerPart = (geometry: Geometry): number =>
  geometry.partBytes - partHeaderBytes - tagBytes * (geometry.partBytes / geometry.segmentBytes);

export const partCount = (geometry: Geometry, bytes: number): number => Math.ceil(bytes / plainPerPart(geometry));

/** Original bytes in part `index` of a recording of `bytes`. */
export const plainInPart = (geometry: Geometry, bytes: number, index: number): number =>
  Math.min(plainPerPart(geometry), bytes - index * plainPerPart(geometry));

/** Segments of a part that holds `plain` (at least 1) original bytes. */
export function segmentCount(geometry: Geometry, plain: number): number {
  const rest = plain - firstSegmentPlain(geometry);
  return rest <= 0 ? 1 : 1 + Math.ceil(rest / (geometry.segmentBytes - tagBytes));
}

/** Ciphertext length of a part that holds `plain` original bytes. */
export const sealedPartBytes = (geometry: Geometry, plain: number): number =>
  partHeaderBytes + plain + tagBytes * segmentCount(geometry, plain);

/** Ciphertext length of all parts of a recording of `bytes`. */
export function bodyBytes(geometry: Geometry, bytes: number): number {
  const whole = Math.floor(bytes / plainPerPart(geometry));
  const rest = bytes - whole * plainPerPart(geometry);
  return whole * geometry.partBytes + (rest === 0 ? 0 : sealedPartBytes(geometry, rest));
}

/** One segment: where its ciphertext starts in the part, and which original bytes of the part it holds. */
export interface Segment {
  readonly index: number;
  /** Offset in the part of the first ciphertext byte; the plaintext lies there too, before it is encrypted in place. */
  readonly offset: number;
  readonly plainStart: number;
  readonly plainBytes: number;
  readonly last: boolean;
}

export function segmentAt(geometry: Geometry, plain: number, index: number): Segment {
  const first = firstSegmentPlain(geometry);
  const room = geometry.segmentBytes - tagBytes;
  const plainStart = index === 0 ? 0 : first + (index - 1) * room;
  const capacity = index === 0 ? first : room;
  return {
    index,
    offset: index === 0 ? partHeaderBytes : index * geometry.segmentBytes,
    plainStart,
    plainBytes: Math.min(capacity, plain - plainStart),
    last: plainStart + capacity >= plain,
  };
}

/** Which segment of a part holds its original byte `position`. */
export function segmentIndexOf(geometry: Geometry, position: number): number {
  const rest = position - firstSegmentPlain(geometry);
  return rest < 0 ? 0 : 1 + Math.floor(rest / (geometry.segmentBytes - tagBytes));
}
