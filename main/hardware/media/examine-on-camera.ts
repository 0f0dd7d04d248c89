// Looks into a file while it is still on its camera. What cannot be read there is not examined, and no reason to fail.
import type { MediaFacts } from '#contract/media.ts';
import { OnlyInOrder, type CameraSource, type SourceFile } from '../camera-source.ts';
import { examineMedia, unexamined } from './examine.ts';

export async function examineOnCamera(source: CameraSource, file: SourceFile): Promise<MediaFacts> {
  if (file.bytes === 0) return { ...unexamined, playability: 'empty' };
  try {
    const reader = await source.open(file, 'look');
    try {
      return await examineMedia({
        size: file.bytes,
        async read(offset, length) {
          const into = Buffer.alloc(length);
          return into.subarray(0, await reader.read(into, offset));
        },
      });
    } finally {
      await reader.close();
    }
  } catch (error) {
    const remark =
      error instanceof OnlyInOrder
        ? 'This camera gives long recordings only from start to end, so it was not examined before it was copied.'
        : 'It could not be read on the camera.';
    return { ...unexamined, remark };
  }
}
