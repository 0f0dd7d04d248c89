// Promise: posts are kept as they are typed, compared with every report of the vault, and handed over only when nothing is open;
// what went out, where to and by whom is in the audit trail before the browser opens. The real encrypted database.
import { expect, test, vi } from 'vitest';
import type { Instant } from '#contract/ids.ts';
import { emptyTeamPost, type TeamPostContent } from '#contract/team-posts.ts';
import { emptyReportContent } from '#contract/reports.ts';
import { createTeamPostsHandlers } from '../../../main/features/team-posts/index.ts';
import type { EventBus } from '../../../main/ipc/event-bus.ts';
import type { VaultHostApi } from '../../../main/ports/vault-host.ts';
import { firstTeamPosts, toTeamPostPolicy } from '../../../main/storage/device/team-post-policy.ts';
import { mostReadForOneCheck } from '../../../main/storage/records/repositories/known-reports.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { newRecords, type RecordsKit } from '../../support/records-kit.ts';
import { noon } from '../../support/vault-kit.ts';

const later = (minutes: number): Instant => new Date(Date.parse(noon) + minutes * 60_000).toISOString();
const today = noon.slice(0, 10);
const written: TeamPostContent = {
  ...emptyTeamPost,
  place: 'Hoe Street library',
  bring: 'bike marking',
  dayTypedOn: today,
};

/** A burglary with a victim and a car, as the form saves it. */
async function burglary(api: RecordsWorkerApi, family: string, vrm = 'LB07 SEY') {
  const { id, revision, localReference } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const entry = (values: Record<string, string>) => ({ id: crypto.randomUUID(), values });
  const content = {
    ...emptyReportContent,
    values: { narrative: 'Back door forced.', 'venue-street': '14 Hoe Street', 'venue-postcode': 'E17 4QE' },
    people: [entry({ role: 'victim', 'family-name': family, 'given-names': 'Ngozi', phone: '07700 900123' })],
    property: [entry({ kind: 'vehicle', vrm })],
  };
  await api.saveReport({ id, revision, content, at: noon });
  return { id, localReference };
}

/** The program's own handlers on the real records; only the browser and the clock are the test's. */
function desk(
  api: RecordsWorkerApi,
  { allowed = ['https://bsky.app'], open = (_url: string) => Promise.resolve() } = {},
) {
  let at = noon;
  const emit = vi.fn<EventBus['emit']>();
  const handlers = createTeamPostsHandlers({
    vault: () => api as unknown as VaultHostApi,
    policy: toTeamPostPolicy(firstTeamPosts),
    externalOrigins: allowed,
    openExternal: open,
    clock: { now: () => at, monotonic: () => performance.now() },
    events: { emit },
  });
  return { handlers, emit, setTime: (time: Instant) => (at = time) };
}

const auditOf = async (api: RecordsWorkerApi, subjectId: string) =>
  (await api.listAudit({ before: null, limit: 200, subjectId, at: noon })).entries.map(
    ({ operation, what }) => `${operation}: ${what}`,
  );

test('a post is there again as it was typed, and an older window does not write over it', async () => {
  const { kit, api } = await newRecords();
  const { handlers } = desk(api);
  const post = await handlers.create(null);
  const saved = await handlers.save({ id: post.id, revision: 0, content: written });
  expect(saved.revision).toBe(1);
  await expect(handlers.save({ id: post.id, revision: 0, content: emptyTeamPost })).rejects.toMatchObject({
    code: 'revision-conflict',
  });
  await api.closeRecords({ at: noon, because: 'test' });
  const again = await kit.open();
  expect((await again.getTeamPost({ id: post.id })).content).toEqual(written);
  expect((await again.listTeamPosts()).map(({ id }) => id)).toEqual([post.id]);
});

test('it is compared with every report, also with what changed a moment ago', async () => {
  const { api } = await newRecords();
  const { handlers } = desk(api);
  const text = 'Thanks to Okafor; a car LB07SEY; ring 07700 900123; 14 Hoe Street';
  expect((await handlers.check({ text })).findings.map(({ kind }) => kind)).toEqual(['looks-like', 'looks-like']);
  const { localReference, id } = await burglary(api, 'Okafor');
  const { findings, reportsCompared, reportsTotal } = await handlers.check({ text });
  expect(findings.map(({ kind }) => kind)).toEqual(['name', 'plate', 'phone', 'address']);
  expect(findings[0]).toMatchObject({ why: `“Okafor” is a victim in ${localReference}.`, reportId: id });
  expect([reportsCompared, reportsTotal]).toEqual([1, 1]);
  const { revision } = await api.getReport({ id, at: noon });
  await api.saveReport({ id, revision, content: emptyReportContent, at: noon });
  expect((await handlers.check({ text })).findings.map(({ kind }) => kind)).toEqual(['looks-like', 'looks-like']);
});

test('nothing goes out before each warning is settled; then it is on record, and the page opens with just this text', async () => {
  const { api } = await newRecords();
  const { localReference } = await burglary(api, 'Okafor');
  const opened: string[] = [];
  const { handlers } = desk(api, {
    open: async (url) => {
      // On record before the browser opens.
      expect((await auditOf(api, id)).some((line) => line.startsWith('disclosure'))).toBe(true);
      opened.push(url);
    },
  });
  const { id } = await handlers.create(null);
  const wording = 'Thank you, Mrs Okafor, for the tea. See you at the library!';
  const { revision } = await handlers.save({ id, revision: 0, content: { ...written, wording } });
  const handOver = () => handlers.handOver({ id, revision, networkId: 'bluesky' });
  await expect(handOver()).rejects.toMatchObject({ code: 'not-ready' });
  expect(opened).toEqual([]);

  const [finding] = (await handlers.check({ text: wording })).findings;
  await handlers.acknowledge({ id, findingId: finding?.id ?? '', acknowledged: true });
  const post = await handOver();
  expect(post.handOvers).toEqual([
    { at: noon, network: 'Bluesky', origin: 'https://bsky.app', text: wording, failedBecause: null },
  ]);
  expect(opened.map((url) => new URL(url).searchParams.get('text'))).toEqual([wording]);
  const lines = await auditOf(api, id);
  expect(lines).toContain(`alteration: Approved for posting: “Okafor” is a victim in ${localReference}.`);
  expect(lines).toContain(`disclosure: Handed a team post to Bluesky (https://bsky.app): “${wording}”`);
  await expect(handlers.remove({ id })).rejects.toMatchObject({ code: 'not-deletable' });
  expect((await api.verifyAudit({ at: noon })).intact).toBe(true);
});

test('an approval is for one reason only: a name that another report learns is asked about again', async () => {
  const { api } = await newRecords();
  await burglary(api, 'Okafor');
  const { handlers } = desk(api);
  const { id } = await handlers.create(null);
  const { revision } = await handlers.save({ id, revision: 0, content: { ...written, wording: 'Hello Okafor' } });
  const [first] = (await handlers.check({ text: 'Hello Okafor' })).findings;
  await handlers.acknowledge({ id, findingId: first?.id ?? '', acknowledged: true });
  await burglary(api, 'Okafor', 'AB12 CDE');
  await expect(handlers.handOver({ id, revision, networkId: 'bluesky' })).rejects.toMatchObject({ code: 'not-ready' });
  await expect(handlers.acknowledge({ id, findingId: 'name:nobody:', acknowledged: true })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a post that waits is on Today, stays here until the team has left, and is never handed over by itself', async () => {
  const { api } = await newRecords();
  const opened: string[] = [];
  const { handlers, setTime } = desk(api, { open: (url) => Promise.resolve(void opened.push(url)) });
  const { id } = await handlers.create(null);
  const content = { ...written, day: 'today', from: '11:00', until: '13:00', timing: 'after' } as const;
  const { revision, leavesAt } = await handlers.save({ id, revision: 0, content });
  expect(leavesAt).toBe(later(60));
  const due = async (at: Instant) => (await api.today({ at })).due.filter(({ kind }) => kind === 'team-post');
  expect(await due(noon)).toEqual([
    { kind: 'team-post', dueAt: later(60), teamPostId: id, place: 'Hoe Street library' },
  ]);
  const handOver = () => handlers.handOver({ id, revision, networkId: 'bluesky' });
  await expect(handOver()).rejects.toThrow('still there');
  setTime(later(61));
  expect(opened).toEqual([]);
  expect(await due(later(61))).toHaveLength(1);
  await handOver();
  expect(opened).toHaveLength(1);
  expect(await due(later(61))).toEqual([]);
});

test('a network that the laptop may not open gets nothing, and nothing is written of it', async () => {
  const { api } = await newRecords();
  const { handlers } = desk(api, { allowed: [] });
  expect((await handlers.networks(null)).map(({ label, allowed }) => [label, allowed])).toEqual([
    ['X', false],
    ['Bluesky', false],
  ]);
  const { id } = await handlers.create(null);
  const { revision } = await handlers.save({ id, revision: 0, content: written });
  await expect(handlers.handOver({ id, revision, networkId: 'x' })).rejects.toMatchObject({ code: 'link-not-allowed' });
  expect((await handlers.get({ id })).handOvers).toEqual([]);
  expect(await auditOf(api, id)).not.toContainEqual(expect.stringMatching(/^disclosure/));
});

test('a browser that does not open is on record as well, and the post can be handed over again', async () => {
  const { api } = await newRecords();
  let broken = true;
  const { handlers } = desk(api, {
    open: () => (broken ? Promise.reject(new Error('no browser')) : Promise.resolve()),
  });
  const { id } = await handlers.create(null);
  const { revision } = await handlers.save({ id, revision: 0, content: written });
  const handOver = () => handlers.handOver({ id, revision, networkId: 'bluesky' });
  await expect(handOver()).rejects.toMatchObject({
    code: 'not-opened',
    message: expect.stringMatching(/nothing went out/),
  });
  broken = false;
  const { handOvers } = await handOver();
  expect(handOvers.map(({ failedBecause }) => failedBecause)).toEqual(['The browser could not be opened.', null]);
  expect(await auditOf(api, id)).toContain(
    'disclosure: Failed: the team post was not handed to Bluesky after all. The browser could not be opened.',
  );
});

test('of two that are handed over at once, the one that failed is the one that is on record as failed', async () => {
  const { api } = await newRecords();
  const waiting: PromiseWithResolvers<void>[] = [];
  const { handlers } = desk(api, {
    open: () => {
      const opening = Promise.withResolvers<void>();
      waiting.push(opening);
      return opening.promise;
    },
  });
  const { id } = await handlers.create(null);
  const { revision } = await handlers.save({ id, revision: 0, content: written });
  const handOver = () => handlers.handOver({ id, revision, networkId: 'bluesky' });
  const first = handOver();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  const second = handOver();
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.resolve();
  await second;
  waiting[0]?.reject(new Error('no browser'));
  await expect(first).rejects.toMatchObject({ code: 'not-opened' });
  const { handOvers } = await handlers.get({ id });
  expect(handOvers.map(({ failedBecause }) => failedBecause)).toEqual(['The browser could not be opened.', null]);
});

test('what was only to be handed over is not said to have been', async () => {
  const { api } = await newRecords();
  const { handlers } = desk(api, { open: () => Promise.reject(new Error('no browser')) });
  const { id } = await handlers.create(null);
  const { revision } = await handlers.save({ id, revision: 0, content: written });
  await expect(handlers.handOver({ id, revision, networkId: 'bluesky' })).rejects.toMatchObject({ code: 'not-opened' });
  await expect(handlers.remove({ id })).rejects.toMatchObject({
    code: 'not-deletable',
    message: expect.stringMatching(/was to be handed over/),
  });
});

test('a draft that never went out can be removed', async () => {
  const { api } = await newRecords();
  const { handlers } = desk(api);
  const { id } = await handlers.create(null);
  await handlers.remove({ id });
  await expect(handlers.get({ id })).rejects.toMatchObject({ code: 'not-found' });
  expect(await auditOf(api, id)).toContain('erasure: Removed a team post that was never handed over.');
});

/** Copies of the first report behind the program's back, as a vault has them after years: nothing of them was read yet. */
const fillVault = (kit: RecordsKit, reports: number): void =>
  kit.behind((db) => {
    db.exec(`WITH RECURSIVE n(i) AS (SELECT max(number) + 1 FROM reports UNION ALL SELECT i + 1 FROM n WHERE i < ${reports})
      INSERT INTO reports (number, id, kind, local_reference, title, status, revision, created_at, updated_at, missing_needed_now,
        missing_before_submission, missing_optional, content)
      SELECT i, printf('0b9f6f0e-8a53-4b6e-9d0c-%012d', i), 'crime', 'NE-4417-' || printf('%05d', i), '', 'draft', 0,
        created_at, updated_at, 0, 0, 0, replace(content, 'Okafor', 'Name' || i)
      FROM n, (SELECT * FROM reports WHERE number = (SELECT max(number) FROM reports))`);
  });

test('of a large vault a bounded part is read at each check, the newest first; nothing goes out until all of it is', async () => {
  const { kit, api } = await newRecords();
  await burglary(api, 'Okafor');
  fillVault(kit, mostReadForOneCheck + 500);
  const { handlers } = desk(api);
  const { id } = await handlers.create(null);
  const text = 'Thanks to Name900 and Okafor';
  const { revision } = await handlers.save({ id, revision: 0, content: { ...written, wording: 'See you there.' } });

  const first = await handlers.check({ text });
  expect([first.reportsCompared, first.reportsTotal]).toEqual([mostReadForOneCheck, mostReadForOneCheck + 500]);
  expect(first.findings.map((finding) => finding.text)).toEqual(['Name900']);
  // The check before handing over reads on: the rest is less than one check's share.
  const second = await handlers.check({ text });
  expect([second.reportsCompared, second.reportsTotal]).toEqual([mostReadForOneCheck + 500, mostReadForOneCheck + 500]);
  expect(second.findings.map((finding) => finding.text)).toEqual(['Name900', 'Okafor']);
  expect((await handlers.handOver({ id, revision, networkId: 'bluesky' })).handOvers).toHaveLength(1);
});

test('while it reads, typing is saved: nothing waits for a large vault', async () => {
  const { kit, api } = await newRecords();
  await burglary(api, 'Okafor');
  fillVault(kit, 600);
  const { handlers } = desk(api);
  const { id } = await handlers.create(null);
  const order: string[] = [];
  const check = handlers.check({ text: 'Okafor' }).then(() => order.push('checked'));
  await handlers.save({ id, revision: 0, content: written });
  order.push('saved');
  await check;
  expect(order).toEqual(['saved', 'checked']);
});

test('a post is kept back while not all reports were compared', async () => {
  const { kit, api } = await newRecords();
  await burglary(api, 'Okafor');
  fillVault(kit, mostReadForOneCheck + 500);
  const { handlers } = desk(api);
  const { id } = await handlers.create(null);
  const { revision } = await handlers.save({ id, revision: 0, content: { ...written, wording: 'Hello Okafor' } });
  await expect(handlers.handOver({ id, revision, networkId: 'bluesky' })).rejects.toMatchObject({
    code: 'not-ready',
    message: expect.stringMatching(/Not all of your reports are compared yet: 500 of 1000/),
  });
});

test('an officer who locks while it reads is not waited for', async () => {
  const { kit, api } = await newRecords();
  await burglary(api, 'Okafor');
  fillVault(kit, 600);
  const check = desk(api).handlers.check({ text: 'Okafor' });
  await api.closeRecords({ at: noon, because: 'test' });
  await expect(check).rejects.toMatchObject({ code: 'locked' });
});

test('a word that is also somebody’s name is known for one, at once and until nobody is called so any more', async () => {
  const { kit, api } = await newRecords();
  const words = ['lane', 'reports', 'ngozi', 'ngozi lane', 'new report'];
  expect(await api.namesAmong({ words })).toEqual({ names: [], isComplete: true });
  const { id } = await burglary(api, 'Lane');
  expect(await api.namesAmong({ words })).toEqual({ names: ['lane', 'ngozi', 'ngozi lane'], isComplete: true });
  const { revision } = await api.getReport({ id, at: noon });
  await api.saveReport({ id, revision, content: emptyReportContent, at: noon });
  expect((await api.namesAmong({ words })).names).toEqual([]);

  // While reports are read for the first time nobody knows: every word may be a name.
  await burglary(api, 'Okafor');
  fillVault(kit, mostReadForOneCheck + 100);
  expect(await api.namesAmong({ words })).toEqual({ names: words, isComplete: false });
  expect(await api.namesAmong({ words })).toEqual({ names: ['ngozi'], isComplete: true });
});
