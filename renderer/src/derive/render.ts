// Makes a clip or a redaction: reads the recording from the vault by ranges, writes an MP4 into the vault as it goes. What is in
// memory is a few pictures and packets, however long the stretch is.
import { Mp4OutputFormat, Output, StreamTarget } from 'mediabunny';
import type { RecipeDraft, RecipeSpan, Treatment } from '#contract/recipe.ts';
import { copySound } from './copy-sound.ts';
import { copyPictures } from './copy-pictures.ts';
import { encodePictures } from './encode-pictures.ts';
import { openFile, stretchesOf, type OpenStretch, type RecordingFile } from './recording-files.ts';
import { RenderProblem } from './render-problem.ts';

export interface RenderRequest {
  readonly files: readonly RecordingFile[];
  readonly draft: Pick<RecipeDraft, 'startSeconds' | 'endSeconds' | 'cut' | 'boxes' | 'mutes'>;
  readonly writable: WritableStream<{ readonly data: Uint8Array<ArrayBuffer>; readonly position: number }>;
  /** From 0 to 1. */
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

export interface Rendered {
  readonly included: RecipeSpan;
  readonly video: Treatment;
  readonly audio: Treatment;
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
  readonly durationSeconds: number;
}

/**
 * Rejects with `RenderProblem` (in words for an officer), `CommandError` or the signal's reason. A redaction (boxes, or
 * pictures cut exactly) is encoded again; everything else is copied bit for bit.
 */
export async function render(request: RenderRequest): Promise<Rendered> {
  const { draft, signal } = request;
  const stretches = stretchesOf(request.files, draft.startSeconds, draft.endSeconds);
  if (stretches.length === 0) throw new RenderProblem('This stretch lies outside the recording. Choose another.');
  const opened: OpenStretch[] = [];
  try {
    for (const stretch of stretches) opened.push({ ...stretch, ...(await openFile(stretch.file, signal)) });
    return await renderOpened(request, opened);
  } finally {
    for (const { input } of opened) input.dispose();
  }
}

async function renderOpened(request: RenderRequest, stretches: readonly OpenStretch[]): Promise<Rendered> {
  const { draft, signal } = request;
  const output = new Output({
    // The index is written last and its length first: the vault takes both, and every player opens the outcome.
    format: new Mp4OutputFormat({ fastStart: false }),
    target: new StreamTarget(request.writable, { chunked: true, chunkSize: 1024 * 1024 }),
  });
  const whole = draft.endSeconds - draft.startSeconds;
  const seen = { pictures: 0, sound: 0 };
  const tell = (): void => request.onProgress(Math.min(0.99, Math.max(0, Math.max(seen.pictures, seen.sound) / whole)));
  const pace = new Pace();
  const hasPictures = stretches.some(({ video }) => video !== null);
  try {
    const encoded = draft.cut === 'exact' || draft.boxes.length > 0;
    const prepare = hasPictures ? (encoded ? encodePictures : copyPictures) : null;
    const pictures =
      prepare === null
        ? null
        : await prepare({
            output,
            stretches,
            draft,
            signal,
            onSeconds(seconds) {
              seen.pictures = seconds - draft.startSeconds;
              pace.reach(seconds);
              tell();
            },
          });
    const zero = { seconds: pictures?.startSeconds ?? draft.startSeconds };
    const sound = await copySound({
      output,
      stretches,
      draft,
      zero,
      signal,
      mayWrite: (seconds) => (prepare === null ? Promise.resolve() : pace.wait(seconds)),
      onSeconds(seconds) {
        if (prepare !== null) return;
        seen.sound = seconds - draft.startSeconds;
        tell();
      },
    });
    if (pictures === null && sound.treatment.how === 'none') {
      throw new RenderProblem('There is neither a picture nor a sound in this stretch that could be kept.');
    }
    await output.start();
    const [video] = await Promise.all([pictures?.run().finally(() => pace.open()) ?? null, sound.run()]);
    signal.throwIfAborted();
    await output.finalize();
    request.onProgress(1);
    const included = video?.included ?? {
      startSeconds: draft.startSeconds,
      endSeconds: Math.min(draft.endSeconds, sound.endSeconds()),
      firstFrame: null,
      lastFrame: null,
    };
    return {
      included,
      video: video?.treatment ?? { how: 'none' },
      audio: sound.treatment.how === 'silenced' ? { ...sound.treatment, packets: sound.silenced() } : sound.treatment,
      width: video?.width ?? null,
      height: video?.height ?? null,
      frameRate: video?.frameRate ?? null,
      durationSeconds: included.endSeconds - included.startSeconds,
    };
  } catch (error) {
    if (output.state === 'started' || output.state === 'pending') await output.cancel().catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  }
}

/** Sound waits for the pictures, so that the file holds both of the same moment near each other. */
class Pace {
  #reached = -Infinity;
  #waiting: { readonly seconds: number; readonly go: () => void }[] = [];

  reach(seconds: number): void {
    this.#reached = Math.max(this.#reached, seconds);
    const ready = this.#waiting.filter((one) => one.seconds <= this.#reached + soundAhead);
    this.#waiting = this.#waiting.filter((one) => one.seconds > this.#reached + soundAhead);
    for (const { go } of ready) go();
  }

  wait(seconds: number): Promise<void> {
    if (seconds <= this.#reached + soundAhead) return Promise.resolve();
    return new Promise((go) => this.#waiting.push({ seconds, go }));
  }

  /** Nothing is waited for any more. */
  open(): void {
    this.reach(Number.POSITIVE_INFINITY);
  }
}

const soundAhead = 1;
