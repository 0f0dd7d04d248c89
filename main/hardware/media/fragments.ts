// Times of a fragmented MP4 from its last fragment: what cameras that write against power loss leave behind.
import { boxesIn, readBody, viewOf, type Box } from './boxes.ts';
import type { ByteSource } from './byte-source.ts';
import { secondsOf, type Movie } from './movie.ts';

export interface FragmentFacts {
  /** Where the furthest track ends after this fragment. */
  readonly endSeconds: number | null;
  readonly videoFrameRate: number | null;
}

export async function readFragment(source: ByteSource, moof: Box, movie: Movie): Promise<FragmentFacts> {
  let endSeconds: number | null = null;
  let videoFrameRate: number | null = null;
  for await (const traf of boxesIn(source, moof.body, moof.end, 32)) {
    if (traf.type !== 'traf') continue;
    const run = await readTrackFragment(source, traf, movie.defaultSampleTicks);
    const track = movie.tracks.find((one) => one.id === run.trackId);
    if (!track) continue;
    const end = secondsOf(run.baseTicks + run.ticks, track.timescale);
    if (end !== null) endSeconds = Math.max(endSeconds ?? 0, end);
    if (track.kind === 'video' && run.usualTicks > 0) videoFrameRate = track.timescale / run.usualTicks;
  }
  return { endSeconds, videoFrameRate };
}

interface TrackFragment {
  trackId: number;
  baseTicks: number;
  ticks: number;
  /** Of most samples: the last one of a fragment is often longer. */
  usualTicks: number;
}

const maximumRunBytes = 64 * 1024;

async function readTrackFragment(
  source: ByteSource,
  traf: Box,
  defaults: ReadonlyMap<number, number>,
): Promise<TrackFragment> {
  const result: TrackFragment = { trackId: 0, baseTicks: 0, ticks: 0, usualTicks: 0 };
  let defaultTicks = 0;
  for await (const box of boxesIn(source, traf.body, traf.end, 64)) {
    if (box.type === 'tfhd') {
      const body = viewOf(await readBody(source, box, 40));
      if (body.byteLength < 8) continue;
      const flags = body.getUint32(0);
      result.trackId = body.getUint32(4);
      const at = 8 + ((flags & 0x1) !== 0 ? 8 : 0) + ((flags & 0x2) !== 0 ? 4 : 0);
      const own = (flags & 0x8) !== 0 && body.byteLength >= at + 4;
      defaultTicks = own ? body.getUint32(at) : (defaults.get(result.trackId) ?? 0);
    } else if (box.type === 'tfdt') {
      const body = viewOf(await readBody(source, box, 12));
      if (body.byteLength >= 12 && body.getUint8(0) === 1) result.baseTicks = Number(body.getBigUint64(4));
      else if (body.byteLength >= 8) result.baseTicks = body.getUint32(4);
    } else if (box.type === 'trun') {
      const run = readRun(viewOf(await readBody(source, box, maximumRunBytes)), defaultTicks);
      result.ticks += run.ticks;
      if (result.usualTicks === 0) result.usualTicks = run.usualTicks;
    }
  }
  return result;
}

function readRun(body: DataView, defaultTicks: number): { ticks: number; usualTicks: number } {
  if (body.byteLength < 8) return { ticks: 0, usualTicks: 0 };
  const flags = body.getUint32(0);
  const samples = body.getUint32(4);
  if ((flags & 0x100) === 0) return { ticks: samples * defaultTicks, usualTicks: defaultTicks };
  const first = 8 + ((flags & 0x1) !== 0 ? 4 : 0) + ((flags & 0x4) !== 0 ? 4 : 0);
  const fieldCount = [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length;
  const each: number[] = [];
  for (let at = first; each.length < samples && at + 4 <= body.byteLength; at += fieldCount * 4) {
    each.push(body.getUint32(at));
  }
  const ticks = each.reduce((sum, one) => sum + one, 0);
  each.sort((a, b) => a - b);
  return { ticks, usualTicks: each[Math.floor(each.length / 2)] ?? 0 };
}
