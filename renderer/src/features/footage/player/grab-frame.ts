// The frame on screen as a picture of its own, in full size and as the player turns it.
import type { Deck } from './deck.ts';

export interface GrabbedFrame {
  readonly canvas: OffscreenCanvas;
  /** In the recording's own time. */
  readonly seconds: number;
  /** The file it is from, and where in that file. */
  readonly fileId: string;
  readonly fileSeconds: number;
}

/** The picture that `deck` stands on. */
export function drawFrame({ video, fileId, seconds: fileSeconds }: Deck, seconds: number): GrabbedFrame {
  if (fileId === null || video.videoWidth === 0) throw new Error('There is no picture at this moment');
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The picture could not be drawn');
  context.drawImage(video, 0, 0);
  return { canvas, seconds, fileId, fileSeconds };
}
