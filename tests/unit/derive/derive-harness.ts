// What the Chromium of preparing.test.ts runs: the program's own player, overlay and preparing of a redaction, as the screen of a
// recording puts them together; only the vault is a stand-in.
import '../../../renderer/src/ipc/zod-jitless.ts';
import { kept } from './kerbdesk-stand-in.ts';
import { createElement, useLayoutEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { Recording, Segment } from '#contract/footage.ts';
import type { DraftKind, Recipe, RecipeDraft } from '#contract/recipe.ts';
import type { Area } from '../../../renderer/src/derive/boxes.ts';
import { makeDerivative } from '../../../renderer/src/derive/make-derivative.ts';
import { BoxOverlay } from '../../../renderer/src/features/footage/derive/BoxOverlay.tsx';
import { withBox, withNewBox } from '../../../renderer/src/features/footage/derive/derive-state.ts';
import { useDerive, type Derive } from '../../../renderer/src/features/footage/derive/use-derive.ts';
import type { Player } from '../../../renderer/src/features/footage/player/player.ts';
import { usePlayer } from '../../../renderer/src/features/footage/player/use-player.ts';
import type { Markers } from '../../../renderer/src/features/footage/player/use-markers.ts';

export interface DeriveHarness {
  readonly violations: readonly string[];
  readonly open: (segments: readonly Segment[], frameRate: number) => void;
  readonly player: () => Player;
  readonly derive: () => Derive;
  readonly uploadsBegun: () => number;
  /** What the vault has of the preparing. */
  readonly saved: () => RecipeDraft | null;
  /** The vault takes no more of it, as with a full disk. */
  readonly refuseDrafts: (refused: boolean) => void;
  /** The same recording on a new screen. */
  readonly reopen: () => void;
  /** Waits until the picture at this moment is the one on screen. */
  readonly show: (seconds: number) => Promise<void>;
  readonly step: (direction: 1 | -1) => Promise<void>;
  /** Brightness, 0 to 255, of the upper left corner of the picture on screen. */
  readonly corner: () => number;
  readonly addBox: (area?: Area) => void;
  /** On the box itself, as an officer presses it. */
  readonly press: (key: string, times: number) => void;
  /** Where the overlay shows the box. */
  readonly boxOnScreen: () => Area;
  readonly make: (kind: DraftKind, draft: RecipeDraft, result: string) => Promise<Recipe>;
}

declare global {
  interface Window {
    deriveHarness: DeriveHarness;
  }
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
);

const markers = { list: [], current: null } as unknown as Markers;
let on: { readonly player: Player; readonly derive: Derive } | null = null;
let recording: Recording;
let root: Root | null = null;

const opened = (): NonNullable<typeof on> => {
  if (on === null) throw new Error('Nothing is open');
  return on;
};

function Desk({ shown, isSplit }: { readonly shown: Recording; readonly isSplit: boolean }) {
  const player = usePlayer(shown);
  const derive = useDerive(shown, player, markers);
  useLayoutEffect(() => player.attach([...document.querySelectorAll('video')]), [player]);
  useLayoutEffect(() => {
    on = { player, derive };
  });
  const videos = (isSplit ? ['first', 'second'] : ['first']).map((key) => createElement('video', { key, muted: true }));
  const overlay = derive.kind === 'redaction' ? createElement(BoxOverlay, { derive, player }) : null;
  return createElement('div', null, createElement('div', null, videos), overlay);
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Nothing tells that a picture has come for good: it is there when nothing has changed for a while. */
async function rests(): Promise<void> {
  const { player, derive } = opened();
  for (let before = '', quiet = 0; quiet < 6;) {
    await nextFrame();
    const now = JSON.stringify([player.settled(), player.onScreen()?.painted, derive.here(), cornerOfPicture()]);
    quiet = now === before && player.settled() ? quiet + 1 : 0;
    before = now;
  }
}

function cornerOfPicture(): number {
  const videos = [...document.querySelectorAll('video')];
  const video = videos.find(({ dataset }) => dataset['active'] === 'true') ?? videos[0];
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (video === undefined || context === null) return -1;
  context.drawImage(video, 0, 0, 16, 16, 0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data[1] ?? -1;
}

const boxElement = (): HTMLElement => {
  const element = document.querySelector<HTMLElement>('button[id^="redaction-"]');
  if (element === null) throw new Error('There is no box on screen');
  return element;
};

window.deriveHarness = {
  violations,
  open: (segments, frameRate) => {
    root?.unmount();
    kept.draft = null;
    recording = { id: segments[0]?.id, media: { frameRate }, segments } as unknown as Recording;
    const stage = document.createElement('div');
    document.body.replaceChildren(stage);
    root = createRoot(stage);
    const desk = createElement(Desk, { shown: recording, isSplit: segments.length > 1 });
    flushSync(() => root?.render(desk));
  },
  player: () => opened().player,
  derive: () => opened().derive,
  uploadsBegun: () => kept.uploadsBegun,
  saved: () => kept.draft,
  refuseDrafts: (refused) => {
    kept.refusesDrafts = refused;
  },
  reopen: () => {
    const saved = kept.draft;
    window.deriveHarness.open(recording.segments, recording.media.frameRate ?? 0);
    kept.draft = saved;
  },
  show: async (seconds) => {
    opened().player.seek(seconds);
    await rests();
  },
  step: async (direction) => {
    await opened().player.step(direction);
    await rests();
  },
  corner: cornerOfPicture,
  addBox: (area) => {
    const { derive } = opened();
    const added = withNewBox(derive.draft, derive.here().startSeconds);
    const draft = withBox(added.draft, added.id, (box) => ({
      ...box,
      effect: 'black',
      keys: box.keys.map((key) => ({ ...key, ...area })),
    }));
    flushSync(() => {
      derive.change(() => draft);
      derive.select(added.id);
    });
  },
  press: (key, times) => {
    for (let presses = 0; presses < times; presses += 1) {
      flushSync(() => boxElement().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    }
  },
  boxOnScreen: () => {
    const { left, top, width, height } = boxElement().style;
    const part = (value: string): number => Number.parseFloat(value) / 100;
    return { x: part(left), y: part(top), width: part(width), height: part(height) };
  },
  make: async (kind, draft, result) => {
    await makeDerivative({
      recording,
      parts: opened().player.parts(),
      kind,
      draft,
      toolVersion: 'test',
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    await fetch(`/result/${result}`, { method: 'PUT', body: kept.bytes });
    return kept.recipe as Recipe;
  },
};
