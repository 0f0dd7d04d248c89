// Reads the index (`moov`) of an MP4 or MOV file: its tracks, times and formats, from a few hundred bytes of each.
import type { Instant } from '#contract/ids.ts';
import { boxesIn, findBox, readBody, readType, viewOf, type Box } from './boxes.ts';
import type { ByteSource } from './byte-source.ts';
import { readAudioCodec, readVideoCodec, type CodecFacts } from './codecs.ts';

export interface Track {
  readonly id: number;
  readonly kind: 'video' | 'audio';
  readonly codec: CodecFacts;
  readonly width: number | null;
  readonly height: number | null;
  readonly timescale: number;
  /** In seconds, as the track's own header says; null where it does not. */
  readonly durationSeconds: number | null;
  readonly samples: number;
  /** The furthest byte of the file that its table of chunks begins at; null where it has none. */
  readonly lastChunkAt: number | null;
}

export interface Movie {
  readonly createdAt: Instant | null;
  /** Why the creation time was not taken; null where it was, or where there is none. */
  readonly createdRemark: string | null;
  readonly durationSeconds: number | null;
  readonly fragmented: boolean;
  /** From `mehd`, in a fragmented file that was finished. */
  readonly fragmentedSeconds: number | null;
  readonly tracks: readonly Track[];
  /** Ticks of a sample by track, where `trex` gives one. */
  readonly defaultSampleTicks: ReadonlyMap<number, number>;
}

const maximumTracks = 16;
const maximumTableBytes = 16 * 1024;

export async function readMovie(source: ByteSource, moov: Box): Promise<Movie> {
  const times = await readMovieHeader(source, moov);
  const tracks: Track[] = [];
  for await (const box of boxesIn(source, moov.body, moov.end, 256)) {
    if (box.type !== 'trak' || tracks.length >= maximumTracks) continue;
    const track = await readTrack(source, box);
    if (track) tracks.push(track);
  }
  const mvex = await findBox(source, moov, 'mvex');
  const defaultSampleTicks = new Map<number, number>();
  let fragmentedSeconds: number | null = null;
  if (mvex) {
    for await (const box of boxesIn(source, mvex.body, mvex.end, 64)) {
      const body = viewOf(await readBody(source, box, 32));
      if (box.type === 'trex' && body.byteLength >= 16) defaultSampleTicks.set(body.getUint32(4), body.getUint32(12));
      if (box.type === 'mehd' && body.byteLength >= 8) {
        const ticks =
          body.getUint8(0) === 1 && body.byteLength >= 12 ? Number(body.getBigUint64(4)) : body.getUint32(4);
        fragmentedSeconds = secondsOf(ticks, times.timescale);
      }
    }
  }
  return {
    createdAt: times.createdAt,
    createdRemark: times.createdRemark,
    durationSeconds: times.durationSeconds,
    fragmented: mvex !== null,
    fragmentedSeconds,
    tracks,
    defaultSampleTicks,
  };
}

/** More than a month of one recording is no duration but a defect. */
const longestSeconds = 31 * 24 * 3600;

export function secondsOf(ticks: number, timescale: number): number | null {
  if (timescale <= 0 || ticks <= 0 || !Number.isFinite(ticks)) return null;
  const seconds = ticks / timescale;
  return seconds > longestSeconds ? null : seconds;
}

interface HeaderTimes {
  readonly created: number;
  readonly timescale: number;
  readonly ticks: number;
}

/** The times that begin `mvhd` and `mdhd` alike, in versions 0 and 1. */
function readTimes(body: Uint8Array): HeaderTimes | null {
  const view = viewOf(body);
  if (view.byteLength >= 32 && view.getUint8(0) === 1) {
    const ticks = view.getBigUint64(24);
    const known = ticks !== 0xffff_ffff_ffff_ffffn;
    return { created: Number(view.getBigUint64(4)), timescale: view.getUint32(20), ticks: known ? Number(ticks) : 0 };
  }
  if (view.byteLength < 20) return null;
  const ticks = view.getUint32(16);
  return { created: view.getUint32(4), timescale: view.getUint32(12), ticks: ticks === 0xffff_ffff ? 0 : ticks };
}

async function readMovieHeader(source: ByteSource, moov: Box) {
  const mvhd = await findBox(source, moov, 'mvhd');
  const times = mvhd ? readTimes(await readBody(source, mvhd, 40)) : null;
  if (!times) return { createdAt: null, createdRemark: null, durationSeconds: null, timescale: 0 };
  return {
    ...readCreation(times.created),
    durationSeconds: secondsOf(times.ticks, times.timescale),
    timescale: times.timescale,
  };
}

/** Seconds from 1 January 1904 to 1 January 1970, both UTC. */
const from1904To1970 = 2_082_844_800;

/** Creation times count from 1904; zero, and dates before 2000 or after 2099, come from clocks that were never set. */
export function readCreation(secondsSince1904: number): { createdAt: Instant | null; createdRemark: string | null } {
  if (secondsSince1904 === 0) return { createdAt: null, createdRemark: null };
  const milliseconds = (secondsSince1904 - from1904To1970) * 1000;
  if (milliseconds >= Date.UTC(2000, 0, 1) && milliseconds < Date.UTC(2100, 0, 1)) {
    return { createdAt: new Date(milliseconds).toISOString(), createdRemark: null };
  }
  const date = new Date(milliseconds);
  const year = Number.isNaN(date.getTime()) ? 'an impossible year' : String(date.getUTCFullYear());
  return { createdAt: null, createdRemark: `The recording's own date is in ${year}: the camera's clock was not set.` };
}

async function readTrack(source: ByteSource, trak: Box): Promise<Track | null> {
  const handler = await findBox(source, trak, 'mdia', 'hdlr');
  const handlerType = handler ? readType(await readBody(source, handler, 12), 8) : '';
  if (handlerType !== 'vide' && handlerType !== 'soun') return null;
  const kind = handlerType === 'vide' ? 'video' : 'audio';
  const mdhd = await findBox(source, trak, 'mdia', 'mdhd');
  const times = mdhd ? readTimes(await readBody(source, mdhd, 40)) : null;
  const table = await findBox(source, trak, 'mdia', 'minf', 'stbl');
  const stsd = table ? await findBox(source, table, 'stsd') : null;
  if (!times || !table || !stsd) return null;
  const entry = (await readBody(source, stsd, maximumTableBytes)).subarray(8);
  if (entry.byteLength < 36) return null;
  const type = readType(entry, 4);
  const view = viewOf(entry);
  const tkhd = await findBox(source, trak, 'tkhd');
  return {
    id: tkhd ? readTrackId(await readBody(source, tkhd, 24)) : 0,
    kind,
    codec: kind === 'video' ? readVideoCodec(type, entry) : readAudioCodec(type, entry),
    width: kind === 'video' ? view.getUint16(32) : null,
    height: kind === 'video' ? view.getUint16(34) : null,
    timescale: times.timescale,
    durationSeconds: secondsOf(times.ticks, times.timescale),
    samples: await readSampleCount(source, table),
    lastChunkAt: await readLastChunk(source, table),
  };
}

function readTrackId(tkhd: Uint8Array): number {
  const view = viewOf(tkhd);
  const at = view.byteLength > 0 && view.getUint8(0) === 1 ? 20 : 12;
  return view.byteLength >= at + 4 ? view.getUint32(at) : 0;
}

async function readSampleCount(source: ByteSource, table: Box): Promise<number> {
  const box = (await findBox(source, table, 'stsz')) ?? (await findBox(source, table, 'stz2'));
  if (!box) return 0;
  const view = viewOf(await readBody(source, box, 12));
  return view.byteLength >= 12 ? view.getUint32(8) : 0;
}

/** The end of a table of chunks is enough: cameras write them in order, and a cut takes the end. */
async function readLastChunk(source: ByteSource, table: Box): Promise<number | null> {
  const stco = await findBox(source, table, 'stco');
  const box = stco ?? (await findBox(source, table, 'co64'));
  if (!box) return null;
  const width = stco ? 4 : 8;
  const head = viewOf(await readBody(source, box, 8));
  if (head.byteLength < 8) return null;
  const present = Math.floor((box.end - box.body - 8) / width);
  const count = Math.min(head.getUint32(4), present);
  const wanted = Math.min(count, maximumTableBytes / width);
  if (wanted <= 0) return null;
  const tail = viewOf(await source.read(box.body + 8 + (count - wanted) * width, wanted * width));
  let furthest = 0;
  for (let at = 0; at + width <= tail.byteLength; at += width) {
    furthest = Math.max(furthest, width === 4 ? tail.getUint32(at) : Number(tail.getBigUint64(at)));
  }
  return furthest;
}
