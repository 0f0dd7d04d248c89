// What is left out of sound, without an encoder. Silence for muted packets: whole packets are replaced, so that the rest stays bit for bit and no encoder is needed.
import { EncodedPacket } from 'mediabunny';

/** One packet of AAC-LC that decodes to nothing but zeros, by channels (an element with no spectral data, then the end). */
const silentAac: Readonly<Record<number, readonly number[]>> = {
  1: [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80],
  2: [0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80],
};

export type Silencer = (packet: EncodedPacket) => EncodedPacket;

/** Null where this machine cannot write silence in that format. */
export function silencerFor(codec: string, channels: number): Silencer | null {
  const bytes = codec === 'mp4a.40.2' ? silentAac[channels] : undefined;
  if (bytes !== undefined) return (packet) => packet.clone({ data: Uint8Array.from(bytes) });
  const zero = /^pcm-(?:s|f)/.test(codec) ? 0 : codec === 'pcm-u8' ? 0x80 : null;
  return zero === null ? null : (packet) => packet.clone({ data: new Uint8Array(packet.byteLength).fill(zero) });
}

/**
 * The part of a packet that lies between two moments of its file; null where there is none. Compressed sound is kept or left out
 * packet by packet. What is not compressed lies in packets of any length, up to seconds, and is cut within them.
 */
export function keptOf(
  packet: EncodedPacket,
  { codec, sampleRate }: Pick<AudioDecoderConfig, 'codec' | 'sampleRate'>,
  from: number,
  until: number,
): EncodedPacket | null {
  const frames = Math.round(packet.duration * sampleRate);
  const frameBytes = packet.byteLength / frames;
  if (!codec.startsWith('pcm') || !Number.isInteger(frameBytes)) {
    return packet.timestamp < from - 1e-6 || packet.timestamp >= until ? null : packet;
  }
  const frameAt = (seconds: number): number =>
    Math.min(frames, Math.max(0, Math.ceil((seconds - packet.timestamp) * sampleRate - 1e-3)));
  const [first, end] = [frameAt(from), frameAt(until)];
  if (first >= end) return null;
  const data = packet.data.subarray(first * frameBytes, end * frameBytes);
  return new EncodedPacket(data, packet.type, packet.timestamp + first / sampleRate, (end - first) / sampleRate);
}

/**
 * How many packets before and after a muted one are silenced with it. A packet of AAC also holds half of what is heard in the
 * one after it; one more on the other side keeps an encoder's delay from mattering.
 */
export const neighboursSilenced = (codec: string): number => (codec.startsWith('mp4a') ? 1 : 0);
