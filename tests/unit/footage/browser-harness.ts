// What the Chromium of footage-in-chromium.test.ts runs: the program's own frame reader and player, in reach of the test.
import '../../../renderer/src/ipc/zod-jitless.ts';
import { makeThumbnail, type ThumbnailSource } from '../../../renderer/src/features/footage/make-thumbnail.ts';
import { Player, type PlayerFacts } from '../../../renderer/src/features/footage/player.ts';

export interface Thumbnail {
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly luma: number;
}

export interface Harness {
  readonly violations: readonly string[];
  readonly thumbnail: (source: ThumbnailSource) => Promise<Thumbnail>;
  readonly open: (address: string, facts: PlayerFacts) => Promise<void>;
  readonly player: () => Player;
  /** Brightness, 0 to 255, of the picture that the player shows. */
  readonly shown: () => Promise<number>;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
);

function lumaOf(source: CanvasImageSource): number {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  context?.drawImage(source, 0, 0, 1, 1);
  return context?.getImageData(0, 0, 1, 1).data[1] ?? -1;
}

const video = document.createElement('video');
video.muted = true;
document.body.append(video);
let player: Player | null = null;

const once = (event: string): Promise<void> =>
  new Promise((resolve) => {
    video.addEventListener(event, () => resolve(), { once: true });
  });

window.harness = {
  violations,
  thumbnail: async (source) => {
    const jpeg = await makeThumbnail(source, new AbortController().signal);
    const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    return { bytes: jpeg.byteLength, width: picture.width, height: picture.height, luma: lumaOf(picture) };
  },
  open: async (address, facts) => {
    player = new Player(facts);
    player.attach(video);
    const ready = once('loadeddata');
    video.src = address;
    await ready;
  },
  player: () => {
    if (player === null) throw new Error('Nothing is open');
    return player;
  },
  shown: async () => {
    while (video.seeking) await once('seeked');
    return lumaOf(video);
  },
};
