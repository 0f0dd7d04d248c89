// Pictures of the notebook reach the page whole, under the type that their bytes tell, and nothing else does.
import { expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { createNoteRoute, isOfNotes } from '../../../main/features/notebook/index.ts';
import type { AttachmentFacts } from '../../../main/ports/notebook.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';
import { pictureTypeOf } from '../../../main/storage/records/repositories/note-attachments.ts';

const id = '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e11';
const at = '2026-11-22T14:03:00.000Z';
const pieces = [new Uint8Array([0xff, 0xd8, 0xff, 1]), new Uint8Array([2, 3])];

function route(facts: Partial<AttachmentFacts> | KerbdeskError) {
  const vault = {
    openNoteAttachment: async () => {
      if (facts instanceof KerbdeskError) throw facts;
      return await Promise.resolve({
        fileName: 'scene.jpg',
        bytes: 6,
        sha256: '',
        picture: 'image/jpeg',
        noteNumber: 1,
        ...facts,
      });
    },
    readNoteAttachment: async ({ piece }: { piece: number }) => await Promise.resolve(pieces[piece]),
    readNoteThumbnail: () => Promise.reject(new KerbdeskError('not-found', 'none')),
  };
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const answer = createNoteRoute({
    vault: () => vault as unknown as VaultHostApi,
    clock: { now: () => at } as never,
    logger: silent,
  });
  return (path: string, method = 'GET') => answer(new Request(`kerbdesk://app${path}`, { method }));
}

it('serves a picture whole, in its pieces, out of every cache', async () => {
  const response = await route({})(`/evidence/notes/${id}/picture`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': '6',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0xff, 0xd8, 0xff, 1, 2, 3]);
});

it('serves nothing that is no picture, not there, or locked, and takes nothing', async () => {
  const picture = `/evidence/notes/${id}/picture`;
  expect((await route({ picture: null })(picture)).status).toBe(404);
  expect((await route(new KerbdeskError('not-found', ''))(picture)).status).toBe(404);
  expect((await route(new KerbdeskError('locked', ''))(picture)).status).toBe(423);
  expect((await route({})(`/evidence/notes/${id}/thumbnail`)).status).toBe(404);
  expect((await route({})(picture, 'PUT')).status).toBe(405);
  for (const path of [
    `/evidence/notes/${id}/file`,
    '/evidence/notes/../records.db',
    `/evidence/notes/${id}x/picture`,
  ]) {
    expect((await route({})(path)).status).toBe(404);
  }
  expect(isOfNotes(new Request(`kerbdesk://app/evidence/${id}/media`))).toBe(false);
});

it('tells a picture by its bytes alone', () => {
  const bytes = (text: string, more = 30): Uint8Array =>
    Uint8Array.from(Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(more)]));
  expect(pictureTypeOf(bytes('\u00FF\u00D8\u00FF'))).toBe('image/jpeg');
  expect(pictureTypeOf(bytes('\u0089PNG\r\n\u001A\n'))).toBe('image/png');
  expect(pictureTypeOf(bytes('GIF89a'))).toBe('image/gif');
  expect(pictureTypeOf(bytes('RIFF\0\0\0\0WEBP'))).toBe('image/webp');
  for (const other of ['<svg xmlns=', '<html>', '%PDF-1.7', 'MZ', 'RIFF\0\0\0\0AVI ', '']) {
    expect(pictureTypeOf(bytes(other))).toBeNull();
  }
});
