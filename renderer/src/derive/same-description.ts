// Whether two tracks need the same preparation of a decoder: only then can the packets of one follow those of the other.

export function sameDescription(
  a: AllowSharedBufferSource | undefined,
  b: AllowSharedBufferSource | undefined,
): boolean {
  const [left, right] = [bytesOf(a), bytesOf(b)];
  return left.byteLength === right.byteLength && left.every((byte, index) => byte === right[index]);
}

function bytesOf(description: AllowSharedBufferSource | undefined): Uint8Array {
  if (description === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}
