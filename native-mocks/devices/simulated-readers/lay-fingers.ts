// Fingers side by side on a white plate, as a slap reader sees them: the longer ones in the middle stand a little higher.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';

/** A picture of its own, as large as the plate. @param places columns of equal width, of which the first are filled. */
export function layFingers(
  fingers: readonly GrayImage[],
  plate: { readonly mostWidth: number; readonly mostHeight: number },
  places: number,
): GrayImage {
  const { mostWidth: width, mostHeight: height } = plate;
  const pixels = new Uint8Array(width * height).fill(255);
  const column = Math.floor(width / places);
  for (const [index, finger] of fingers.entries()) {
    const left = index * column + Math.floor((column - finger.width) / 2);
    const middle = Math.floor((height - finger.height) / 2);
    lay(finger, { pixels, width, height }, left, isInner(index, places) ? middle - Math.floor(height / 20) : middle);
  }
  return { width, height, pixels };
}

const isInner = (index: number, places: number): boolean => places > 2 && index > 0 && index < places - 1;

/** What falls off the plate is not seen. */
function lay(finger: GrayImage, plate: GrayImage, left: number, top: number): void {
  for (let y = Math.max(0, -top); y < finger.height && y + top < plate.height; y++) {
    for (let x = Math.max(0, -left); x < finger.width && x + left < plate.width; x++) {
      plate.pixels[(y + top) * plate.width + x + left] = finger.pixels[y * finger.width + x] ?? 255;
    }
  }
}
