// A photograph made ready to lie under the drawing: turned as it was taken, no larger than a sheet needs, without what the camera noted
// in it (its place, its owner). The file that was chosen is never altered.
import { mostAttachmentBytes } from '#contract/notebook.ts';
import { formatBytes } from '../../../format/index.ts';

/** A photograph that cannot be used: why, for the officer. */
export class NotUsable extends Error {
  override readonly name = 'NotUsable';
}

export interface UprightPhoto {
  /** A JPEG. */
  readonly file: File;
  readonly width: number;
  readonly height: number;
}

/** On A4 this is finer than a printer shows. */
const longestSide = 2400;
const leastSide = 16;
/** It goes into every PDF of the report. */
const mostBytes = 1_500_000;
const qualities = [0.85, 0.7, 0.5, 0.3] as const;
/** Far above any camera; a few bytes can claim to be a picture that fills the memory. */
const mostPixels = 150_000_000;

const beginsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text, (character) => character.codePointAt(0)).every((code, index) => bytes[at + index] === code);

/** By its first bytes: a name may say anything. */
function typeOf(bytes: Uint8Array): string | null {
  if (beginsWith(bytes, '\u00FF\u00D8\u00FF')) return 'image/jpeg';
  if (beginsWith(bytes, '\u0089PNG\r\n\u001A\n')) return 'image/png';
  return beginsWith(bytes, 'RIFF') && beginsWith(bytes, 'WEBP', 8) ? 'image/webp' : null;
}

const isHeic = (bytes: Uint8Array): boolean => beginsWith(bytes, 'ftyphei', 4) || beginsWith(bytes, 'ftypmif', 4);

async function decoded(photo: File): Promise<ImageBitmap> {
  if (photo.size > mostAttachmentBytes)
    throw new NotUsable(
      `“${photo.name}” is ${formatBytes(photo.size)}; a photograph may have ${formatBytes(mostAttachmentBytes)}. Choose a smaller one.`,
    );
  let head: Uint8Array;
  try {
    head = new Uint8Array(await photo.slice(0, 16).arrayBuffer());
  } catch (error) {
    throw new NotUsable(`“${photo.name}” could not be read: it may have been moved, or its card pulled out.`, {
      cause: error,
    });
  }
  if (isHeic(head))
    throw new NotUsable(
      `“${photo.name}” is a HEIC picture, which cannot be drawn here. Save it as a JPEG on the phone, then choose that.`,
    );
  const type = typeOf(head);
  if (type === null)
    throw new NotUsable(
      `“${photo.name}” is no JPEG, PNG or WebP picture, whatever its name says. Choose another file.`,
    );
  try {
    // Turned as the camera was held.
    return await createImageBitmap(new Blob([photo], { type }), { imageOrientation: 'from-image' });
  } catch (error) {
    throw new NotUsable(`“${photo.name}” is damaged or not whole, and could not be drawn. Choose another file.`, {
      cause: error,
    });
  }
}

/** Rejects with `NotUsable`. */
export async function uprightPhoto(photo: File): Promise<UprightPhoto> {
  const whole = await decoded(photo);
  try {
    if (whole.width * whole.height > mostPixels || Math.max(whole.width, whole.height) > 30_000)
      throw new NotUsable(`“${photo.name}” has ${whole.width} by ${whole.height} pixels: too many to draw.`);
    if (Math.min(whole.width, whole.height) < leastSide)
      throw new NotUsable(`“${photo.name}” has only ${whole.width} by ${whole.height} pixels: nothing could be seen.`);
    const scale = Math.min(1, longestSide / Math.max(whole.width, whole.height));
    const [width, height] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    const context = canvas.getContext('2d');
    if (context === null)
      throw new NotUsable(`“${photo.name}” could not be drawn here. Restart Kerbdesk and try again.`);
    // JPEG has no transparency: what is clear becomes paper, not black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, canvas.width, canvas.height);
    for (const quality of qualities) {
      const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (jpeg.size > mostBytes && quality !== qualities.at(-1)) continue;
      const name = `${photo.name.replace(/\.[^.]*$/, '').slice(0, 200) || 'Photograph'}.jpg`;
      return { file: new File([jpeg], name, { type: 'image/jpeg' }), width: canvas.width, height: canvas.height };
    }
    throw new Error('no quality was tried');
  } finally {
    whole.close();
  }
}
