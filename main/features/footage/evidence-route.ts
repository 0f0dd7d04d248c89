// Serves recordings out of the vault to the player: /evidence/<id>/media with Range, /thumbnail, /filmstrip.
import { KerbdeskError } from '#contract/errors.ts';
import { recordingId, type RecordingId } from '#contract/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { answerRange } from './byte-range.ts';
import { createUploadRoute, isUpload } from './upload-route.ts';

/** One read from the vault: two encrypted segments' worth, so that a seek is answered soon. */
const firstChunkBytes = 256 * 1024;
const chunkBytes = 1024 * 1024;

export interface EvidenceRouteDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly appOrigin: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Answers a request whose path begins with /evidence/; never throws. */
export type EvidenceRoute = (request: Request) => Promise<Response>;

export function createEvidenceRoute(dependencies: EvidenceRouteDependencies): EvidenceRoute {
  const upload = createUploadRoute(dependencies);
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (isUpload(pathname)) return upload(request);
    const match = /^\/evidence\/([0-9a-f-]{36})\/(media|thumbnail|filmstrip)$/.exec(pathname);
    const id = recordingId.safeParse(match?.[1]);
    if (!match || !id.success) return plain(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
    try {
      if (match[2] === 'media') return await media(dependencies, request, id.data);
      const kept = dependencies.vault();
      const wanted = { id: id.data };
      return picture(await (match[2] === 'thumbnail' ? kept.readThumbnail(wanted) : kept.readFilmstrip(wanted)));
    } catch (error) {
      return failed(dependencies.logger, id.data, error);
    }
  };
}

async function media({ vault, clock, logger }: EvidenceRouteDependencies, request: Request, id: RecordingId) {
  const api = vault();
  const { bytes, contentType } = await api.openRecording({ id, at: clock.now() });
  const range = answerRange(request.headers.get('range'), bytes);
  const headers = { ...commonHeaders, 'accept-ranges': 'bytes', 'content-type': contentType };
  if (range.status === 416) {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes}` } });
  }
  const length = range.last - range.first + 1;
  const answer = {
    status: range.status,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range.status === 206 ? { 'content-range': `bytes ${range.first}-${range.last}/${bytes}` } : {}),
    },
  };
  if (request.method === 'HEAD' || length === 0) return new Response(null, answer);

  let offset = range.first;
  const body = new ReadableStream<Uint8Array>(
    {
      // One chunk a pull: a player that stops reading, or seeks away, costs nothing more.
      async pull(controller) {
        try {
          const most = offset === range.first ? firstChunkBytes : chunkBytes;
          const wanted = Math.min(most, range.last + 1 - offset);
          const chunk = await api.readRecording({ id, offset, length: wanted });
          if (chunk.byteLength === 0) throw new Error('the vault gave no bytes');
          offset += chunk.byteLength;
          controller.enqueue(chunk);
          if (offset > range.last) controller.close();
        } catch (error) {
          logger.warn('recording stopped streaming', { id, error: toError(error) });
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, answer);
}

const picture = (jpeg: Uint8Array): Response =>
  new Response(new Uint8Array(jpeg), { headers: { ...commonHeaders, 'content-type': 'image/jpeg' } });

/** Decrypted footage stays out of every cache. */
const commonHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function failed(logger: Logger, id: RecordingId, error: unknown): Response {
  if (error instanceof KerbdeskError) {
    const statuses: Partial<Record<KerbdeskError['code'], number>> = { locked: 423, 'not-found': 404, deleted: 410 };
    return plain(statuses[error.code] ?? 500);
  }
  logger.error('recording could not be served', { id, error: toError(error) });
  return plain(500);
}

const plain = (status: number): Response => new Response(null, { status, headers: commonHeaders });
