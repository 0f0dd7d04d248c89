// From what the officer prepared to evidence in the vault: rendered, handed over as it goes, and entered with its recipe.
import type { Recording } from '#contract/footage.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { PlaylistPart } from '#contract/playlist.ts';
import type { DraftKind, Recipe, RecipeDraft } from '#contract/recipe.ts';
import { DerivativeUpload } from './derivative-upload.ts';
import { filesOf, stretchesOf, untoldLength } from './recording-files.ts';
import { RenderProblem } from './render-problem.ts';
import { render, type Rendered } from './render.ts';

interface DerivativeWanted {
  readonly recording: Recording;
  /** As the player plays it: what was seen at a moment is what is made of that moment. */
  readonly parts: readonly PlaylistPart[];
  readonly kind: DraftKind;
  readonly draft: RecipeDraft;
  readonly toolVersion: string;
  /** From 0 to 1; 1 while it is sealed and read back. */
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** Nothing is left of one that rejects. */
export async function makeDerivative(wanted: DerivativeWanted): Promise<Recording> {
  const { recording, parts, kind, onProgress, signal } = wanted;
  const untold = untoldLength(parts);
  if (untold !== null) throw new RenderProblem(untold);
  // A copy begins at the key picture before the start: a redaction would show and tell what lies outside of it.
  const draft: RecipeDraft = kind === 'redaction' ? { ...wanted.draft, cut: 'exact' } : wanted.draft;
  const upload = await DerivativeUpload.begin(recording.id, kind, signal);
  try {
    const rendered = await render({
      files: filesOf(parts),
      draft,
      writable: upload.writable(),
      onProgress,
      signal,
    });
    return await upload.finish(recipeOf({ ...wanted, draft }, rendered), mediaOf(rendered));
  } catch (error) {
    await upload.abandon();
    throw error;
  }
}

function recipeOf({ recording, parts, kind, draft, toolVersion }: DerivativeWanted, rendered: Rendered): Recipe {
  const { startSeconds, endSeconds } = draft;
  const touched = stretchesOf(filesOf(parts), startSeconds, endSeconds).map(({ file }) => file);
  const made = {
    version: 1,
    parentId: recording.id,
    tool: { name: 'Kerbdesk', version: toolVersion, renderer: rendererName() },
    sources: touched.map(({ recordingId, fileName, sha256 }) => ({ recordingId, fileName, sha256 })),
    reason: draft.reason,
    asked: { startSeconds, endSeconds, firstFrame: null, lastFrame: null },
    included: rendered.included,
    cut: rendered.video.how === 'copied' ? 'key-frame' : 'exact',
    video: rendered.video,
    audio: rendered.audio,
  } as const;
  if (kind === 'clip') return { kind, ...made };
  const { boxes, mutes } = draft;
  return { kind, ...made, width: rendered.width, height: rendered.height, boxes, mutes };
}

/** "Chrome/156.0.0.0": whose decoder and encoder it was. */
const rendererName = (): string => /Chrome\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? 'unknown';

const mediaOf = ({ video, audio, width, height, frameRate, durationSeconds }: Rendered): MediaFacts => ({
  playability: 'playable',
  container: 'mp4',
  videoCodec: video.how === 'none' ? null : codecName(video.codec),
  audioCodec: audio.how === 'none' ? null : codecName(audio.codec),
  width,
  height,
  frameRate,
  durationSeconds,
  startByMedia: null,
  remark: null,
});

/** "avc1" of "avc1.64001f". */
const codecName = (codec: string): string => codec.split('.')[0] ?? codec;
