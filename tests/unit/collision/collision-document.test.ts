// A collision report on paper: the sketch plan is drawn there as it is on the screen.
import { expect, test } from 'vitest';
import { at } from '#contract/collision/sketch/geometry.ts';
import { emptySketch, writeSketch } from '#contract/collision/sketch/model.ts';
import { printedDocument } from '#contract/printed-document.ts';
import { reportDocument } from '#contract/report-document.ts';
import { emptyReportContent, report } from '#contract/reports.ts';
import { newBody, newRoad } from '../../../renderer/src/features/reports/sketch/new-items.ts';

const vehicleId = '00000000-0000-4000-8000-000000000001';
const sketch = { ...emptySketch, items: [newRoad('r', 'tee', at(0, 0)), newBody('b', 'car', at(0, -1.6), vehicleId)] };

const printed = (kept: string) =>
  reportDocument(
    report.parse({
      id: '00000000-0000-4000-8000-000000000002',
      kind: 'collision',
      parentId: null,
      localReference: 'NE-4417-0001',
      crimeNumber: '',
      title: 'Collision',
      status: 'draft',
      revision: 1,
      createdAt: '2026-11-22T14:03:00.000Z',
      updatedAt: '2026-11-22T14:03:00.000Z',
      finishedAt: null,
      reportedAt: null,
      missing: { neededNow: 0, beforeSubmission: 0, optional: 0 },
      recordingIds: [],
      content: {
        ...emptyReportContent,
        values: { 'sketch-plan': kept },
        vehicles: [{ id: vehicleId, values: { 'vehicle-type': '9' } }],
      },
    }),
    {
      officer: { name: 'Ada Okafor', rank: 'PC', shoulderNumber: '4417NE' },
      at: '2026-11-22T15:00:00.000Z',
      contentSha256: '0'.repeat(64),
    } as Parameters<typeof reportDocument>[1],
  );

test('has the drawing with its vehicle’s letter, and says in words what stands in it', () => {
  const document = printed(writeSketch(sketch));
  expect(printedDocument.safeParse(document).success).toBe(true);
  const drawings = document.rows.filter(({ kind }) => kind === 'drawing');
  expect(drawings).toHaveLength(1);
  expect(drawings[0]?.cells.map(({ text }) => text)).toEqual(['Sketch plan', '1 road, 1 vehicle or person']);
  expect(drawings[0]?.svg).toContain('A is vehicle 1');
  expect(document.rows.filter(({ cells }) => cells[0]?.text === 'Sketch plan')).toHaveLength(1);
});

test('has no drawing without a sketch, and says so of one that cannot be read', () => {
  expect(printed('').rows.some(({ kind }) => kind === 'drawing')).toBe(false);
  const texts = printed('{').rows.flatMap(({ cells }) => cells.map(({ text }) => text));
  expect(texts).toContain('A sketch that cannot be read');
});
