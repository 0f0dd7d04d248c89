// What the real encrypted records keep of an identification: every use of the power with its grounds and its end, nothing that is
// taken back, and no print.
import { expect, test } from 'vitest';
import { factsOf } from '#contract/identify/audit-facts.ts';
import { advance } from '#contract/identify/advance.ts';
import { emptyIdentification } from '#contract/identify/draft.ts';
import type { Identification, IdentificationEvent } from '#contract/identify.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { byConsent, byPower, candidate, flagged, start, told, walk, wayTo } from '../../support/made-identification.ts';
import { newRecords } from '../../support/records-kit.ts';
import { codeOf, later, noon } from '../../support/vault-kit.ts';

const at = later(noon, 60);

async function begun() {
  const { kit, api } = await newRecords();
  const kept = await api.beginIdentification({ reportId: null, at: noon });
  const officer = kit.officer.id;
  const own = { ...start, id: kept.id, startedAt: kept.startedAt };
  const keep = (state: Identification) => api.keepIdentification({ facts: factsOf(state, officer), at });
  return { kit, api, kept, own, keep, officer };
}

const trailOf = async (api: RecordsWorkerApi, subjectId: string): Promise<string[]> =>
  (await api.listAudit({ before: null, limit: 100, subjectId, at })).entries
    .toReversed()
    .map(({ operation, what }) => `${operation}: ${what}`);

test('a whole identification tells its trail each fact once, in the order in which it happened, and signs the purge and the end', async () => {
  const { api, own, keep } = await begun();
  let state: Identification = own;
  await keep(state);
  for (const event of wayTo('done')) {
    state = walk(state, event);
    await keep(state);
  }
  expect(await trailOf(api, own.id)).toEqual([
    'collection: Began an identification by fingerprint.',
    'collection: Prints under PACE 1984 s61(6A): “Theft from a shop” is suspected, and the name is doubted: “Two names given within a minute”. At High Street.',
    'collection: Told spoken: the reason, “To find out who you are”, the authority, and that the prints may be the subject of a speculative search.',
    'collection: The reader takes: right index finger.',
    expect.stringMatching(
      /^disclosure: Sent to Police \(IDENT1\) and Immigration \(IABS\), transaction \S+: right index finger\.$/,
    ),
    'consultation: Police (IDENT1): hit, one candidate after 4.1 s.',
    'consultation: Immigration (IABS): hit, one candidate after 4.1 s.',
    expect.stringMatching(
      /^erasure: Fingerprints purged: 9 images and templates overwritten in memory \(1\.2 MB\)\. None was kept\.$/,
    ),
    'collection: Command & Control contacted, spoke to “Control room 3”: “Detain until collected”.',
    'collection: Identified. Then: no further action. Person: 30 years (estimated), male, ethnicity by themselves NS, by the officer IC1.',
  ]);
  expect(await api.getIdentification({ id: own.id })).toMatchObject({
    facts: { outcome: 'identified', purge: { buffers: 9 }, endedAt: expect.any(String) as string },
  });
  expect(await api.verifyAudit({ at })).toMatchObject({ intact: true, checkpoints: 3 });
});

test('nothing that a database said of anybody, and no draft of it, is in the records', async () => {
  const { kit, own, keep } = await begun();
  await keep(walk(own, ...wayTo('done')));
  const { name, aliases, birth, description, police, immigration } = candidate('police-1', flagged).person;
  const rows = JSON.stringify(
    kit.behind((db) => [
      db.prepare('SELECT * FROM identifications').all(),
      db.prepare('SELECT * FROM audit_entries').all().map(String),
    ]),
  );
  for (const words of [name.family, aliases[0]?.family, birth.date, description, police?.pncId, immigration?.flag])
    expect([words, rows.includes(words ?? '')]).toEqual([words, false]);
});

test('what is typed is kept until it is on record what the person was told, and not rewritten afterwards', async () => {
  const { api, kept, own, keep } = await begun();
  const draft = { ...emptyIdentification, place: 'High Street', suspectedOffence: 'Theft' };
  const saved = await api.saveIdentificationDraft({ id: kept.id, revision: 0, draft, at });
  expect(saved).toMatchObject({ revision: 1, draft, facts: null });
  expect(await codeOf(api.saveIdentificationDraft({ id: kept.id, revision: 0, draft: emptyIdentification, at }))).toBe(
    'revision-conflict',
  );
  await keep(walk(own, { kind: 'power-recorded', power: byPower }));
  const more = { ...draft, toldReason: 'To find out who you are' };
  expect(await api.saveIdentificationDraft({ id: kept.id, revision: 2, draft: more, at })).toMatchObject({
    revision: 3,
  });
  await keep(walk(own, ...wayTo('fingers')));
  expect(await codeOf(api.saveIdentificationDraft({ id: kept.id, revision: 4, draft, at }))).toBe('out-of-order');
});

test.for<[string, IdentificationEvent[]]>([
  [
    'other grounds once a finger is asked for',
    [
      { kind: 'power-recorded', power: byConsent },
      { kind: 'told', notice: told },
      { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: null }] },
    ],
  ],
  ['fewer steps than there were', [{ kind: 'power-recorded', power: byPower }]],
])('%s are refused, and what is on record stays', async ([, events]) => {
  const { api, own, keep } = await begun();
  await keep(walk(own, ...wayTo('capture')));
  const before = await api.getIdentification({ id: own.id });
  expect(await codeOf(keep(walk(own, ...events)))).toBe('out-of-order');
  expect(await api.getIdentification({ id: own.id })).toEqual(before);
});

test('one that is over stays as it is, and none of which a power was used is ever deleted', async () => {
  const { kit, own, keep } = await begun();
  await keep(walk(own, ...wayTo('done')));
  expect(await codeOf(keep(walk(own, ...wayTo('capture'))))).toBe('out-of-order');
  expect(() => kit.behind((db) => db.exec('DELETE FROM identifications'))).toThrow('stays on record');
  expect(() => kit.behind((db) => db.exec(`UPDATE identifications SET facts = '{}'`))).toThrow('stays as it is');
});

test('what the end of the program cut off is over at the next unlock, and the trail says that no purge was told', async () => {
  const { api, own, keep } = await begun();
  await keep(walk(own, ...wayTo('search')));
  expect(await api.closeInterruptedIdentifications({ at })).toBe(1);
  expect(await api.getIdentification({ id: own.id })).toMatchObject({
    facts: { stopped: 'program-failed', purge: null, endedAt: at },
  });
  expect((await trailOf(api, own.id)).at(-1)).toBe(
    'collection: Given up: program failed. The program ended before it could say that the prints were overwritten. They were in its memory only, which ended with it.',
  );
  expect(await api.closeInterruptedIdentifications({ at })).toBe(0);
});

test('every step can be kept, however it was given up', async () => {
  for (const step of ['power', 'notice', 'fingers', 'capture', 'search', 'comparison', 'outcome'] as const) {
    const { api, own, keep } = await begun();
    let state = walk(own, ...wayTo(step));
    await keep(state);
    const stopped = advance(state, { kind: 'stopped', why: 'cancelled', at });
    if (!stopped.ok) throw new Error(stopped.refusal.words);
    state = stopped.state;
    if (state.step === 'stopping')
      state = walk(state, { kind: 'purged', receipt: { at, buffers: 1, bytes: 1, outOfReach: 0 } });
    if (state.step === 'stopped') state = walk(state, { kind: 'purge-shown' });
    const kept = await keep(state);
    expect([step, kept.facts?.stopped, kept.facts?.purge === null]).toEqual([
      step,
      'cancelled',
      ['power', 'notice', 'fingers'].includes(step),
    ]);
    expect((await api.listIdentifications()).map(({ id }) => id)).toEqual([own.id]);
  }
});
