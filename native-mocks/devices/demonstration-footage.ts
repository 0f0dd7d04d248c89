// Real H.264/AAC recordings for simulated cameras: by ffmpeg where it is installed, else by the encoder-free generator.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { makePlainClip } from './plain-h264.ts';
import { streetScene } from './street-scene.ts';

const run = promisify(execFile);

export interface Clip {
  readonly seconds: number;
  readonly startedAt: Date;
  /** Burnt into the picture. */
  readonly camera: string;
  /** Which street, in which light. */
  readonly seed: number;
  /** In fragments, as cameras write that fear a power loss. */
  readonly fragmented: boolean;
}

export async function ffmpegIsInstalled(): Promise<boolean> {
  try {
    await run('ffmpeg', ['-version']);
    return true;
  } catch {
    return false;
  }
}

export async function makeClip(file: string, clip: Clip, withFfmpeg: boolean): Promise<void> {
  if (!withFfmpeg) {
    await writeFile(file, await makePlainClip(clip));
    return;
  }
  try {
    await encode(file, clip, true);
  } catch {
    // An ffmpeg without fonts cannot write the time into the picture; the picture's own counter still moves.
    await encode(file, clip, false);
  }
}

async function encode(
  file: string,
  { seconds, startedAt, camera, seed, fragmented }: Clip,
  clock: boolean,
): Promise<void> {
  const epoch = Math.floor(startedAt.getTime() / 1000);
  const written = `${camera} %{pts\\:localtime\\:${epoch}\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}`;
  const caption = `[picture]drawtext=text='${written}':x=24:y=h-48:fontsize=28:fontcolor=white:box=1:boxcolor=black@0.6[captioned]`;
  const graph = clock ? `${streetScene(seed)};${caption}` : streetScene(seed);
  const options = [
    `-map ${clock ? '[captioned]' : '[picture]'} -map 0:a -t ${seconds} -c:v libx264 -preset ultrafast -crf 27 -g 50 -pix_fmt yuv420p -c:a aac -b:a 64k`,
    `-metadata creation_time=${startedAt.toISOString()} -f mp4`,
    fragmented ? '-movflags frag_keyframe+empty_moov' : '',
  ];
  const words = options
    .join(' ')
    .split(' ')
    .filter((word) => word !== '');
  const sound = `-nostdin -v error -y -f lavfi -i sine=frequency=${180 + seed * 60}:beep_factor=4`.split(' ');
  await run('ffmpeg', [...sound, '-filter_complex', graph, ...words, file]);
}
