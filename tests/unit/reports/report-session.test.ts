// An open report: what is typed reaches the vault within the promise, and no window, failure or end of a screen loses it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { noteId, reportId, type NoteId } from '#contract/ids.ts';
import { emptyReportContent, type Report, type ReportContent, type ReportSummary } from '#contract/reports.ts';
import { ReportSession } from '../../../renderer/src/features/reports/report-session.ts';
import { pauseMilliseconds } from '../../../renderer/src/ipc/autosave.ts';

const id = reportId.parse('6f1c2a52-0000-4000-8000-000000000009');
const personId = '6f1c2a52-0000-4000-8000-000000000001';
const at = '2026-11-22T14:03:00.000Z';

const summary = (revision: number): ReportSummary => ({
  id,
  kind: 'crime',
  parentId: null,
  localReference: 'NE-4417-0093',
  crimeNumber: '',
  title: 'Crime report',
  status: 'draft',
  revision,
  createdAt: at,
  updatedAt: at,
  finishedAt: null,
  reportedAt: null,
  missing: { neededNow: 0, beforeSubmission: 0, optional: 0 },
  recordingIds: [],
});

/** A vault with one report, as slow and as faulty as a test wants; other windows write to it directly. */
class Vault {
  revision = 0;
  content: ReportContent = emptyReportContent;
  saves = 0;
  underWay = 0;
  mostUnderWay = 0;
  millisecondsPerSave = 20;
  failWith: KerbdeskError | null = null;
  /** Joined by the saves that succeeded. */
  joined: NoteId[] = [];

  report(): Report {
    return { ...summary(this.revision), content: this.content };
  }

  write(content: ReportContent): void {
    this.content = content;
    this.revision += 1;
  }

  readonly store = {
    save: async (revision: number, content: ReportContent, noteIds: readonly NoteId[]): Promise<ReportSummary> => {
      this.underWay += 1;
      this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
      await new Promise((resolve) => setTimeout(resolve, this.millisecondsPerSave));
      this.underWay -= 1;
      if (this.failWith !== null) throw this.failWith;
      if (revision !== this.revision) throw new KerbdeskError('revision-conflict', 'Another window saved first.');
      this.write(content);
      this.joined.push(...noteIds);
      this.saves += 1;
      return summary(this.revision);
    },
    get: async (): Promise<Report> => await Promise.resolve(this.report()),
  };

  /** What the rest of the screen was told of. */
  readonly told: number[] = [];

  open(): ReportSession {
    return new ReportSession(this.report(), this.store, ({ revision }) => this.told.push(revision));
  }
}

let vault: Vault;
beforeEach(() => {
  vi.useFakeTimers();
  vault = new Vault();
});
afterEach(() => {
  vi.useRealTimers();
});

const text = 'The quick brown fox. '.repeat(8);

describe('an open report', () => {
  it('has all but the last half second of typing in the vault at every moment', async () => {
    const session = vault.open();
    const typedAt: number[] = [];
    for (let length = 1; length <= text.length; length += 1) {
      session.setValues(null, { narrative: text.slice(0, length) });
      typedAt.push(Date.now());
      await vi.advanceTimersByTimeAsync(40);
      const onDisk = (vault.content.values['narrative'] ?? '').length;
      const oldestUnsaved = typedAt[onDisk];
      expect(Date.now() - (oldestUnsaved ?? Date.now())).toBeLessThanOrEqual(600);
    }
    await vi.advanceTimersByTimeAsync(400);
    expect(vault.content.values['narrative']).toBe(text);
    expect(vault.mostUnderWay).toBe(1);
    expect(vault.saves).toBeLessThan(25);
    expect(session.hasUnsaved).toBe(false);
  });

  it('has the rest of the screen redrawn in a pause of typing, at the latest after three seconds, not at each save', async () => {
    const session = vault.open();
    const type = async (keys: number): Promise<void> => {
      for (let key = 0; key < keys; key += 1) {
        session.setValues(null, { narrative: `${vault.saves} ${key}` });
        await vi.advanceTimersByTimeAsync(100);
      }
    };
    await type(25);
    expect(vault.saves).toBeGreaterThan(3);
    expect(vault.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.told).toEqual([vault.revision]);
    await type(50);
    expect(vault.told).toHaveLength(2);
  });

  it('tells of the last save before a flush settles, also when all was saved already', async () => {
    const session = vault.open();
    session.setValues(null, { narrative: text });
    const flushed = session.flush();
    await vi.advanceTimersByTimeAsync(vault.millisecondsPerSave);
    await flushed;
    expect(vault.told).toEqual([1]);
    session.setValues(null, { narrative: `${text} And` });
    await vi.advanceTimersByTimeAsync(pauseMilliseconds + vault.millisecondsPerSave);
    expect([session.hasUnsaved, vault.told]).toEqual([false, [1]]);
    await session.flush();
    expect(vault.told).toEqual([1, 2]);
  });

  it('has one save under way however slow the disk is', async () => {
    vault.millisecondsPerSave = 3000;
    const session = vault.open();
    for (let length = 1; length <= 100; length += 1) {
      session.setValues(null, { narrative: text.slice(0, length) });
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(10_000);
    expect(vault.mostUnderWay).toBe(1);
    expect(vault.content.values['narrative']).toBe(text.slice(0, 100));
  });

  it('flushes at once, and resolves when it is in the vault', async () => {
    const session = vault.open();
    session.setValues(null, { narrative: 'x' });
    const flushed = session.flush();
    await vi.advanceTimersByTimeAsync(vault.millisecondsPerSave);
    await flushed;
    expect(vault.content.values['narrative']).toBe('x');
  });

  it('joins a note with the save that carries its text, once, also when that save fails at first and another came between', async () => {
    const note = noteId.parse('6f1c2a52-0000-4000-8000-000000000003');
    const session = vault.open();
    session.setValues(null, { narrative: 'Before.' });
    void session.flush();
    session.setValues(null, { narrative: 'Before.\n14:03 He ran.' });
    session.putIn([note]);
    await vi.advanceTimersByTimeAsync(vault.millisecondsPerSave);
    expect([vault.content.values['narrative'], vault.joined]).toEqual(['Before.', []]);
    vault.failWith = new KerbdeskError('disk-full', 'The disk is full.');
    await vi.advanceTimersByTimeAsync(3000);
    vault.write({ ...emptyReportContent, values: { narrative: 'Before.', offence: 'Theft' } });
    vault.failWith = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect([vault.content.values['narrative'], vault.joined]).toEqual(['Before.\n14:03 He ran.', [note]]);
    session.setValues(null, { narrative: 'Other words.' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(vault.joined).toEqual([note]);
  });

  it('flushes what was typed while a save was under way', async () => {
    const session = vault.open();
    session.setValues(null, { narrative: 'one' });
    void session.flush();
    session.setValues(null, { narrative: 'one two' });
    const flushed = session.flush();
    await vi.advanceTimersByTimeAsync(2 * vault.millisecondsPerSave);
    await flushed;
    expect(vault.content.values['narrative']).toBe('one two');
  });

  it('keeps typing through a full disk and saves it when there is room', async () => {
    const session = vault.open();
    vault.failWith = new KerbdeskError('disk-full', 'The disk is full.');
    session.setValues(null, { narrative: 'kept' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(session.snapshot().autosave).toMatchObject({ phase: 'retrying', problem: 'The disk is full.' });
    const flushed = session.flush();
    await vi.advanceTimersByTimeAsync(vault.millisecondsPerSave);
    await flushed;
    expect(session.hasUnsaved).toBe(true);
    session.setValues(null, { narrative: 'kept and more' });
    vault.failWith = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(vault.content.values['narrative']).toBe('kept and more');
    expect(session.snapshot().autosave).toMatchObject({ phase: 'idle', problem: null });
  });

  it('brings together what two windows wrote in different places, without a question', async () => {
    vault.write({ ...emptyReportContent, people: [{ id: personId, values: { role: 'victim' } }] });
    const here = vault.open();
    const there = vault.open();
    there.setValues(null, { 'venue-street': '14 Gloucester Rd' });
    there.setValues({ list: 'people', entryId: personId }, { phone: '07700 900123' });
    await vi.advanceTimersByTimeAsync(1000);
    here.setValues(null, { narrative: 'Rear door forced' });
    here.setValues({ list: 'people', entryId: personId }, { 'family-name': 'Hale' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.values).toEqual({ 'venue-street': '14 Gloucester Rd', narrative: 'Rear door forced' });
    expect(vault.content.people[0]?.values).toEqual({ role: 'victim', phone: '07700 900123', 'family-name': 'Hale' });
    expect(here.snapshot().conflict).toBeNull();
    expect(here.snapshot().takenIn).toBe(1);
  });

  it.each([
    ['mine', 'from here'],
    ['theirs', 'from there'],
    ['both', 'from there\n\nfrom here'],
  ] as const)('asks where both wrote in one place, and keeps %s', async (choice, kept) => {
    const here = vault.open();
    vault.write({ ...emptyReportContent, values: { narrative: 'from there', offence: 'theft' } });
    here.setValues(null, { narrative: 'from here' });
    await vi.advanceTimersByTimeAsync(1000);
    const { conflict } = here.snapshot();
    expect(conflict?.clashes).toMatchObject([
      { fieldId: 'narrative', mine: { narrative: 'from here' }, theirs: { narrative: 'from there' } },
    ]);
    expect(vault.content.values['narrative']).toBe('from there');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(here.snapshot().content.values['narrative']).toBe('from here');
    here.settleConflict([choice]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.values).toEqual({ narrative: kept, offence: 'theft' });
    expect(here.hasUnsaved).toBe(false);
  });

  it('does not bring back what the other window took out while a choice waited', async () => {
    const here = vault.open();
    vault.write({ ...emptyReportContent, values: { narrative: 'from there', offence: 'theft' } });
    here.setValues(null, { narrative: 'from here' });
    await vi.advanceTimersByTimeAsync(1000);
    vault.write({ ...emptyReportContent, values: { narrative: 'from there' } });
    here.settleConflict(['mine']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.values).toEqual({ narrative: 'from here' });
  });

  it('keeps what was typed while a choice waits', async () => {
    const here = vault.open();
    vault.write({ ...emptyReportContent, values: { narrative: 'from there' } });
    here.setValues(null, { narrative: 'from here' });
    await vi.advanceTimersByTimeAsync(1000);
    here.setValues(null, { narrative: 'from here, and more', method: 'typed later' });
    here.settleConflict(['both']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.values).toEqual({
      narrative: 'from there\n\nfrom here, and more',
      method: 'typed later',
    });
  });

  it('takes in another window at once where nothing waits, and not while typing does', async () => {
    const here = vault.open();
    vault.write({ ...emptyReportContent, values: { offence: 'theft' } });
    here.accept(vault.report());
    expect(here.snapshot().content.values).toEqual({ offence: 'theft' });
    here.setValues(null, { narrative: 'typed' });
    vault.write({ ...emptyReportContent, values: { offence: 'robbery' } });
    here.accept(vault.report());
    expect(here.snapshot().content.values).toEqual({ offence: 'theft', narrative: 'typed' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.values).toEqual({ offence: 'robbery', narrative: 'typed' });
  });

  it('keeps typing when the report was finished elsewhere, and saves it after a reopening', async () => {
    const here = vault.open();
    vault.failWith = new KerbdeskError('already-finished', 'This report was finished in another window.');
    here.setValues(null, { narrative: 'late thought' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(here.snapshot().autosave).toMatchObject({ phase: 'stopped' });
    expect(here.hasUnsaved).toBe(true);
    vault.failWith = null;
    vault.write({ ...emptyReportContent, values: { offence: 'theft' } });
    here.accept(vault.report());
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.values).toEqual({ offence: 'theft', narrative: 'late thought' });
  });

  it('notes on which day a date was typed', () => {
    const here = vault.open();
    here.setDate(null, 'reported-date', 'today', '2026-11-22');
    expect(here.values(null)).toEqual({ 'reported-date': 'today', 'reported-date.typed-on': '2026-11-22' });
    here.setDate(null, 'reported-date', '', '2026-11-23');
    expect(here.values(null)).toEqual({});
  });

  it('puts a removed person back where it was', async () => {
    const people = ['1', '2', '3'].map((digit) => ({
      id: personId.slice(0, -1) + digit,
      values: { 'family-name': digit },
    }));
    vault.write({ ...emptyReportContent, people });
    const here = vault.open();
    const [, second] = people;
    if (second === undefined) throw new Error('three people expected');
    here.removeEntry('people', second.id);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.people.map(({ id: of }) => of)).toEqual([people[0]?.id, people[2]?.id]);
    here.addEntry('people', second, 1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(vault.content.people).toEqual(people);
  });
});
