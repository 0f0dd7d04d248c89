// The files of a recording as one timeline: opened from the vault by ranges, one after the other.
import { CustomSource, Input, MP4, QTFF, WEBM, type InputAudioTrack, type InputVideoTrack } from 'mediabunny';
import { mediaAddress } from '#contract/footage.ts';
import type { PlaylistPart } from '#contract/playlist.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { RecipeSource } from '#contract/recipe.ts';
import { hair } from './moments.ts';

export interface RecordingFile extends RecipeSource {
  readonly bytes: number;
  /** Where it begins on the recording's timeline. */
  readonly offset: number;
  /** Null where the file does not say and nothing follows it. */
  readonly seconds: number | null;
}

/**
 * What can be played of the recording. Holes have no file.
 * @param parts the player's own: it alone knows how long files are that do not say, and which of them the browser gave up on
 */
export function filesOf(parts: readonly PlaylistPart[]): readonly RecordingFile[] {
  return parts.flatMap(({ file, playable, startSeconds, durationSeconds }, index) => {
    if (file === null || !playable) return [];
    const { id, fileName, sha256, bytes } = file;
    const seconds = durationSeconds === 0 && index === parts.length - 1 ? null : durationSeconds;
    return [{ recordingId: id, fileName, sha256, bytes, offset: startSeconds, seconds }];
  });
}

/** Why nothing can be made yet: until a file's length is known, it is not known where those after it lie. Null where all is known. */
export function untoldLength(parts: readonly PlaylistPart[]): string | null {
  const untold = parts.slice(0, -1).find(({ playable, durationSeconds }) => playable && durationSeconds === 0);
  return untold === undefined
    ? null
    : `It is not known yet how long ${untold.file?.fileName ?? 'a file'} is, nor where what comes after it lies. Wait until the timeline shows all of the recording, then try again.`;
}

/** The part of each file that a stretch of the timeline touches, in the file's own seconds. */
export interface FileStretch {
  readonly file: RecordingFile;
  readonly from: number;
  readonly until: number;
}

export function stretchesOf(
  files: readonly RecordingFile[],
  startSeconds: number,
  endSeconds: number,
): readonly FileStretch[] {
  return files.flatMap((file) => {
    // Else a picture that begins where the stretch begins gives way to the one before it, and one that begins where it ends comes in.
    const from = Math.max(0, startSeconds - file.offset + hair);
    const until = Math.min(file.seconds ?? Number.POSITIVE_INFINITY, endSeconds - file.offset) - hair;
    return from < until ? [{ file, from, until }] : [];
  });
}

export interface OpenedFile {
  readonly input: Input;
  readonly video: InputVideoTrack | null;
  readonly audio: InputAudioTrack | null;
}

/** One file of the recording, opened, with the stretch of it that is wanted. */
export interface OpenStretch extends FileStretch, OpenedFile {}

/** Close what it gives with `input.dispose()`. */
export async function openFile(
  { recordingId, bytes }: { readonly recordingId: RecordingId; readonly bytes: number },
  signal: AbortSignal,
): Promise<OpenedFile> {
  const source = new CustomSource({
    getSize: () => bytes,
    read: async (start, end) => {
      const headers = { Range: `bytes=${start}-${end - 1}` };
      const response = await fetch(mediaAddress(recordingId), { headers, signal });
      if (response.status !== 206) throw new Error(`Evidence answered ${response.status} instead of a range`);
      return new Uint8Array(await response.arrayBuffer());
    },
    prefetchProfile: 'network',
    // A read that was cancelled with its input has nobody to hear of it.
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ formats: [MP4, QTFF, WEBM], source });
  try {
    return { input, video: await input.getPrimaryVideoTrack(), audio: await input.getPrimaryAudioTrack() };
  } catch (error) {
    input.dispose();
    throw error;
  }
}
