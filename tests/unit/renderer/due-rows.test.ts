// Promise: Today lists each duty once, in the order in which it falls due, and leads to where it is done.
import { expect, it } from 'vitest';
import { dutyId, recordingId, reportId } from '#contract/ids.ts';
import type { DueItem } from '#contract/today.ts';
import { dueRows } from '../../../renderer/src/features/today/due-rows.ts';

const now = Date.parse('2026-11-22T16:00:00.000Z');
const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;

const crime: DueItem = {
  kind: 'record-crime',
  dueAt: '2026-11-22T13:40:00.000Z',
  reportId: reportId.parse(id(1)),
  title: 'Theft from shop, Hoe Street',
  reportedAt: '2026-11-21T13:40:00.000Z',
};
const deletion = (n: number, dueAt: string, categoryMissing: boolean): DueItem => ({
  kind: 'deletion',
  dueAt,
  recordingId: recordingId.parse(id(n)),
  title: categoryMissing ? '' : 'Patrol',
  categoryMissing,
});

it('gathers recordings without a category into one line at their earliest date', () => {
  const due = [
    deletion(2, '2026-12-20T10:00:00.000Z', true),
    deletion(3, '2026-11-24T10:00:00.000Z', true),
    deletion(4, '2026-11-26T10:00:00.000Z', false),
    crime,
  ];
  const rows = dueRows({ due, oldestToTagStartedAt: '2026-10-24T10:00:00.000Z' }, now);
  expect(rows.map((row) => row.title)).toEqual([
    'Record crime: Theft from shop, Hoe Street',
    '2 recordings without a category',
    'Deletion due: Patrol',
  ]);
  expect(rows.map((row) => row.clock.label)).toEqual(['Overdue 2 h 20 min', '2 days', '4 days']);
  expect(rows[1]?.detail).toBe('Oldest 24 Oct · deleted from 24 Nov 2026 on unless evidential');
});

it('leads to the report, the recording or the worklist', () => {
  const rows = dueRows(
    {
      due: [crime, deletion(2, '2026-11-24T10:00:00.000Z', true), deletion(4, '2026-11-26T10:00:00.000Z', false)],
      oldestToTagStartedAt: null,
    },
    now,
  );
  expect(rows.map((row) => [row.action, row.leadsTo])).toEqual([
    ['Finish', { screen: 'report', id: id(1) }],
    ['Tag', { screen: 'footage', worklist: 'no-category' }],
    ['Review', { screen: 'review' }],
  ]);
});

it('has nothing to say when nothing is due', () => {
  expect(dueRows({ due: [], oldestToTagStartedAt: null }, now)).toEqual([]);
});

const victimUpdate = (n: number, dueDay: string, isEnhanced: boolean): DueItem => ({
  kind: 'victim-update',
  dueAt: `${dueDay}T23:59:59.000Z`,
  dueDay,
  today: '2026-11-22',
  workingDaysLeft: 2,
  reportId: reportId.parse(id(1)),
  dutyId: dutyId.parse(id(n)),
  title: 'Assault, Hoe Street',
  label: 'Arrest',
  duty: 'tell',
  isEnhanced,
});

it('tells of victims of one event by one day in one line, with its clock in words and no name', () => {
  const due = [
    victimUpdate(5, '2026-11-24', false),
    victimUpdate(6, '2026-11-24', false),
    victimUpdate(7, '2026-11-20', true),
    crime,
  ];
  const rows = dueRows({ due, oldestToTagStartedAt: null }, now);
  expect(rows.map(({ title, clock }) => [title, clock.label])).toEqual([
    ['Tell the victim: Arrest', '2 days late'],
    ['Record crime: Theft from shop, Hoe Street', 'Overdue 2 h 20 min'],
    ['Tell 2 victims: Arrest', '2 working days'],
  ]);
  expect(rows[0]?.detail).toBe('Assault, Hoe Street · was due Fri 20 Nov, 2 days late · enhanced rights');
  expect(rows[0]?.leadsTo).toEqual({ screen: 'victims', id: id(1) });
});
