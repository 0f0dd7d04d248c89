// What goes into a container comes out: every size around every boundary, every range, with and without threads.
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import {
  bodyBytes,
  defaultGeometry,
  isGeometry,
  partCount,
  plainPerPart,
  segmentAt,
  segmentCount,
  segmentIndexOf,
  type Geometry,
} from '../../../main/storage/evidence/geometry.ts';
import { openDataKey } from '../../../main/storage/evidence/container-header.ts';
import { openContainer } from '../../../main/storage/evidence/container-reader.ts';
import {
  escrowKeys,
  ignore,
  makeFacts,
  makeVault,
  never,
  offload,
  officerKeys,
  readAll,
  sha256,
  smallGeometry,
  workerEntry,
  type Vault,
} from './support/evidence-kit.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await makeVault();
});
afterEach(() => vault.remove());

const perPart = plainPerPart(smallGeometry);
const firstSegment = smallGeometry.segmentBytes - 40 - 16;
const segment = smallGeometry.segmentBytes - 16;

describe('a recording of any size comes out as it went in', () => {
  it.each([
    0,
    1,
    firstSegment - 1,
    firstSegment,
    firstSegment + 1,
    firstSegment + segment - 1,
    firstSegment + segment,
    firstSegment + segment + 1,
    perPart - 1,
    perPart,
    perPart + 1,
    2 * perPart,
    7 * perPart + firstSegment + 3,
  ])('%i bytes', async (size) => {
    const original = randomBytes(size);
    const sink = vault.sink();
    const { id, seal } = await offload(sink, original, makeFacts(size), 97);
    expect(seal).toEqual({ sha256: sha256(original), bytes: size, parts: Math.ceil(size / perPart) });
    const container = await vault.open(id);
    expect(container).toMatchObject({ recordingId: id, bytes: size, sha256: sha256(original), parts: seal.parts });
    expect(container.facts).toEqual(makeFacts(size));
    expect(Buffer.from(await readAll(container)).equals(original)).toBe(true);
    expect(await container.verify(ignore, never)).toEqual({ equal: true });
    await container.close();
  });

  it('any size, any geometry, any pieces', async () => {
    const geometries = fc
      .record({ segmentBytes: fc.integer({ min: 64, max: 300 }), segments: fc.integer({ min: 1, max: 5 }) })
      .map(({ segmentBytes, segments }): Geometry => ({ segmentBytes, partBytes: segmentBytes * segments }));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        geometries,
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 1, max: 1500 }),
        async (geometry, original, piece) => {
          const sink = vault.sink({ geometry });
          const facts = makeFacts(original.byteLength, `clip-${run++}.mp4`);
          const { id } = await offload(sink, original, facts, piece);
          const container = await vault.open(id);
          const out = await readAll(container);
          const { size } = await stat(evidencePath(vault.target.evidenceFolder, id, 'container'));
          await container.close();
          expect(Buffer.from(out).equals(original)).toBe(true);
          expect(size).toBeGreaterThan(bodyBytes(geometry, original.byteLength));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('with the real part and segment size, in other threads', { timeout: 60_000 }, async () => {
    const size = plainPerPart(defaultGeometry) + 300_000;
    const original = randomBytes(size);
    const sink = vault.sink({ geometry: defaultGeometry, workerEntry });
    const { id, seal } = await offload(sink, original, makeFacts(size), 1_000_003);
    await sink.close();
    expect(seal).toEqual({ sha256: sha256(original), bytes: size, parts: 2 });
    const container = await vault.open(id);
    expect(Buffer.from(await readAll(container)).equals(original)).toBe(true);
    await container.close();
  });

  it('also where the worker file cannot be started', async () => {
    const original = randomBytes(5000);
    const sink = vault.sink({ workerEntry: new URL('./no-such-worker.ts', import.meta.url) });
    const { id } = await offload(sink, original);
    const container = await vault.open(id);
    expect(sha256(await readAll(container))).toBe(sha256(original));
    await container.close();
  });
});

describe('ranges', () => {
  it('any range of a recording equals the same range of the original', async () => {
    const original = randomBytes(9 * perPart + 41);
    const { id } = await offload(vault.sink(), original);
    const container = await vault.open(id);
    await fc.assert(
      fc.asyncProperty(fc.nat(original.byteLength + 50), fc.nat(3 * perPart), async (offset, length) => {
        const out = await container.read(offset, length);
        expect(Buffer.from(out).equals(original.subarray(offset, offset + length))).toBe(true);
      }),
      { numRuns: 400 },
    );
    await container.close();
  });

  it('ranges read at the same time do not disturb each other', async () => {
    const original = randomBytes(6 * perPart);
    const { id } = await offload(vault.sink(), original);
    const container = await vault.open(id);
    const offsets = Array.from({ length: 40 }, (_, i) => (i * 131) % original.byteLength);
    const read = await Promise.all(offsets.map((offset) => container.read(offset, 200)));
    for (const [i, offset] of offsets.entries()) {
      expect(Buffer.from(read[i] ?? []).equals(original.subarray(offset, offset + 200))).toBe(true);
    }
    await container.close();
  });
});

describe('keys', () => {
  it('the escrow key opens a container as the officer does; another key does not', async () => {
    const original = randomBytes(700);
    const { id } = await offload(vault.sink(), original);
    const path = evidencePath(vault.target.evidenceFolder, id, 'container');
    const container = await openContainer({
      path,
      openDataKey: (c) => openDataKey(c, 'escrow', escrowKeys.privateKey, escrowKeys.publicKey),
    });
    expect(sha256(await readAll(container))).toBe(sha256(original));
    await container.close();
    const stranger = openContainer({
      path,
      openDataKey: (c) => openDataKey(c, 'officer', escrowKeys.privateKey, escrowKeys.publicKey),
    });
    await expect(stranger).rejects.toMatchObject({ code: 'evidence-damaged' });
    const wrongPrivateKey = openContainer({
      path,
      openDataKey: (c) => openDataKey(c, 'officer', escrowKeys.privateKey, officerKeys.publicKey),
    });
    await expect(wrongPrivateKey).rejects.toMatchObject({ code: 'evidence-damaged' });
  });

  it('a container that is not there is not found', async () => {
    const path = evidencePath(
      vault.target.evidenceFolder,
      '2f1c3f43-5b0c-4c9b-93d0-0a9a5d3a1c77' as never,
      'container',
    );
    await expect(openContainer({ path, openDataKey: () => new Uint8Array(32) })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('geometry', () => {
  it('segments cover a part without gap or overlap, and fit the stated lengths', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 64, max: 4096 }),
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (segmentBytes, segments, share) => {
          const geometry = { segmentBytes, partBytes: segmentBytes * segments };
          expect(isGeometry(geometry)).toBe(true);
          const plain = Math.max(1, Math.round(plainPerPart(geometry) * share));
          let at = 0;
          const count = segmentCount(geometry, plain);
          for (let index = 0; index < count; index++) {
            const piece = segmentAt(geometry, plain, index);
            expect(piece.plainStart).toBe(at);
            expect(piece.plainBytes).toBeGreaterThan(0);
            expect(piece.last).toBe(index === count - 1);
            expect(segmentIndexOf(geometry, at)).toBe(index);
            at += piece.plainBytes;
            expect(segmentIndexOf(geometry, at - 1)).toBe(index);
          }
          expect(at).toBe(plain);
          expect(partCount(geometry, plain)).toBe(1);
        },
      ),
    );
  });
});
