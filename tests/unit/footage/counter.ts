// Footage whose every frame tells its number by its brightness: frame n shows luma 16 + 8 (n mod 25), on the right half, where
// that is asked for, 16 + 8 (n div 25).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const brightness = (frame: number): number => 16 + 8 * (frame % 25);

/** Limited to full range: what a decoder makes of a frame's luma. */
export const onScreen = (frame: number): number => Math.round(((brightness(frame) - 16) * 255) / 219);

/** The frame, modulo 25, that looks like this. */
export const frameOf = (luma: number): number => Math.round((luma * 219) / 255 / 8) % 25;

export interface CounterWanted {
  readonly frames: number;
  /** Number of the first frame: the files of one recording count on. */
  readonly from?: number;
  readonly frameRate?: number;
  /** A tone of this pitch; none where left out. */
  readonly tone?: number;
  readonly size?: string;
  /** Frames are told apart up to 625. */
  readonly twoDigits?: boolean;
  readonly options?: readonly string[];
}

export async function makeCounter(file: string, wanted: CounterWanted): Promise<void> {
  const { frames, from = 0, frameRate = 25, tone, size = '64x64', options = [], twoDigits = false } = wanted;
  const digit = `mod(N+${from},25)`;
  const shown = twoDigits ? `if(lt(X,W/2),${digit},floor((N+${from})/25))` : digit;
  const picture = `color=black:size=${size}:rate=${frameRate},geq=lum='16+8*${shown}':cb=128:cr=128`;
  const sound = tone === undefined ? [] : ['-f', 'lavfi', '-i', `sine=frequency=${tone}:sample_rate=48000`];
  const coded = ['-c:v', 'libx264', '-crf', '4', '-g', '25', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
  const heard = tone === undefined ? [] : ['-c:a', 'aac', '-shortest', '-t', String(frames / frameRate)];
  const inputs = ['-f', 'lavfi', '-i', picture, ...sound];
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...inputs,
    '-frames:v',
    String(frames),
    ...coded,
    ...heard,
    ...options,
    file,
  ]);
}
