// What the player is served: exactly the bytes it asked for, in small pieces, and nothing while the vault is locked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uploadAddress, uploadChunkBytes } from '#contract/derivatives.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { answerRange } from '../../../main/features/footage/byte-range.ts';
import { createEvidenceRoute } from '../../../main/features/footage/evidence-route.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import { silentLogger } from '../../../main/ports/logger.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';

const id = '4f6c2f0e-93a1-4b7a-8a53-0d8a3c1f7b21';
const original = Uint8Array.from({ length: 3_000_000 }, (_, n) => (n * 31 + (n >> 8)) & 255);

function serve(vault: () => VaultHostApi) {
  const route = createEvidenceRoute({ vault, appOrigin: 'kerbdesk://app', clock: systemClock, logger: silentLogger });
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    route(new Request(`kerbdesk://app${path}`, { headers, method }));
}

function openVault() {
  const reads: number[] = [];
  const api = {
    openRecording: () => Promise.resolve({ bytes: original.byteLength, contentType: 'video/mp4' }),
    readRecording: ({ offset, length }: { offset: number; length: number }) => {
      reads.push(length);
      return Promise.resolve(original.subarray(offset, offset + length));
    },
    readThumbnail: () => Promise.resolve(new Uint8Array([255, 216, 255])),
    readFilmstrip: () => Promise.resolve(new Uint8Array([255, 216, 254])),
  };
  return { get: serve(() => api as unknown as VaultHostApi), reads };
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('the pictures of a recording', () => {
  it('come from the records as they are, and stay out of every cache', async () => {
    const { get } = openVault();
    for (const [name, last] of [
      ['thumbnail', 255],
      ['filmstrip', 254],
    ] as const) {
      const response = await get(`/evidence/${id}/${name}`);
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect([...(await bytesOf(response))]).toEqual([255, 216, last]);
    }
  });
});

describe('a recording served to the player', () => {
  it('is whole without a Range', async () => {
    const response = await openVault().get(`/evidence/${id}/media`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-length')).toBe('3000000');
    expect(Buffer.compare(await bytesOf(response), original)).toBe(0);
  });

  it('is exactly the range that was asked for, for any range', async () => {
    const { get } = openVault();
    await fc.assert(
      fc.asyncProperty(fc.nat(2_999_999), fc.nat(2_999_999), async (a, b) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        const response = await get(`/evidence/${id}/media`, { range: `bytes=${first}-${last}` });
        expect(response.status).toBe(206);
        expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/3000000`);
        expect(Buffer.compare(await bytesOf(response), original.subarray(first, last + 1))).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('is read from the vault only as far as the player reads on', async () => {
    const { get, reads } = openVault();
    const response = await get(`/evidence/${id}/media`, { range: 'bytes=0-' });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(reads).toEqual([262_144]);
  });

  it('answers a range beyond the end with 416 and the length', async () => {
    const response = await openVault().get(`/evidence/${id}/media`, { range: 'bytes=3000000-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */3000000');
  });

  it('is refused while the vault is locked', async () => {
    const get = serve(() => {
      throw new KerbdeskError('locked', 'Locked.');
    });
    expect((await get(`/evidence/${id}/media`)).status).toBe(423);
    expect((await get(`/evidence/${id}/thumbnail`)).status).toBe(423);
  });

  it.each([
    '/evidence/',
    `/evidence/${id}`,
    `/evidence/../${id}/media`,
    `/evidence/${id}/media/x`,
    '/evidence/zz/media',
  ])('does not exist at %s', async (path) => {
    expect((await openVault().get(path)).status).toBe(404);
  });

  it('cannot be written to', async () => {
    expect((await openVault().get(`/evidence/${id}/media`, {}, 'POST')).status).toBe(405);
  });
});

describe('a Range header', () => {
  it('never leads outside the file, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,20}-\d{0,20}$/)),
        fc.nat(10_000),
        (header, bytes) => {
          const answer = answerRange(header, bytes);
          if (answer.status === 416) return;
          expect(answer.first).toBeGreaterThanOrEqual(0);
          expect(answer.last).toBeLessThan(bytes === 0 ? 1 : bytes);
          expect(answer.status === 200 || answer.first <= answer.last).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['bytes=0-0', { status: 206, first: 0, last: 0 }],
    ['bytes=-3', { status: 206, first: 7, last: 9 }],
    ['bytes=-30', { status: 206, first: 0, last: 9 }],
    ['bytes=4-', { status: 206, first: 4, last: 9 }],
    ['bytes=4-99', { status: 206, first: 4, last: 9 }],
    ['bytes=10-', { status: 416 }],
    ['bytes=-0', { status: 416 }],
    ['bytes=5-4', { status: 200, first: 0, last: 9 }],
    ['bytes=0-1,4-5', { status: 200, first: 0, last: 9 }],
    ['items=0-1', { status: 200, first: 0, last: 9 }],
  ])('%s of ten bytes', (header, expected) => {
    expect(answerRange(header, 10)).toEqual(expected);
  });
});

describe('what the window renders', () => {
  const upload = '8c0f3f5e-27a2-4c49-9d61-5b7b6f0c9a11';
  const send = async (path: string, init: RequestInit, fails?: KerbdeskError) => {
    const written: { uploadId: string; offset: number; bytes: Uint8Array }[] = [];
    const api = {
      writeDerivative: (piece: { uploadId: string; offset: number; bytes: Uint8Array }) => {
        written.push(piece);
        return fails === undefined
          ? Promise.resolve({ bytes: piece.offset + piece.bytes.byteLength })
          : Promise.reject(fails);
      },
    };
    const route = createEvidenceRoute({
      vault: () => api as unknown as VaultHostApi,
      appOrigin: 'kerbdesk://app',
      clock: systemClock,
      logger: silentLogger,
    });
    return { response: await route(new Request(`kerbdesk://app${path}`, init)), written };
  };

  it('reaches the vault as it was sent, to the upload it was sent for', async () => {
    const body = original.slice(0, 4 * 1024 * 1024);
    const { response, written } = await send(uploadAddress(upload, 17), { method: 'PUT', body });
    expect(await response.json()).toEqual({ bytes: 17 + body.byteLength });
    expect(written).toEqual([{ uploadId: upload, offset: 17, bytes: body }]);
  });

  it('is refused from another origin, in pieces that are too long, and for what is no upload', async () => {
    const body = new Uint8Array(1);
    const from = (origin: string) => send(uploadAddress(upload, 0), { method: 'PUT', body, headers: { origin } });
    const attempts = [
      [403, from('https://example.org')],
      [403, from('null')],
      [413, send(uploadAddress(upload, 0), { method: 'PUT', body: new Uint8Array(uploadChunkBytes + 1) })],
      [404, send('/evidence/derivatives/1?offset=0', { method: 'PUT', body })],
      [404, send(`/evidence/derivatives/${upload}`, { method: 'PUT', body })],
      [404, send(`/evidence/derivatives/${upload}?offset=-1`, { method: 'PUT', body })],
      [405, send(uploadAddress(upload, 0), { method: 'POST', body })],
      [405, send(`/evidence/${id}/media`, { method: 'PUT', body })],
    ] as const;
    for (const [status, attempt] of attempts) {
      const { response, written } = await attempt;
      expect(response.status).toBe(status);
      expect(written).toEqual([]);
    }
  });

  it('tells the window in words why it was not taken', async () => {
    const full = new KerbdeskError('disk-full', 'This laptop’s disk is full.');
    const { response } = await send(uploadAddress(upload, 0), { method: 'PUT', body: new Uint8Array(1) }, full);
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual(full.toAppError());
  });
});
