// What the Chromium of footage-in-chromium.test.ts runs: the program's own frame reader and player, in reach of the test.
import '../../../renderer/src/ipc/zod-jitless.ts';
import { makeThumbnail, type ThumbnailSource } from '../../../renderer/src/features/footage/list/make-thumbnail.ts';
import { Player, type PlayerFacts } from '../../../renderer/src/features/footage/player/player.ts';
import { SyncPair } from '../../../renderer/src/features/footage/player/sync-pair.ts';
import { watchFrames, type SeenFrame } from './seen-frames.ts';

export interface Thumbnail {
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly luma: number;
}

export interface Taken {
  readonly width: number;
  readonly height: number;
  readonly luma: number;
  readonly seconds: number;
  readonly fileId: string;
  readonly fileSeconds: number;
}

export interface Harness {
  readonly violations: readonly string[];
  readonly thumbnail: (source: ThumbnailSource) => Promise<Thumbnail>;
  readonly open: (facts: PlayerFacts) => Promise<void>;
  readonly player: () => Player;
  /** Brightness, 0 to 255, of the picture that the player shows. */
  readonly shown: () => Promise<number>;
  /** Plays from here to the end, and tells what was on screen, refresh by refresh. */
  readonly watch: () => Promise<readonly SeenFrame[]>;
  readonly grab: () => Promise<Taken>;
  /** Opens a second recording beside the one that is open; the answers are drifts in seconds. */
  readonly pair: (facts: PlayerFacts, offset: number) => Promise<void>;
  readonly follower: () => Player;
  readonly syncPair: () => SyncPair;
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

function lumasOf(source: CanvasImageSource, columns: number): readonly number[] {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  context?.drawImage(source, 0, 0, columns, 1);
  const { data } = context?.getImageData(0, 0, columns, 1) ?? { data: [] };
  return Array.from({ length: columns }, (_, column) => data[4 * column + 1] ?? -1);
}

const lumaOf = (source: CanvasImageSource): number => lumasOf(source, 1)[0] ?? -1;

/** From the middle of each half: where they meet, they run into each other. */
function halvesOf(source: CanvasImageSource): readonly [number, number] {
  const eighths = lumasOf(source, 8);
  return [eighths[1] ?? -1, eighths[6] ?? -1];
}

const videos = [document.createElement('video'), document.createElement('video')] as const;
for (const video of videos) {
  video.muted = true;
  document.body.append(video);
}
let player: Player | null = null;
let detach = (): void => undefined;

let pair: { readonly other: Player; readonly sync: SyncPair } | null = null;
let pairEnd = (): void => undefined;
const paired = (): { readonly other: Player; readonly sync: SyncPair } => {
  if (pair === null) throw new Error('Nothing is beside it');
  return pair;
};

const opened = (): Player => {
  if (player === null) throw new Error('Nothing is open');
  return player;
};

const onScreen = (): HTMLVideoElement => videos.find(({ dataset }) => dataset['active'] === 'true') ?? videos[0];

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

window.harness = {
  violations,
  thumbnail: async (source) => {
    const jpeg = await makeThumbnail(source, new AbortController().signal);
    const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    return { bytes: jpeg.byteLength, width: picture.width, height: picture.height, luma: lumaOf(picture) };
  },
  open: async (facts) => {
    detach();
    player = new Player(facts);
    detach = player.attach(facts.segments.length > 1 ? videos : [videos[0]]);
    await until(() => opened().ready() || opened().failed());
  },
  player: opened,
  shown: async () => {
    await until(() => opened().settled());
    return lumaOf(onScreen());
  },
  watch: async () => {
    const seen = watchFrames(() => halvesOf(onScreen()));
    opened().act({ do: 'play' });
    await until(() => opened().playback().rate === 0);
    return seen.end();
  },
  pair: async (facts, offset) => {
    const leader = opened();
    pairEnd();
    const second = document.createElement('video');
    second.muted = true;
    document.body.append(second);
    const other = new Player(facts);
    const letGo = other.attach([second]);
    await until(() => other.ready());
    const sync = new SyncPair(leader, other, offset);
    pair = { other, sync };
    pairEnd = () => {
      sync.end();
      letGo();
      second.remove();
    };
  },
  follower: () => paired().other,
  syncPair: () => paired().sync,
  grab: async () => {
    const { canvas, seconds, fileId, fileSeconds } = await opened().grabFrame();
    return { width: canvas.width, height: canvas.height, luma: lumaOf(canvas), seconds, fileId, fileSeconds };
  },
};
