// What the Chromium of rendering.test.ts runs: the program's own renderer and tracker, in reach of the test.
import '../../../renderer/src/ipc/zod-jitless.ts';
import type { BoxKey, RecipeDraft } from '#contract/recipe.ts';
import type { RecordingFile } from '../../../renderer/src/derive/recording-files.ts';
import { render, type Rendered } from '../../../renderer/src/derive/render.ts';
import { trackBox, type Tracked } from '../../../renderer/src/derive/track-box.ts';

export interface Rendering {
  readonly rendered: Rendered;
  readonly milliseconds: number;
  readonly progress: readonly number[];
}

declare global {
  interface Window {
    renderHarness: {
      readonly violations: readonly string[];
      readonly render: (files: readonly RecordingFile[], draft: RecipeDraft, result: string) => Promise<Rendering>;
      readonly cancelled: (files: readonly RecordingFile[], draft: RecipeDraft, at: number) => Promise<string>;
      readonly track: (files: readonly RecordingFile[], key: BoxKey, until: number) => Promise<Tracked>;
    };
  }
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
);

class Memory {
  bytes = new Uint8Array(1024 * 1024);
  length = 0;
  writable(): WritableStream<{ readonly data: Uint8Array<ArrayBuffer>; readonly position: number }> {
    return new WritableStream({
      write: ({ data, position }) => {
        const end = position + data.byteLength;
        if (end > this.bytes.byteLength) {
          const larger = new Uint8Array(end * 2);
          larger.set(this.bytes.subarray(0, this.length));
          this.bytes = larger;
        }
        this.bytes.set(data, position);
        this.length = Math.max(this.length, end);
      },
    });
  }
}

window.renderHarness = {
  violations,
  render: async (files, draft, result) => {
    const memory = new Memory();
    const progress: number[] = [];
    const begun = performance.now();
    const rendered = await render({
      files,
      draft,
      writable: memory.writable(),
      onProgress: (part) => progress.push(part),
      signal: new AbortController().signal,
    });
    const milliseconds = performance.now() - begun;
    await fetch(`/result/${result}`, { method: 'PUT', body: memory.bytes.slice(0, memory.length) });
    return { rendered, milliseconds, progress };
  },
  cancelled: async (files, draft, at) => {
    const cancel = new AbortController();
    try {
      await render({
        files,
        draft,
        writable: new Memory().writable(),
        onProgress: (part) => {
          if (part >= at) cancel.abort();
        },
        signal: cancel.signal,
      });
      return 'finished';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  },
  track: (files, key, until) =>
    trackBox({
      files,
      key,
      until,
      onStep: () => undefined,
      stop: new AbortController().signal,
      signal: new AbortController().signal,
    }),
};
