// How loud a file is, stretch by stretch: decoded packet by packet, so that an hour needs no more memory than a minute.
import { AudioSampleSink, Input, MP4, QTFF, type AudioSample } from 'mediabunny';
import type { Waveform } from '#contract/pictures.ts';
import { rangeSource } from './capture-frames.ts';
import type { StripSource } from './make-filmstrip.ts';

const finest = 20;
/** Keeps a day of sound below what `pictures.saveWaveform` accepts. */
const mostPeaks = 500_000;
/** Packets between two turns: about ten seconds of sound. */
const packetsATurn = 500;

export const peaksPerSecondOf = (durationSeconds: number): number =>
  Math.min(finest, mostPeaks / Math.max(1, durationSeconds));

/** Loudest moment of each stretch, fed in any portions. */
export class Peaks {
  readonly #perSecond: number;
  readonly #peaks: Uint8Array<ArrayBuffer>;
  #used = 0;

  constructor(durationSeconds: number, perSecond: number) {
    this.#perSecond = perSecond;
    this.#peaks = new Uint8Array(Math.min(mostPeaks, Math.max(1, Math.ceil(durationSeconds * perSecond))));
  }

  /** @param samples -1 to 1; `startSeconds` may be below 0, as where a codec starts before the picture. */
  add(samples: Float32Array, startSeconds: number, sampleRate: number): void {
    // In whole samples: seconds in floating point would put one into the stretch beside its own.
    const first = Math.round(startSeconds * sampleRate);
    const stride = Math.max(1, Math.round(sampleRate / 16_000));
    for (let at = 0; at < samples.length; at += stride) {
      const place = Math.floor(((first + at) * this.#perSecond) / sampleRate);
      if (place < 0 || place >= this.#peaks.length) continue;
      const loud = Math.min(255, Math.round(Math.abs(samples[at] ?? 0) * 255));
      if (loud > (this.#peaks[place] ?? 0)) this.#peaks[place] = loud;
      if (place >= this.#used) this.#used = place + 1;
    }
  }

  /** Shorter than the file where the sound ends before it. */
  taken(): Uint8Array<ArrayBuffer> {
    return this.#peaks.slice(0, this.#used);
  }
}

/** Peaks of nothing for a file without sound; rejects where the sound cannot be decoded here. */
export async function makeWaveform(
  source: StripSource,
  { signal, turn }: { readonly signal: AbortSignal; readonly turn: () => Promise<void> },
): Promise<Waveform> {
  const peaksPerSecond = peaksPerSecondOf(source.durationSeconds);
  const input = new Input({ formats: [MP4, QTFF], source: rangeSource({ ...source, signal }, 'fileSystem') });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track === null) return { peaksPerSecond, peaks: new Uint8Array() };
    if (!(await track.canDecode())) throw new Error('This sound cannot be decoded here');
    const peaks = new Peaks(source.durationSeconds, peaksPerSecond);
    let packets = 0;
    try {
      for await (const sample of new AudioSampleSink(track).samples()) {
        addSample(peaks, sample);
        packets += 1;
        if (packets % packetsATurn === 0) await turn();
        signal.throwIfAborted();
      }
    } catch (error) {
      // A file that is cut short has sound up to there.
      if (signal.aborted || packets === 0) throw error;
    }
    return { peaksPerSecond, peaks: peaks.taken() };
  } finally {
    input.dispose();
  }
}

let portion = new Float32Array(8192);

function addSample(peaks: Peaks, sample: AudioSample): void {
  try {
    if (portion.length < sample.numberOfFrames) portion = new Float32Array(sample.numberOfFrames);
    for (let channel = 0; channel < Math.min(2, sample.numberOfChannels); channel += 1) {
      sample.copyTo(portion, { planeIndex: channel, format: 'f32-planar' });
      peaks.add(portion.subarray(0, sample.numberOfFrames), sample.timestamp, sample.sampleRate);
    }
  } finally {
    sample.close();
  }
}
