// The lists by their fast index agree with the clock and the state that each recording shows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worklist as worklistSchema, type RecordingSummary, type Worklist } from '#contract/footage.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { noon } from '../../support/vault-kit.ts';

const at = noon;
const near = new Date(Date.parse(at) + 7 * 86_400_000).toISOString();

const belongs: Readonly<Record<Worklist, (recording: RecordingSummary) => boolean>> = {
  all: ({ deletedAfter }) => deletedAfter === null,
  'needs-tagging': (one) => belongs.all(one) && (one.reference === '' || one.categoryId === null),
  'no-reference': (one) => belongs.all(one) && one.reference === '',
  'no-category': (one) => belongs.all(one) && one.categoryId === null,
  'deletion-due': (one) => belongs.all(one) && one.deletionDueAt !== null && one.deletionDueAt <= near,
  'on-hold': (one) => belongs.all(one) && one.onHold,
  derivatives: () => false,
  deleted: ({ deletedAfter }) => deletedAfter !== null,
};

interface Made {
  readonly daysAgo: number;
  readonly categoryId: string | null;
  readonly reference: string;
  readonly held: boolean;
  readonly deleted: boolean;
}

const made: fc.Arbitrary<Made> = fc.record({
  daysAgo: fc.integer({ min: 0, max: 4000 }).map((days) => days / 4),
  categoryId: fc.constantFrom(null, 'non-evidential', 'arrest', 'serious-incident'),
  reference: fc.constantFrom('', 'CAD 1'),
  held: fc.boolean(),
  deleted: fc.boolean(),
});

test('whatever the recordings, each list holds those that say so of themselves, and its count is its length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 12 }), async (all) => {
      const { kit, api } = await newRecords();
      for (const { daysAgo, categoryId, reference, held, deleted } of all) {
        const startByMedia = new Date(Date.parse(at) - daysAgo * 86_400_000).toISOString();
        const id = await takeInRecording(api, { startByMedia });
        await api.updateRecording({ id, revision: 0, patch: { categoryId, reference }, at });
        kit.behind((db) => {
          if (held) {
            db.prepare('INSERT INTO holds (id, recording_id, reason, placed_at) VALUES (?, ?, ?, ?)').run(
              id,
              id,
              'x',
              at,
            );
          }
          if (deleted) {
            db.prepare(
              'INSERT INTO deletions (recording_id, because, reason, asked_at, final_at) VALUES (?, ?, ?, ?, ?)',
            ).run(id, 'officer', 'x', at, near);
          }
        });
      }
      const list = (worklist: Worklist) => api.listRecordings({ worklist, search: '', limit: 500, offset: 0, at });
      const [shown, gone] = [await list('all'), await list('deleted')];
      const everything = [...shown.recordings, ...gone.recordings];
      expect(everything).toHaveLength(all.length);
      for (const name of worklistSchema.options) {
        const { recordings, total, counts } = await list(name);
        const ids = recordings.map(({ id }) => id).toSorted();
        expect(ids).toEqual(
          everything
            .filter((one) => belongs[name](one))
            .map(({ id }) => id)
            .toSorted(),
        );
        expect([total, counts[name]]).toEqual([ids.length, ids.length]);
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('pages follow each other without a gap or a repeat', async () => {
  const { api } = await newRecords();
  for (let minute = 0; minute < 25; minute += 1) {
    await takeInRecording(api, { startByMedia: `2026-11-22T10:${String(minute % 20).padStart(2, '0')}:00.000Z` });
  }
  const page = (offset: number, limit: number) =>
    api.listRecordings({ worklist: 'needs-tagging', search: '', limit, offset, at });
  const whole = (await page(0, 500)).recordings.map(({ id }) => id);
  const pages = [await page(0, 10), await page(10, 10), await page(20, 10)].flatMap(({ recordings }) =>
    recordings.map(({ id }) => id),
  );
  expect(pages).toEqual(whole);
  expect(new Set(whole).size).toBe(25);
});
