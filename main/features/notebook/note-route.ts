// Serves pictures out of the notebook to the page: /evidence/notes/<attachment>/picture and /thumbnail.
import { KerbdeskError } from '#contract/errors.ts';
import { attachmentId, type AttachmentId } from '#contract/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface NoteRouteDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const isOfNotes = (request: Request): boolean => new URL(request.url).pathname.startsWith('/evidence/notes/');

/** Never throws. Only what is a picture by its bytes is handed to the page, and under the type that they tell. */
export function createNoteRoute(dependencies: NoteRouteDependencies): (request: Request) => Promise<Response> {
  const { vault, logger } = dependencies;
  return async (request) => {
    const match = /^\/evidence\/notes\/([0-9a-f-]{36})\/(picture|thumbnail)$/.exec(new URL(request.url).pathname);
    const id = attachmentId.safeParse(match?.[1]);
    if (!match || !id.success) return plain(404);
    if (request.method !== 'GET') return plain(405);
    try {
      if (match[2] === 'picture') return await picture(dependencies, id.data);
      const jpeg = await vault().readNoteThumbnail({ id: id.data });
      return new Response(new Uint8Array(jpeg), { headers: { ...commonHeaders, 'content-type': 'image/jpeg' } });
    } catch (error) {
      if (error instanceof KerbdeskError) return plain(error.code === 'locked' ? 423 : 404);
      logger.error('a picture of the notebook could not be served', { id: id.data, error: toError(error) });
      return plain(500);
    }
  };
}

async function picture({ vault, clock }: NoteRouteDependencies, id: AttachmentId): Promise<Response> {
  const api = vault();
  const { bytes, picture: type } = await api.openNoteAttachment({ id, at: clock.now() });
  if (type === null) return plain(404);
  let piece = 0;
  let done = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const part = await api.readNoteAttachment({ id, piece });
          piece += 1;
          done += part.byteLength;
          controller.enqueue(part);
          if (done >= bytes) controller.close();
        } catch (error) {
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { ...commonHeaders, 'content-type': type, 'content-length': String(bytes) },
  });
}

/** What was decrypted stays out of every cache. */
const commonHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const plain = (status: number): Response => new Response(null, { status, headers: commonHeaders });
