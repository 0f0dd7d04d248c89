// Takes what the window renders: PUT /evidence/derivatives/<upload>?offset=…, one piece at a time, answered when it is stored.
import { uploadChunkBytes } from '#contract/derivatives.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { uploadId } from '#contract/ids.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface UploadRouteDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly appOrigin: string;
  readonly logger: Logger;
}

export const isUpload = (path: string): boolean => path.startsWith('/evidence/derivatives/');

/** Never throws. A failure carries the `AppError` as JSON: the window shows its sentence. */
export function createUploadRoute(dependencies: UploadRouteDependencies): (request: Request) => Promise<Response> {
  const { vault, appOrigin, logger } = dependencies;
  return async (request) => {
    if (request.method !== 'PUT') return plain(405);
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== appOrigin) return plain(403);
    const { pathname, searchParams } = new URL(request.url);
    const id = uploadId.safeParse(pathname.slice('/evidence/derivatives/'.length));
    const offset = /^\d{1,15}$/.exec(searchParams.get('offset') ?? '')?.[0];
    if (!id.success || offset === undefined) return plain(404);
    try {
      const bytes = await readBody(request);
      if (bytes === null) return plain(413);
      return Response.json(await vault().writeDerivative({ uploadId: id.data, offset: Number(offset), bytes }), {
        headers: commonHeaders,
      });
    } catch (error) {
      if (error instanceof KerbdeskError) {
        return Response.json(error.toAppError(), { status: 409, headers: commonHeaders });
      }
      logger.error('a rendered piece could not be taken', { error: toError(error) });
      return plain(500);
    }
  };
}

/** Null for more than a piece may have, whatever its length was said to be. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    if (length > uploadChunkBytes) return null;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces, length));
}

const commonHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const plain = (status: number): Response => new Response(null, { status, headers: commonHeaders });
