// Makes real media files and measures them with ffmpeg, which shares no code with the product.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @param options ffmpeg's own, after the inputs: a moving picture of 320x240 at 25 frames a second, and a tone. */
export async function makeMedia(file: string, seconds: number, options: readonly string[]): Promise<void> {
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25', '-f', 'lavfi', '-i', 'sine=frequency=440'];
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...inputs, '-t', String(seconds), ...options, file]);
}

export const h264: readonly string[] = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25'];
export const aac: readonly string[] = ['-c:a', 'aac', '-b:a', '48k'];

export interface Measured {
  readonly durationSeconds: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
}

interface Probe {
  readonly format: { readonly duration?: string };
  readonly streams: readonly {
    readonly codec_type?: string;
    readonly codec_name?: string;
    readonly width?: number;
    readonly height?: number;
    readonly avg_frame_rate?: string;
  }[];
}

export async function measure(file: string): Promise<Measured> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', file]);
  const probe = JSON.parse(stdout) as Probe;
  const video = probe.streams.find((stream) => stream.codec_type === 'video');
  const [frames, each] = (video?.avg_frame_rate ?? '0/0').split('/').map(Number);
  return {
    durationSeconds: Number(probe.format.duration),
    width: video?.width ?? null,
    height: video?.height ?? null,
    frameRate: frames && each ? frames / each : null,
    videoCodec: video?.codec_name ?? null,
    audioCodec: probe.streams.find((stream) => stream.codec_type === 'audio')?.codec_name ?? null,
  };
}
