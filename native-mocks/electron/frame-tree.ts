// Follows the frames of one window, and which isolated world belongs to each, through the page's DevTools sessions.
import type { DevToolsSession } from './devtools-pipe.ts';
import type { Protocol } from './protocol-types.ts';
import { WebFrameMain } from './web-frame.ts';
import { isolatedWorldName } from './world-scripts.ts';

export interface FrameTreeEvents {
  /** A document was committed in this frame. */
  navigated(frame: WebFrameMain): void;
}

export class FrameTree {
  readonly #frames = new Map<string, WebFrameMain>();
  readonly #worlds = new Map<string, WebFrameMain>();
  readonly #toProgram: (url: string) => string;
  readonly #events: FrameTreeEvents;
  main: WebFrameMain | null = null;

  constructor(toProgram: (url: string) => string, events: FrameTreeEvents) {
    this.#toProgram = toProgram;
    this.#events = events;
  }

  get(frameId: string): WebFrameMain | null {
    return this.#frames.get(frameId) ?? null;
  }

  /** The frame whose isolated world this is; execution context ids are counted per session. */
  ofWorld(session: DevToolsSession, contextId: number): WebFrameMain | null {
    return this.#worlds.get(worldKey(session, contextId)) ?? null;
  }

  /** Follows a session: the page's own, or that of a frame which Chromium put in another process. */
  watch(session: DevToolsSession): void {
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#ensure(frameId, parentFrameId));
    session.on('Page.frameNavigated', ({ frame }) => {
      const entry = this.#ensure(frame.id, frame.parentId);
      entry.name = frame.name ?? '';
      entry.navigated(this.#toProgram(frame.url + (frame.urlFragment ?? '')));
      this.#events.navigated(entry);
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const entry = this.get(frameId);
      entry?.navigated(this.#toProgram(url));
    });
    // "swap" only says that the frame goes on in another process, under another session.
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.#remove(frameId);
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId;
      if (context.name !== isolatedWorldName || frameId === undefined) return;
      const entry = this.#ensure(frameId, undefined);
      entry.isolatedWorld = { session, uniqueId: context.uniqueId };
      // A sandboxed frame has an opaque origin, whatever its address.
      entry.hasOpaqueOrigin = context.origin === '://';
      this.#worlds.set(worldKey(session, context.id), entry);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId, executionContextUniqueId }) => {
      const entry = this.ofWorld(session, executionContextId);
      this.#worlds.delete(worldKey(session, executionContextId));
      if (entry?.isolatedWorld?.uniqueId === executionContextUniqueId) entry.isolatedWorld = null;
    });
    session.on('Runtime.executionContextsCleared', () => {
      const prefix = worldKey(session, '');
      for (const [key, entry] of this.#worlds) {
        if (!key.startsWith(prefix)) continue;
        this.#worlds.delete(key);
        if (entry.isolatedWorld?.session === session) entry.isolatedWorld = null;
      }
    });
  }

  /** Takes in the frames that existed before the session was watched. */
  adopt(tree: Protocol.Page.FrameTree): void {
    const entry = this.#ensure(tree.frame.id, tree.frame.parentId);
    entry.navigated(this.#toProgram(tree.frame.url));
    for (const child of tree.childFrames ?? []) this.adopt(child);
  }

  #ensure(frameId: string, parentId: string | undefined): WebFrameMain {
    let frame = this.#frames.get(frameId);
    if (!frame) {
      frame = new WebFrameMain(frameId, parentId === undefined ? null : this.#ensure(parentId, undefined));
      this.#frames.set(frameId, frame);
      if (parentId === undefined) this.main ??= frame;
    }
    return frame;
  }

  #remove(frameId: string): void {
    const frame = this.#frames.get(frameId);
    if (!frame) return;
    for (const child of frame.children) this.#remove(child.frameToken);
    frame.parent?.children.delete(frame);
    frame.detached = true;
    frame.isolatedWorld = null;
    this.#frames.delete(frameId);
  }
}

const worldKey = (session: DevToolsSession, contextId: number | string): string => `${session.id} ${contextId}`;
