// Photographs under a report's drawings, as they go on paper: only those that are still the very pictures that were put there.
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import { attachmentId, type AttachmentId, type Instant } from '#contract/ids.ts';
import { photosOf } from '#contract/report-document.ts';
import type { Report } from '#contract/reports.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

/** Far above what the sketch keeps; nothing else is printed. */
const mostPhotoBytes = 5_000_000;

/** JPEGs in base64 by their ids. What is not to be had is left out, and told on paper. */
export async function photosForPaper(
  api: VaultHostApi,
  report: Report,
  at: Instant,
): Promise<ReadonlyMap<string, string>> {
  const photos = new Map<string, string>();
  for (const { pictureId, sha256 } of photosOf(report)) {
    const id = attachmentId.safeParse(pictureId);
    const jpeg = id.success ? await readPhoto(api, id.data, sha256, at) : null;
    if (jpeg !== null) photos.set(pictureId, jpeg.toString('base64'));
  }
  return photos;
}

/** Null for what is not there, or is another picture than the drawing speaks of. */
async function readPhoto(api: VaultHostApi, id: AttachmentId, sha256: string, at: Instant): Promise<Buffer | null> {
  try {
    const facts = await api.openNoteAttachment({ id, at });
    if (facts.sha256 !== sha256 || facts.picture !== 'image/jpeg' || facts.bytes > mostPhotoBytes) return null;
    const pieces: Uint8Array[] = [];
    for (let piece = 0, done = 0; done < facts.bytes; piece += 1) {
      const part = await api.readNoteAttachment({ id, piece });
      pieces.push(part);
      done += part.byteLength;
    }
    const whole = Buffer.concat(pieces);
    return createHash('sha256').update(whole).digest('hex') === sha256 ? whole : null;
  } catch (error) {
    if (error instanceof KerbdeskError && error.code === 'not-found') return null;
    throw error;
  }
}
