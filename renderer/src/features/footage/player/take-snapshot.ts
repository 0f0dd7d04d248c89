// The picture on screen as evidence of its own: full size, with parent, hash and recipe, and never by way of a disk in the clear.
import type { Recording } from '#contract/footage.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { Recipe } from '#contract/recipe.ts';
import { DerivativeUpload } from '../../../derive/derivative-upload.ts';
import { kerbdesk } from '../../../ipc/kerbdesk.ts';
import { jpegOf } from './capture-frames.ts';
import type { GrabbedFrame } from './grab-frame.ts';
import type { Player } from './player.ts';

export type SnapshotFormat = 'png' | 'jpeg';

const jpegQuality = 0.95;
const thumbnailWidth = 320;
const thumbnailQuality = 0.7;

export interface SnapshotWanted {
  readonly recording: Recording;
  readonly player: Player;
  readonly format: SnapshotFormat;
  readonly toolVersion: string;
  readonly signal: AbortSignal;
}

export async function takeSnapshot(wanted: SnapshotWanted): Promise<Recording> {
  const { recording, player, format, signal } = wanted;
  const frame = await player.grabFrame();
  const picture = await frame.canvas.convertToBlob({ type: `image/${format}`, quality: jpegQuality });
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const upload = await DerivativeUpload.begin(recording.id, 'snapshot', signal);
  try {
    await upload.write(0, bytes);
    const made = await upload.finish(recipeOf(wanted, frame), mediaOf(format, frame));
    await keepThumbnail(made, frame);
    return made;
  } catch (error) {
    await upload.abandon();
    throw error;
  }
}

function recipeOf({ recording, format, toolVersion }: SnapshotWanted, frame: GrabbedFrame): Recipe {
  const file = recording.segments.find(({ id }) => id === frame.fileId);
  if (file === undefined) throw new Error('The file of this picture is not of this recording');
  return {
    kind: 'snapshot',
    version: 1,
    parentId: recording.id,
    tool: {
      name: 'Kerbdesk',
      version: toolVersion,
      renderer: /Chrome\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? 'unknown',
    },
    sources: [{ recordingId: file.id, fileName: file.fileName, sha256: file.sha256 }],
    reason: '',
    atSeconds: frame.seconds,
    // A player knows the moment; counted pictures are for what is cut packet by packet.
    frame: null,
    format,
    width: frame.canvas.width,
    height: frame.canvas.height,
  };
}

const mediaOf = (format: SnapshotFormat, { canvas }: GrabbedFrame): MediaFacts => ({
  playability: 'not-a-video',
  container: format,
  videoCodec: null,
  audioCodec: null,
  width: canvas.width,
  height: canvas.height,
  frameRate: null,
  durationSeconds: null,
  startByMedia: null,
  remark: null,
});

/** For the list; the snapshot is kept whether or not this one can be made. */
async function keepThumbnail({ id }: Recording, { canvas }: GrabbedFrame): Promise<void> {
  const width = Math.min(thumbnailWidth, canvas.width);
  const small = new OffscreenCanvas(width, Math.max(1, Math.round((canvas.height / canvas.width) * width)));
  small.getContext('2d')?.drawImage(canvas, 0, 0, small.width, small.height);
  const jpeg = new Uint8Array(await (await jpegOf(small, thumbnailQuality)).arrayBuffer());
  await kerbdesk.footage.saveThumbnail({ id, jpeg }).catch(() => undefined);
}
