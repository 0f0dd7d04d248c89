// The notebook in the real encrypted records: timed by the first key, saved as typed, fixed when signed, never torn out, found again.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AttachmentId, NoteId } from '#contract/ids.ts';
import {
  attachmentPieceBytes,
  mostAttachmentBytes,
  type Note,
  type NotesPage,
  type NoteSummary,
  type SaveNote,
} from '#contract/notebook.ts';
import { emptyReportContent } from '#contract/reports.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { newRecords } from '../../support/records-kit.ts';
import { codeOf, later, noon } from '../../support/vault-kit.ts';

const newNoteId = (): NoteId => randomUUID() as NoteId;

const typed = (more: Partial<SaveNote> = {}): SaveNote => ({
  id: newNoteId(),
  revision: 0,
  text: 'Two men ran towards the station.',
  place: '',
  startedAgo: 0,
  addendumTo: null,
  ...more,
});

const write = (api: RecordsWorkerApi, more: Partial<SaveNote> = {}, at = noon): Promise<Note> =>
  api.saveNote({ ...typed(more), at });

const said = async (api: RecordsWorkerApi, id: string): Promise<string[]> => {
  const { entries } = await api.listAudit({ before: null, limit: 100, subjectId: id, at: noon });
  return entries.map(({ what }) => what);
};

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function attach(
  api: RecordsWorkerApi,
  noteId: NoteId,
  fileName: string,
  bytes: Uint8Array,
): Promise<AttachmentId> {
  const id = randomUUID() as AttachmentId;
  await api.beginNoteAttachment({ id, noteId, fileName, bytes: bytes.byteLength, at: noon });
  for (let offset = 0; offset < bytes.byteLength; offset += attachmentPieceBytes) {
    await api.addToNoteAttachment({ id, offset, bytes: bytes.slice(offset, offset + attachmentPieceBytes) });
  }
  await api.finishNoteAttachment({ id, sha256: sha256(bytes), thumbnail: null, at: noon });
  return id;
}

async function readBack(api: RecordsWorkerApi, id: AttachmentId): Promise<Buffer> {
  const { bytes } = await api.openNoteAttachment({ id, at: noon });
  const pieces: Uint8Array[] = [];
  for (let piece = 0, done = 0; done < bytes; piece += 1) {
    const part = await api.readNoteAttachment({ id, piece });
    pieces.push(part);
    done += part.byteLength;
  }
  return Buffer.concat(pieces);
}

test('a note has the time of its first key, and what is typed is kept to the letter', async () => {
  const { kit, api } = await newRecords();
  const text = 'He said "stop"; DROP TABLE notes; -- 🚓 \u0000 ﷽ tab\t\n  two lines  ';
  const begun = await write(api, { text, place: '214 Hoe Street', startedAgo: 4000 }, later(noon, 60));
  expect(begun).toMatchObject({ number: 1, startedAt: later(noon, 56), changedAt: later(noon, 60), revision: 1 });
  await api.closeRecords({ at: noon, because: 'officer' });
  const again = await kit.open();
  expect(await again.getNote({ id: begun.id, at: noon })).toMatchObject({
    text,
    place: '214 Hoe Street',
    signedAt: null,
  });
});

test('a save from an older revision is refused; the same again, as after a lost answer, is neither an error nor a second note', async () => {
  const { api } = await newRecords();
  const input = typed();
  await api.saveNote({ ...input, at: noon });
  expect(await api.saveNote({ ...input, at: noon })).toMatchObject({ number: 1, revision: 1 });
  const next = { ...input, revision: 1, text: 'Two men and a dog.' };
  expect((await api.saveNote({ ...next, at: later(noon, 1) })).revision).toBe(2);
  expect((await api.saveNote({ ...next, at: later(noon, 2) })).revision).toBe(2);
  expect(await codeOf(api.saveNote({ ...input, revision: 1, text: 'Another', at: noon }))).toBe('revision-conflict');
  expect(await codeOf(api.saveNote({ ...typed({ revision: 3 }), at: noon }))).toBe('not-found');
  expect((await api.listNotes({ search: '', limit: 10, after: null })).total).toBe(1);
});

test('the trail tells of sittings, with their end summed up at a lock and after a crash', async () => {
  const { kit, api } = await newRecords();
  const { id } = await write(api);
  for (let revision = 1; revision <= 5; revision += 1) {
    await api.saveNote({ ...typed({ id, revision, text: `Words ${revision}` }), at: later(noon, revision) });
  }
  // Nothing says goodbye: as after kill -9.
  const again = await kit.open({ at: later(noon, 60) });
  expect(await said(again, id)).toEqual([
    'Wrote from 22 Nov 2026 12:00:01 to 12:00:05 UTC: revisions 2 to 6.',
    'Began to write: revision 2.',
    'Began note 1 at 22 Nov 2026 12:00:00 UTC.',
  ]);
  expect((await again.verifyAudit({ at: noon })).intact).toBe(true);
});

test('signing fixes text, place and attachments under one hash, which the trail has and anybody can work out again', async () => {
  const { api } = await newRecords();
  const begun = await write(api, { place: 'Hoe Street' });
  const picture = randomBytes(1000);
  await attach(api, begun.id, 'scene.jpg', picture);
  expect(await codeOf(api.signNotes({ notes: [{ id: begun.id, revision: 9 }], at: noon }))).toBe('revision-conflict');
  const [signed] = await api.signNotes({ notes: [{ id: begun.id, revision: 1 }], at: later(noon, 9) });
  expect(signed).toMatchObject({ signedAt: later(noon, 9), text: begun.text });
  const content = JSON.stringify({
    number: 1,
    id: begun.id,
    startedAt: noon,
    changedAt: noon,
    addendumTo: null,
    place: 'Hoe Street',
    text: begun.text,
    attachments: [{ fileName: 'scene.jpg', bytes: 1000, sha256: sha256(picture) }],
  });
  expect(signed?.sha256).toBe(sha256(content));
  expect(await said(api, begun.id)).toContain(`Signed off note 1. SHA-256 of its content: ${sha256(content)}.`);

  const again = { id: begun.id, revision: 1 };
  expect(await codeOf(api.saveNote({ ...typed({ ...again, text: 'Later words' }), at: noon }))).toBe(
    'already-finished',
  );
  expect(await codeOf(api.signNotes({ notes: [again], at: noon }))).toBe('already-finished');
  expect(
    await codeOf(
      api.beginNoteAttachment({
        id: randomUUID() as AttachmentId,
        noteId: begun.id,
        fileName: 'x',
        bytes: 1,
        at: noon,
      }),
    ),
  ).toBe('already-finished');
  const addendum = await write(api, { text: 'He also had a bag.', addendumTo: begun.id }, later(noon, 60));
  expect(addendum).toMatchObject({ number: 2, addendumTo: { id: begun.id, number: 1, startedAt: noon } });
  expect((await api.getNote({ id: begun.id, at: noon })).addenda.map(({ id }) => id)).toEqual([addendum.id]);
});

test('several notes are signed together or not at all', async () => {
  const { api } = await newRecords();
  const [a, b] = [await write(api), await write(api)];
  const wrong = [
    { id: a.id, revision: 1 },
    { id: b.id, revision: 7 },
  ];
  expect(await codeOf(api.signNotes({ notes: wrong, at: noon }))).toBe('revision-conflict');
  expect((await api.getNote({ id: a.id, at: noon })).signedAt).toBeNull();
  await api.signNotes({ notes: wrong.map(({ id }) => ({ id, revision: 1 })), at: noon });
  expect(
    (await api.listNotes({ search: '', limit: 10, after: null })).notes.every(({ signedAt }) => signedAt === noon),
  ).toBe(true);
});

test('an attachment comes back bit for bit, is a picture only by its bytes, and is nowhere on the disk in plain sight', async () => {
  const { kit, api } = await newRecords();
  const { id } = await write(api);
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    randomBytes(2_500_000),
    Buffer.from('Canary-Okonkwo'),
  ]);
  const page = Buffer.from('<script>alert("Canary-Okonkwo")</script>');
  const photo = await attach(api, id, 'scene.jpg', jpeg);
  const posing = await attach(api, id, 'not-a-picture.jpg', page);
  expect((await readBack(api, photo)).equals(jpeg)).toBe(true);
  const { attachments } = await api.getNote({ id, at: noon });
  expect(attachments).toMatchObject([
    { fileName: 'scene.jpg', bytes: jpeg.length, sha256: sha256(jpeg), picture: 'image/jpeg' },
    { fileName: 'not-a-picture.jpg', picture: null },
  ]);
  expect(await said(api, id)).toContain(
    `Attached “scene.jpg” to note 1: ${jpeg.length} bytes, SHA-256 ${sha256(jpeg)}.`,
  );
  for (const name of await readdir(path.dirname(kit.path))) {
    const bytes = await readFile(path.join(path.dirname(kit.path), name));
    expect(bytes.includes('Canary-Okonkwo'), `in ${name}`).toBe(false);
  }
  await api.closeRecords({ at: noon, because: 'officer' });
  const again = await kit.open();
  expect((await readBack(again, posing)).equals(page)).toBe(true);
  expect((await again.verifyAudit({ at: noon })).intact).toBe(true);
});

test('a file that is altered, cut short, out of order or too large is not attached, and nothing of it stays', async () => {
  const { kit, api } = await newRecords();
  const { id: noteId } = await write(api);
  const begin = async (bytes: number): Promise<AttachmentId> => {
    const id = randomUUID() as AttachmentId;
    await api.beginNoteAttachment({ id, noteId, fileName: 'a.bin', bytes, at: noon });
    return id;
  };
  const piece = randomBytes(10);
  const altered = await begin(10);
  await api.addToNoteAttachment({ id: altered, offset: 0, bytes: piece });
  const finish = (id: AttachmentId, hash: string) =>
    api.finishNoteAttachment({ id, sha256: hash, thumbnail: null, at: noon });
  expect(await codeOf(finish(altered, sha256('other')))).toBe('invalid-input');
  const short = await begin(20);
  expect(await codeOf(api.addToNoteAttachment({ id: short, offset: 0, bytes: piece }))).toBe('invalid-input');
  expect(await codeOf(finish(short, sha256(piece)))).toBe('invalid-input');
  const shuffled = await begin(attachmentPieceBytes + 1);
  expect(
    await codeOf(api.addToNoteAttachment({ id: shuffled, offset: attachmentPieceBytes, bytes: randomBytes(1) })),
  ).toBe('invalid-input');
  await api.abandonNoteAttachment({ id: shuffled });
  await expect(begin(mostAttachmentBytes + 1)).rejects.toThrow('bytes BETWEEN 1 AND');
  expect((await api.getNote({ id: noteId, at: noon })).attachments).toEqual([]);
  expect(await codeOf(api.readNoteAttachment({ id: altered, piece: 0 }))).toBe('not-found');
  await api.closeRecords({ at: noon, because: 'officer' });
  // What a lock or a crash left of them goes at the next unlock, and the note says which files did not arrive.
  const again = await kit.open();
  const { attachments: whole, notWhole } = await again.getNote({ id: noteId, at: noon });
  expect([whole, notWhole.map(({ id }) => id)]).toEqual([[], [altered, short]]);
  expect(await codeOf(again.readNoteAttachment({ id: altered, piece: 0 }))).toBe('not-found');
  expect((await again.abandonNoteAttachment({ id: altered }))?.notWhole).toMatchObject([
    { id: short, fileName: 'a.bin' },
  ]);
  await again.closeRecords({ at: noon, because: 'officer' });
  expect(kit.behind((db) => db.prepare('SELECT count(*) FROM note_attachment_pieces').pluck().get())).toBe(0);
});

test('notes and reports are joined, seen from both sides; a text is put in with its link or not at all, and the trail of both says so', async () => {
  const { api } = await newRecords();
  const second = await write(api, { text: 'Then he fell.' }, later(noon, 60));
  const first = await write(api, { text: 'He ran.', startedAgo: 120_000 }, later(noon, 90));
  const report = await api.createReport({ kind: 'crime', parentId: null, at: later(noon, 100) });
  const content = { ...emptyReportContent, values: { narrative: '14:03 He ran.' } };
  const save = (revision: number, noteIds: readonly NoteId[]) =>
    api.saveReport({ id: report.id, revision, content, noteIds, at: later(noon, 101) });
  // With the text or not at all.
  expect(await codeOf(save(7, [first.id]))).toBe('revision-conflict');
  expect(await codeOf(save(0, [first.id, newNoteId()]))).toBe('not-found');
  expect((await api.getReport({ id: report.id, at: noon })).content.values).toEqual({});
  expect(await api.notesOfReport({ reportId: report.id })).toEqual([]);
  await save(0, [first.id, second.id]);
  expect((await api.getNote({ id: first.id, at: noon })).reports).toMatchObject([
    { id: report.id, localReference: report.localReference, crimeNumber: '', how: 'inserted' },
  ]);
  expect((await api.notesOfReport({ reportId: report.id })).map(({ id }) => id)).toEqual([first.id, second.id]);
  expect(await said(api, report.id)).toContain('Put the text of note 2, begun 22 Nov 2026 11:59:30 UTC.');
  expect(await said(api, first.id)).toContain(`Put the text of note 2 into report ${report.localReference}.`);

  const other = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.linkNote({ noteId: first.id, reportId: other.id, at: noon });
  expect((await api.notesOfReport({ reportId: other.id })).map(({ id }) => id)).toEqual([first.id]);
  expect((await api.unlinkNote({ noteId: first.id, reportId: other.id, at: noon })).reports).toHaveLength(1);
  expect(await said(api, other.id)).toContain('Took away note 2, begun 22 Nov 2026 11:59:30 UTC.');

  await api.finishReport({ id: report.id, revision: 1, at: noon });
  expect(await codeOf(save(2, [first.id]))).toBe('already-finished');
  // A note that is signed off can still be joined: its text is not touched by it.
  await api.signNotes({ notes: [{ id: second.id, revision: 1 }], at: noon });
  const joined = await api.linkNote({ noteId: second.id, reportId: other.id, at: noon });
  expect(joined.reports).toHaveLength(2);
});

test('a note is found by any word of its text, its place or its files, newest first, and not by words it no longer has', async () => {
  const { api } = await newRecords();
  const bag = await write(api, { text: 'A red RUCKSACK by Zoë', place: '14 Forest Road' });
  const dog = await write(api, { text: 'A dog' }, later(noon, 60));
  await attach(api, dog.id, 'whippet.png', randomBytes(10));
  const found = async (search: string): Promise<string[]> =>
    (await api.listNotes({ search, limit: 10, after: null })).notes.map(({ id }) => id);
  expect(await found('')).toEqual([dog.id, bag.id]);
  expect(await found('ruck zoe')).toEqual([bag.id]);
  expect(await found('forest')).toEqual([bag.id]);
  expect(await found('whip')).toEqual([dog.id]);
  await api.saveNote({ ...typed({ id: bag.id, revision: 1, text: 'A blue holdall', place: '' }), at: noon });
  expect(await found('rucksack')).toEqual([]);
  expect(await found('hold')).toEqual([bag.id]);
  expect(await api.listNotes({ search: 'a', limit: 1, after: null })).toMatchObject({
    total: 2,
    notes: [{ id: dog.id }],
  });
});

test('2,500 notes are listed in pages, newest first, each of them once, whatever is begun meanwhile', async () => {
  const { kit, api } = await newRecords();
  await api.closeRecords({ at: noon, because: 'officer' });
  // Three at each moment, some of a clock that was set back, and some of many pages.
  const startOf = (number: number): string => later(noon, number % 500 === 0 ? 1 : Math.floor(number / 3));
  const textOf = (number: number): string =>
    number % 100 === 0 ? 'word '.repeat(9000) : `Note of ${number}, ${number % 7 === 0 ? 'a whippet' : 'no dog'}.`;
  const numbers = Array.from({ length: 2500 }, (_, index) => index + 1);
  kit.behind((db) => {
    const insert = db.prepare(
      `INSERT INTO notes (number, id, started_at, changed_at, revision, text, place) VALUES (?, ?, ?, ?, 1, ?, '')`,
    );
    db.transaction(() => {
      for (const number of numbers) {
        insert.run(number, randomUUID(), startOf(number), startOf(number), textOf(number));
      }
      db.exec('DELETE FROM search_state');
    })();
  });
  const again = await kit.open();
  const pages = async (search: string, between: () => Promise<unknown>): Promise<NoteSummary[]> => {
    const met: NoteSummary[] = [];
    let page: NotesPage | null = null;
    while (page === null || page.next !== null) {
      page = await again.listNotes({ search, limit: 200, after: page?.next ?? null });
      met.push(...page.notes);
      if (met.length === 400) await between();
    }
    return met;
  };
  const expected = numbers.toSorted((a, b) => startOf(b).localeCompare(startOf(a)) || b - a);
  const met = await pages('', () => write(again, { text: 'Begun meanwhile.' }, later(noon, 90_000)));
  expect(met.map(({ number }) => number)).toEqual(expected);
  expect(Math.max(...met.map(({ opening }) => opening.length))).toBe(200);
  const dogs = await pages('whippet', () => Promise.resolve());
  expect(dogs.map(({ number }) => number)).toEqual(expected.filter((number) => number % 7 === 0 && number % 100 !== 0));
});
