// An identification through the real processes, as the page asks for it: nothing is taken before it may be, and what is missing is
// said before a finger is laid on the glass.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyIdentification } from '#contract/identify/draft.ts';
import type { IdentificationId } from '#contract/ids.ts';
import { command } from '../support/kerbdesk-api.ts';
import { lock, makeVault, unlock } from '../support/officer.ts';
import { identifyHosts } from '../support/processes.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

let profile: Profile;
let running: RunningProgram;

beforeAll(async () => {
  profile = new Profile({ quickUnlock: true });
  running = await profile.launch();
  await makeVault(running.page);
});
afterAll(() => profile.remove());

const draft = {
  ...emptyIdentification,
  place: 'High Street',
  path: 'pace-61-6a' as const,
  suspectedOffence: 'Theft from a shop',
  nameGround: 'not-known' as const,
  groundOfDoubt: 'Says nothing',
  toldReason: 'To find out who you are',
  toldAuthority: true,
  toldSpeculativeSearch: true,
  toldWay: 'spoken' as const,
};

/** To where fingers may be taken. */
async function toCapture(page: Page): Promise<IdentificationId> {
  const { id } = (await command(page, 'identify', 'begin', { reportId: null })).kept;
  await expect(command(page, 'identify', 'recordPower', { id })).rejects.toThrow('not-ready');
  await command(page, 'identify', 'saveDraft', { id, revision: 0, draft });
  await command(page, 'identify', 'recordPower', { id });
  await command(page, 'identify', 'recordNotice', { id });
  const event = { kind: 'fingers-chosen' as const, fingers: [{ position: 2 as const, notTaken: null }] };
  expect((await command(page, 'identify', 'record', { id, event })).state?.step).toBe('capture');
  return id;
}

test('a laptop without reader and gateway says so; a finger cannot be taken, and stopping leaves the process gone and the purge on record', async () => {
  const { page, program } = running;
  expect(await command(page, 'identify', 'readiness', null)).toEqual({
    readers: [],
    gatewayProblem: { cause: 'not-configured', words: expect.stringContaining('No gateway is set up') as string },
    isReference: false,
  });
  expect(identifyHosts(program)).toHaveLength(1);
  const id = await toCapture(page);
  const finger = { id, readerId: 'none', position: 2 as const };
  await expect(command(page, 'identify', 'capture', finger)).rejects.toThrow('not-found');
  const stopped = await command(page, 'identify', 'record', { id, event: { kind: 'stopped', why: 'cancelled' } });
  expect(stopped.state).toMatchObject({ step: 'stopped', purge: { buffers: 0, outOfReach: 0 } });
  expect(identifyHosts(program)).toHaveLength(0);
  await command(page, 'identify', 'record', { id, event: { kind: 'purge-shown' } });
  const { entries } = await command(page, 'audit', 'list', { before: null, limit: 50, subjectId: id });
  expect(entries.map(({ operation }) => operation).toReversed()).toEqual([
    'collection',
    'collection',
    'collection',
    'collection',
    'erasure',
    'collection',
  ]);
});

test('one that is in hand when the vault locks is over, its purge was on record before the vault closed', async () => {
  const { page, program } = running;
  const id = await toCapture(page);
  await lock(page);
  expect(identifyHosts(program)).toHaveLength(0);
  await unlock(page);
  await expect
    .poll(async () => (await command(page, 'identify', 'get', { id })).kept.facts)
    .toMatchObject({ stopped: 'locked', purge: { outOfReach: 0 }, endedAt: expect.any(String) as string });
});
