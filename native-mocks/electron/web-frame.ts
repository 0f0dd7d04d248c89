// Electron's WebFrameMain: the frames of a window as main sees them, with addresses in the program's own scheme.
import type { DevToolsSession } from './devtools-pipe.ts';
import { receiverName } from './world-scripts.ts';
import type { MainMessage } from './worlds/isolated-world.ts';

/** A JavaScript world of a frame, by the id that no other world of this browser ever gets. */
export interface World {
  readonly session: DevToolsSession;
  readonly uniqueId: string;
}

export class WebFrameMain {
  readonly frameToken: string;
  readonly #parent: WebFrameMain | null;
  #url = 'about:blank';
  #isolated: World | null = null;
  readonly children = new Set<WebFrameMain>();
  name = '';
  hasOpaqueOrigin = false;
  detached = false;

  constructor(frameToken: string, parent: WebFrameMain | null) {
    this.frameToken = frameToken;
    this.#parent = parent;
    parent?.children.add(this);
  }

  get parent(): WebFrameMain | null {
    return this.#parent;
  }
  get top(): WebFrameMain {
    return this.#parent?.top ?? this;
  }
  get url(): string {
    return this.#url;
  }
  get frames(): WebFrameMain[] {
    return [...this.children];
  }
  /** As Chromium serialises an origin: `kerbdesk://app`, or `null` for an opaque one. */
  get origin(): string {
    if (this.hasOpaqueOrigin) return 'null';
    if (this.#url === 'about:srcdoc' || this.#url === 'about:blank') return this.#parent?.origin ?? 'null';
    return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(this.#url)?.[0] ?? 'null';
  }
  isDestroyed(): boolean {
    return this.detached;
  }

  navigated(url: string): void {
    this.#url = url;
  }
  get isolatedWorld(): World | null {
    return this.#isolated;
  }
  set isolatedWorld(world: World | null) {
    this.#isolated = world;
  }
}

/** Says something to a world; one that has gone meanwhile simply does not hear it. */
export function tellWorld(world: World, message: MainMessage): void {
  world.session.sendQuietly('Runtime.callFunctionOn', {
    functionDeclaration: `function (message) { globalThis.${receiverName}?.(message); }`,
    arguments: [{ value: JSON.stringify(message) }],
    uniqueContextId: world.uniqueId,
    silent: true,
  });
}
