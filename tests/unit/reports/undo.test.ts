// Taking back what was done to an open report: whole steps, in order, and never another window's work.
import { describe, expect, it, vi } from 'vitest';
import { reportId } from '#contract/ids.ts';
import { emptyReportContent, type Report, type ReportContent } from '#contract/reports.ts';
import { crimeReport } from '#contract/crime-report.ts';
import { changesBetween } from '../../../renderer/src/features/reports/history/changes.ts';
import { ReportSession } from '../../../renderer/src/features/reports/report-session.ts';

const at = '2026-11-22T14:03:00.000Z';
const report: Report = {
  id: reportId.parse('6f1c2a52-0000-4000-8000-000000000009'),
  kind: 'crime',
  parentId: null,
  localReference: 'NE-4417-0093',
  crimeNumber: '',
  title: '',
  status: 'draft',
  revision: 0,
  createdAt: at,
  updatedAt: at,
  finishedAt: null,
  reportedAt: null,
  missing: { neededNow: 0, beforeSubmission: 0, optional: 0 },
  recordingIds: [],
  content: emptyReportContent,
};
const victim = { id: '6f1c2a52-0000-4000-8000-000000000001', values: { role: 'victim', 'family-name': 'Hale' } };

function opened(): ReportSession {
  vi.useFakeTimers({ now: Date.parse(at) });
  const store = {
    save: (revision: number) => Promise.resolve({ ...report, revision: revision + 1 }),
    get: () => Promise.resolve(report),
  };
  return new ReportSession(report, store, () => undefined);
}

describe('undo in a report', () => {
  it('takes what was put in by itself back, apart from the typing just before and after it', () => {
    const session = opened();
    const narrative = () => session.snapshot().content.values['narrative'];
    session.setValues(null, { narrative: 'Before.' });
    session.endUndoStep();
    session.setValues(null, { narrative: 'Before. 14:03 Put in.' });
    session.endUndoStep();
    session.setValues(null, { narrative: 'Before. 14:03 Put in. After.' });
    session.undo();
    expect(narrative()).toBe('Before. 14:03 Put in.');
    session.undo();
    expect(narrative()).toBe('Before.');
    session.redo();
    expect(narrative()).toBe('Before. 14:03 Put in.');
  });

  it('takes a run of typing in one field back at once, and each other change by itself', () => {
    const session = opened();
    for (const words of ['A', 'A m', 'A man']) session.setValues(null, { narrative: words });
    session.setValues(null, { flags: ['knife'] });
    session.addEntry('people', victim);
    session.removeEntry('people', victim.id);
    const said = () => session.snapshot().content;
    session.undo();
    expect(said().people).toEqual([victim]);
    session.undo();
    expect(said().people).toEqual([]);
    session.undo();
    expect(said().values).toEqual({ narrative: 'A man' });
    session.undo();
    expect(said()).toEqual(emptyReportContent);
    expect(session.snapshot().canUndo).toBe(false);
    for (let steps = 0; steps < 3; steps += 1) session.redo();
    expect(said().people).toEqual([victim]);
    vi.useRealTimers();
  });

  it('begins a new step after a pause, and typing anew forgets what could be done again', () => {
    const session = opened();
    session.setValues(null, { narrative: 'A man' });
    vi.advanceTimersByTime(3000);
    session.setValues(null, { narrative: 'A man ran' });
    session.undo();
    expect(session.snapshot().content.values).toEqual({ narrative: 'A man' });
    session.setValues(null, { narrative: 'A man fell' });
    expect(session.snapshot().canRedo).toBe(false);
    vi.useRealTimers();
  });

  it('never takes another window’s work back', async () => {
    const session = opened();
    session.setValues(null, { narrative: 'Mine' });
    const theirs: ReportContent = { ...emptyReportContent, values: { narrative: 'Mine', 'venue-street': 'Mare St' } };
    await vi.advanceTimersByTimeAsync(1000);
    session.accept({ ...report, revision: 5, content: theirs });
    expect(session.snapshot().canUndo).toBe(false);
    expect(session.snapshot().content).toEqual(theirs);
    vi.useRealTimers();
  });
});

describe('what changed between two versions', () => {
  it('is said by field and person, words against words, and can be put back with what belongs to it', () => {
    const before: ReportContent = {
      ...emptyReportContent,
      values: { narrative: 'A man ran off.', 'reported-date': 'today', 'reported-date.typed-on': '2026-11-22' },
      people: [victim],
    };
    const after: ReportContent = {
      ...before,
      values: { narrative: 'A woman ran off.', 'reported-date': '23/11', 'reported-date.typed-on': '2026-11-23' },
      people: [{ ...victim, values: { ...victim.values, 'family-name': 'Hall' } }],
    };
    const changes = changesBetween(crimeReport, before, after, at);
    expect(changes.map(({ label }) => label)).toEqual(['Date reported', 'What happened', 'Family name, HALL']);
    expect(changes[0]?.earlier).toEqual({ 'reported-date': 'today', 'reported-date.typed-on': '2026-11-22' });
    expect(changes[1]?.pieces.filter(({ is }) => is !== 'kept')).toEqual([
      { text: 'man', is: 'removed' },
      { text: 'woman', is: 'added' },
    ]);
    expect(changes[2]?.scope).toEqual({ list: 'people', entryId: victim.id });
    expect(changesBetween(crimeReport, after, after, at)).toEqual([]);
  });

  it('knows an entry that was removed whole, with what no field shows', () => {
    const linked = { ...victim, values: { ...victim.values, entityId: '6f1c2a52-0000-4000-8000-000000000002' } };
    const before: ReportContent = { ...emptyReportContent, people: [{ id: 'x', values: {} }, linked] };
    const [change] = changesBetween(crimeReport, before, { ...before, people: [{ id: 'x', values: {} }] }, at);
    expect(change?.removed).toEqual({ entry: linked, index: 1 });
    expect(changesBetween(crimeReport, emptyReportContent, before, at).every(({ removed }) => removed === null)).toBe(
      true,
    );
  });

  it('shows two texts of which nothing is the same whole, without comparing for ever', () => {
    const text = (seed: number): string => Array.from({ length: 4000 }, (_, word) => `w${seed}x${word}`).join(' ');
    const of = (narrative: string): ReportContent => ({ ...emptyReportContent, values: { narrative } });
    const [change] = changesBetween(crimeReport, of(text(1)), of(text(2)), at);
    expect(change?.pieces.map(({ is }) => is)).toEqual(['removed', 'added']);
  });
});
