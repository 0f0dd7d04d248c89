// An open note: begun and kept with its first key, never before; and typing that another window is in the way of is kept in an addendum.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { noteId, type NoteId } from '#contract/ids.ts';
import type { Note, SaveNote } from '#contract/notebook.ts';
import { NoteSession } from '../../../renderer/src/features/notebook/note-session.ts';

const id = noteId.parse('6f1c2a52-0000-4000-8000-000000000009');
const at = '2026-11-22T14:03:00.000Z';

/** A vault of notes, as slow and as faulty as a test wants; other windows write to it directly. */
class Vault {
  readonly notes = new Map<NoteId, Note>();
  saves: SaveNote[] = [];
  failWith: KerbdeskError | null = null;

  note(of: NoteId): Note {
    const note = this.notes.get(of);
    if (note === undefined) throw new KerbdeskError('not-found', 'This note is not in the vault.');
    return note;
  }

  write(of: NoteId, change: Partial<Note>): void {
    const note = this.note(of);
    this.notes.set(of, { ...note, ...change, revision: note.revision + 1 });
  }

  readonly store = {
    save: async (input: SaveNote): Promise<Note> => {
      this.saves.push(input);
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (this.failWith !== null) throw this.failWith;
      const known = this.notes.get(input.id);
      if (known !== undefined && known.text === input.text && known.place === input.place) return known;
      if (known !== undefined && known.signedAt !== null) throw new KerbdeskError('already-finished', 'Signed off.');
      if ((known?.revision ?? 0) !== input.revision) throw new KerbdeskError('revision-conflict', 'Changed elsewhere.');
      const original = input.addendumTo === null ? null : this.note(input.addendumTo);
      const note: Note = {
        id: input.id,
        number: known?.number ?? this.notes.size + 1,
        startedAt: known?.startedAt ?? at,
        changedAt: at,
        revision: input.revision + 1,
        opening: input.text,
        place: input.place,
        text: input.text,
        signedAt: null,
        sha256: null,
        addendumTo: original,
        addenda: [],
        attachmentCount: 0,
        notWholeCount: 0,
        attachments: [],
        notWhole: [],
        reports: [],
      };
      this.notes.set(note.id, note);
      return note;
    },
    get: async (of: NoteId): Promise<Note> => await Promise.resolve(this.note(of)),
  };
}

let vault: Vault;
let branched: [NoteId, NoteId][];

function open(): NoteSession {
  return new NoteSession({ id, addendumTo: null }, vault.store, {
    onSaved: () => undefined,
    onBranched: (from, to) => branched.push([from, to]),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vault = new Vault();
  branched = [];
});
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('a blank note', () => {
  it('is not kept, whatever leaves it, until a key is pressed', async () => {
    const session = open();
    await session.flush();
    session.type({ text: '' });
    await pass(5000);
    expect(vault.saves).toEqual([]);
    expect(session.snapshot().startedAt).toBeNull();
  });

  it('is kept with its first key at once, and says how long ago that was when saving comes late', async () => {
    const session = open();
    session.type({ text: 'T' });
    expect(vault.saves).toMatchObject([{ id, revision: 0, text: 'T' }]);
    expect(vault.saves[0]?.startedAgo).toBeLessThan(50);
    await pass(20);
    expect(vault.note(id).text).toBe('T');

    vault = new Vault();
    vault.failWith = new KerbdeskError('disk-full', 'The disk is full.');
    const late = open();
    late.type({ text: 'L' });
    await pass(60_000);
    vault.failWith = null;
    await pass(10_000);
    expect(vault.note(id).text).toBe('L');
    expect(vault.saves.at(-1)?.startedAgo).toBeGreaterThan(60_000);
  });

  it('is kept without a word where something is attached to it', async () => {
    const session = open();
    const begun = session.begin();
    await pass(20);
    expect(await begun).toBe(true);
    expect(vault.note(id).text).toBe('');
  });
});

describe('typing', () => {
  it('is on the disk half a second and one save after any key, and while it fails nothing is forgotten', async () => {
    const session = open();
    for (let count = 1; count <= 30; count += 1) {
      session.type({ text: 'x'.repeat(count) });
      await pass(100);
      expect(vault.note(id).text.length).toBeGreaterThanOrEqual(count - 6);
    }
    vault.failWith = new KerbdeskError('disk-error', 'The disk reported a fault.');
    session.type({ text: 'kept' });
    await pass(3000);
    expect(session.snapshot().autosave).toMatchObject({ phase: 'retrying', problem: 'The disk reported a fault.' });
    vault.failWith = null;
    await pass(10_000);
    expect(vault.note(id).text).toBe('kept');
  });

  it('is brought together with another window’s where each changed something else', async () => {
    const session = open();
    session.type({ text: 'Two men' });
    await pass(50);
    vault.write(id, { place: 'Hoe Street' });
    session.type({ text: 'Two men and a dog' });
    await pass(1000);
    expect(vault.note(id)).toMatchObject({ text: 'Two men and a dog', place: 'Hoe Street' });
    expect(session.snapshot().place).toBe('Hoe Street');
    expect(branched).toEqual([]);
  });

  it.each([
    ['signed off', { signedAt: at }],
    ['written over', { text: 'Another window’s words' }],
  ])('goes on in an addendum where the note was %s meanwhile, and both are kept', async (_how, change) => {
    const session = open();
    session.type({ text: 'Two men' });
    await pass(50);
    vault.write(id, change);
    const theirs = vault.note(id).text;
    session.type({ text: 'Two men and a dog' });
    await pass(1000);
    session.type({ text: 'Two men, a dog, a bag' });
    await pass(1000);
    expect(branched).toHaveLength(1);
    const [from, to] = branched[0] ?? [id, id];
    expect([from, session.id]).toEqual([id, to]);
    expect(vault.note(id).text).toBe(theirs);
    expect(vault.note(to)).toMatchObject({ text: 'Two men, a dog, a bag', addendumTo: { id } });
    expect(vault.notes.size).toBe(2);
  });
});
