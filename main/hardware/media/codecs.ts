// Which formats Chromium plays, and their names as RFC 6381 writes them.
import { childBox } from './boxes.ts';

export interface CodecFacts {
  /** For example "avc1.64001f", "mp4a.40.2", or the bare sample entry type. */
  readonly name: string;
  readonly playable: boolean;
  /** For the remark where it cannot be played. */
  readonly plainName: string;
}

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** H.264 profiles with 4:2:2 or 4:4:4 colour, which no decoder in Chromium takes. */
const studioProfiles: readonly number[] = [44, 122, 144, 244];

const plainNames: Readonly<Record<string, string>> = {
  hvc1: 'H.265 (HEVC)',
  hev1: 'H.265 (HEVC)',
  dvh1: 'Dolby Vision',
  dvhe: 'Dolby Vision',
  mp4v: 'MPEG-4 Part 2',
  s263: 'H.263',
  h263: 'H.263',
  jpeg: 'Motion JPEG',
  mjpa: 'Motion JPEG',
  mjpg: 'Motion JPEG',
  encv: 'encrypted video',
  enca: 'encrypted sound',
  samr: 'AMR',
  sawb: 'AMR',
  sowt: 'PCM',
  twos: 'PCM',
  'ac-3': 'AC-3',
  'ec-3': 'E-AC-3',
};

const playableVideo: readonly string[] = ['vp08', 'vp09', 'av01'];
const playableAudio: readonly string[] = ['Opus', 'fLaC', '.mp3'];

const plainNameOf = (type: string): string => plainNames[type] ?? `"${type.trim()}"`;

/** @param entry the sample entry as it stands in `stsd`, header included. */
export function readVideoCodec(type: string, entry: Uint8Array): CodecFacts {
  if (type === 'avc1' || type === 'avc3') {
    // Visual sample entry: 8 header + 78 fields, then boxes.
    const configuration = childBox(entry, 86, 'avcC');
    const [, profile, compatibility, level] = configuration ?? [];
    if (profile === undefined || compatibility === undefined || level === undefined) {
      return { name: type, playable: true, plainName: 'H.264' };
    }
    return {
      name: `${type}.${hex(profile)}${hex(compatibility)}${hex(level)}`,
      playable: !studioProfiles.includes(profile),
      plainName: 'H.264 for studios',
    };
  }
  return { name: type.trim(), playable: playableVideo.includes(type), plainName: plainNameOf(type) };
}

/** @param entry the sample entry as it stands in `stsd`, header included. */
export function readAudioCodec(type: string, entry: Uint8Array): CodecFacts {
  if (type === 'mp4a') {
    // Audio sample entry: 8 header + 28 fields; QuickTime versions 1 and 2 have 16 and 36 more.
    const version = entry[17] ?? 0;
    const boxesAt = 36 + (version === 1 ? 16 : version === 2 ? 36 : 0);
    const descriptor =
      childBox(entry, boxesAt, 'esds') ?? childBox(childBox(entry, boxesAt, 'wave') ?? entry, 0, 'esds');
    const name = descriptor ? readElementaryStream(descriptor) : null;
    return { name: name ?? 'mp4a', playable: true, plainName: 'AAC' };
  }
  return { name: type.trim(), playable: playableAudio.includes(type), plainName: plainNameOf(type) };
}

/** Descriptors of ISO/IEC 14496-1: ES (3) holds decoder configuration (4) holds the decoder's own (5). */
function readElementaryStream(esds: Uint8Array): string | null {
  let at = 4;
  const open = (tag: number): boolean => {
    if (esds[at] !== tag) return false;
    at++;
    // A length of up to four bytes, seven bits each; the values themselves do not matter here.
    for (let count = 0; count < 4; count++) if (((esds[at++] ?? 0) & 0x80) === 0) break;
    return true;
  };
  if (!open(3)) return null;
  const flags = esds[at + 2] ?? 0;
  at += 3 + ((flags & 0x80) !== 0 ? 2 : 0) + ((flags & 0x20) !== 0 ? 2 : 0);
  if ((flags & 0x40) !== 0) at += 1 + (esds[at] ?? 0);
  if (!open(4)) return null;
  const objectType = esds[at];
  if (objectType === undefined) return null;
  at += 13;
  if (objectType !== 0x40 || !open(5)) return `mp4a.${hex(objectType)}`;
  const first = esds[at] ?? 0;
  const second = esds[at + 1] ?? 0;
  const audioType = first >> 3 === 31 ? 32 + (((first & 7) << 3) | (second >> 5)) : first >> 3;
  return `mp4a.40.${audioType}`;
}
