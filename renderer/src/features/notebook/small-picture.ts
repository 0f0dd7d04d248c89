// The small picture of an attachment, made from the file before it is handed over; the file itself is never altered.

const longestSide = 320;
/** What `notebook.finishAttachment` accepts. */
const mostBytes = 65_536;
const qualities = [0.82, 0.6, 0.4, 0.2] as const;
/** Far above any camera; a few bytes can claim to be a picture that fills the memory. */
const mostPixels = 150_000_000;

/** Null where this browser cannot draw it: it is then kept all the same, and shown by its name. */
export async function smallPictureOf(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!/^image\/(jpeg|png|gif|webp|bmp)$/.test(file.type)) return null;
  try {
    const whole = await createImageBitmap(file);
    try {
      if (whole.width * whole.height > mostPixels) return null;
      const scale = Math.min(1, longestSide / Math.max(whole.width, whole.height));
      const canvas = new OffscreenCanvas(
        Math.max(1, Math.round(whole.width * scale)),
        Math.max(1, Math.round(whole.height * scale)),
      );
      const context = canvas.getContext('2d');
      if (context === null) return null;
      // JPEG has no transparency: what is clear becomes paper, not black.
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = 'high';
      context.drawImage(whole, 0, 0, canvas.width, canvas.height);
      for (const quality of qualities) {
        const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
        if (jpeg.size <= mostBytes) return new Uint8Array(await jpeg.arrayBuffer());
      }
      return null;
    } finally {
      whole.close();
    }
  } catch {
    return null;
  }
}
