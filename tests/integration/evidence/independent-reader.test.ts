// A reader written in another language from the format page alone reads what Kerbdesk writes, and refuses what was changed.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataKey } from '../../../main/storage/evidence/container-header.ts';
import { openContainer } from '../../../main/storage/evidence/container-reader.ts';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import { defaultGeometry, plainPerPart } from '../../../main/storage/evidence/geometry.ts';
import {
  escrowKeys,
  makeFacts,
  makeVault,
  offload,
  officerKeys,
  readAll,
  sha256,
  smallGeometry,
  workerEntry,
  type Vault,
} from '../../unit/evidence/support/evidence-kit.ts';
import { seededRandom } from '../../unit/evidence/support/seeded-random.ts';
import { changes, takeApart } from '../../unit/evidence/support/tamper.ts';

/** Debian's Python has `python3-cryptography`; others are named by the environment. */
const python = process.env['KERBDESK_PYTHON'] ?? '/usr/bin/python3';
const reader = fileURLToPath(new URL('../../readers/read_evidence_container.py', import.meta.url));
const vectorFile = new URL('../../../docs/formats/evidence-container-vector.json', import.meta.url);

interface Answer {
  readonly code: number;
  readonly original: Buffer;
  readonly said: string;
}

const readIndependently = (path: string, privateKey: Uint8Array, recipient = 'officer'): Promise<Answer> =>
  new Promise((resolve) => {
    const key = Buffer.from(privateKey).toString('hex');
    execFile(
      python,
      [reader, '--private-key', key, '--recipient', recipient, path],
      { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, original: stdout, said: stderr.toString() });
      },
    );
  });

let vault: Vault;
beforeAll(async () => {
  vault = await makeVault();
});
afterAll(() => vault.remove());
const pathOf = (id: Parameters<typeof evidencePath>[1]): string =>
  evidencePath(vault.target.evidenceFolder, id, 'container');

describe('the independent reader', () => {
  it.each([
    ['nothing at all', 0, smallGeometry],
    ['one byte', 1, smallGeometry],
    ['just a part', plainPerPart(smallGeometry), smallGeometry],
    ['a part and a byte', plainPerPart(smallGeometry) + 1, smallGeometry],
    ['many parts', 100 * plainPerPart(smallGeometry) + 77, smallGeometry],
    ['two parts of the real size', plainPerPart(defaultGeometry) + 1_000_000, defaultGeometry],
  ])('reads %s', async (name, size, geometry) => {
    const original = randomBytes(size);
    const facts = makeFacts(size, `${name}.mp4`);
    const sink = vault.sink({ geometry, workerEntry });
    const { id, seal } = await offload(sink, original, facts, 1_000_000);
    await sink.close();
    for (const [recipient, { privateKey }] of [
      ['officer', officerKeys],
      ['escrow', escrowKeys],
    ] as const) {
      const answer = await readIndependently(pathOf(id), privateKey, recipient);
      expect(answer.code).toBe(0);
      expect(sha256(answer.original)).toBe(sha256(original));
      expect(JSON.parse(answer.said)).toMatchObject({
        recordingId: id,
        metadata: facts,
        seal: { recordingId: id, bytes: size, parts: seal.parts, sha256: seal.sha256 },
      });
    }
  });

  it('does not open a container with a key it was not encrypted for', async () => {
    const { id } = await offload(vault.sink(), randomBytes(500), makeFacts(500, 'locked.mp4'));
    const answer = await readIndependently(pathOf(id), escrowKeys.privateKey, 'officer');
    expect(answer).toMatchObject({ code: 1, said: expect.stringContaining('not encrypted for this key') });
  });

  it('refuses every kind of change', async () => {
    const original = randomBytes(5 * plainPerPart(smallGeometry) - 30);
    const facts = makeFacts(original.byteLength, 'victim.mp4');
    const { id } = await offload(vault.sink(), original, facts);
    const { id: otherId } = await offload(vault.sink(), original, makeFacts(original.byteLength, 'other.mp4'));
    const victim = await readFile(pathOf(id));
    const other = await readFile(pathOf(otherId));
    const pieces = takeApart(victim, original.byteLength);
    // Another authentic part has to do for a former writing of one.
    const corpus = {
      victim,
      others: [other],
      formerParts: new Map([[1, takeApart(other, original.byteLength).parts[1] ?? other]]),
    };
    const random = seededRandom(20_261_122);
    const path = join(vault.target.evidenceFolder, 'changed.kev');
    for (const [name, change] of Object.entries(changes)) {
      let changed: Buffer = victim;
      while (changed.equals(victim)) changed = change(victim, random, corpus, pieces, original.byteLength);
      await writeFile(path, changed);
      const answer = await readIndependently(path, officerKeys.privateKey);
      expect({ name, code: answer.code, said: answer.said.startsWith('refused: ') }).toEqual({
        name,
        code: 1,
        said: true,
      });
    }
  });
});

describe('the known answer of the format page', () => {
  interface Vector {
    readonly recordingId: string;
    readonly officerPrivateKey: string;
    readonly officerPublicKey: string;
    readonly escrowPrivateKey: string;
    readonly escrowPublicKey: string;
    readonly facts: unknown;
    readonly bytes: number;
    readonly parts: number;
    readonly sha256: string;
    readonly original: string;
    readonly container: string;
  }
  const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
  let vector: Vector;
  let path: string;
  beforeAll(async () => {
    vector = JSON.parse(await readFile(vectorFile, 'utf8')) as Vector;
    path = join(vault.target.evidenceFolder, 'vector.kev');
    await writeFile(path, Buffer.from(vector.container, 'base64'));
  });

  it.each(['officer', 'escrow'] as const)('the product reads it with the key of the %s', async (recipient) => {
    const [privateKey, publicKey] =
      recipient === 'officer'
        ? [hex(vector.officerPrivateKey), hex(vector.officerPublicKey)]
        : [hex(vector.escrowPrivateKey), hex(vector.escrowPublicKey)];
    const container = await openContainer({
      path,
      openDataKey: (c) => openDataKey(c, recipient, privateKey, publicKey),
    });
    expect(container).toMatchObject({
      recordingId: vector.recordingId,
      facts: vector.facts,
      bytes: vector.bytes,
      parts: vector.parts,
      sha256: vector.sha256,
    });
    expect(Buffer.from(await readAll(container)).toString('base64')).toBe(vector.original);
    await container.close();
  });

  it('the independent reader reads it', async () => {
    const answer = await readIndependently(path, hex(vector.officerPrivateKey));
    expect(answer.original.toString('base64')).toBe(vector.original);
    expect(sha256(answer.original)).toBe(vector.sha256);
    expect(JSON.parse(answer.said)).toMatchObject({ recordingId: vector.recordingId, metadata: vector.facts });
  });
});
