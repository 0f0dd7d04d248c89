// Sessions with real vault-host processes: what locking ends, what it waits for, and what it does not wait for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OfficerId } from '#contract/ids.ts';
import type { SessionState } from '#contract/session.ts';
import { emptyReportContent } from '#contract/reports.ts';
import { defaultVictimRules } from '#contract/victims/rules.ts';
import { createSessionService, type SessionService } from '../../../main/features/session/index.ts';
import type { EventBus } from '../../../main/ipc/event-bus.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import type { DevicePolicy } from '../../../main/ports/device.ts';
import { silentLogger } from '../../../main/ports/logger.ts';
import { openDeskState } from '../../../main/storage/device/desk-state.ts';
import { createVaultDirectory } from '../../../main/storage/vault/vault-directory.ts';
import { createNodeProcessHost, type NodeHostedProcess } from '../../support/hosted-process.ts';

const passphrase = 'copper kettle marsh';
const officer = { name: 'Ada Okafor', rank: 'PC', shoulderNumber: '4417NE' };
const policy: DevicePolicy = {
  // The least that vault.json accepts: these tests are about processes, not about stretching.
  kdf: { algorithm: 'argon2id', memoryKiB: 65_536, passes: 2 },
  minimumPassphraseLength: 8,
  minimumPassphraseLengthAlone: 16,
  escrowPublicKey: null,
  longestIdleLockMinutes: 15,
  retention: { mode: 'by-hand', undoHours: 24, categories: null },
  externalOrigins: [],
  tagTemplates: [],
  cameraLayouts: [],
  cameraPlugIns: null,
  biometricGateway: null,
  teamPosts: { networks: [], detailWords: [] },
  eraseFromCamera: 'ask',
  victimUpdates: defaultVictimRules,
};

let folder: string;
let processes: ReturnType<typeof createNodeProcessHost>;
let session: SessionService;
let emitted: [string, unknown][];
let reloads: number;
/** What the window does when it is asked to hand over its typing. */
let onLocking: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbdesk-session-'));
  processes = createNodeProcessHost();
  emitted = [];
  reloads = 0;
  onLocking = () => undefined;
  const events: EventBus = {
    emit(feature, event, payload) {
      emitted.push([`${feature}.${event}`, payload]);
      if (event === 'locking') onLocking();
    },
  };
  session = createSessionService({
    processes,
    directory: createVaultDirectory(folder),
    policy,
    deviceSecret: { keystore: 'available', secret: new Uint8Array(32).fill(7), resumeKey: new Uint8Array(32) },
    desk: openDeskState(folder, silentLogger),
    clock: systemClock,
    events,
    logger: silentLogger,
    reloadWindows: () => void reloads++,
  });
});

afterEach(async () => {
  await session.stop();
  for (const { child } of processes.started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const isRunning = ({ child }: NodeHostedProcess): boolean => child.exitCode === null && child.signalCode === null;
const ended = ({ child }: NodeHostedProcess): Promise<void> =>
  new Promise((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', () => resolve()) : resolve(),
  );
const idOf = (state: SessionState): OfficerId => state.vaults[0]?.officer.id as OfficerId;
const lastState = (): SessionState => emitted.findLast(([name]) => name === 'session.changed')?.[1] as SessionState;

async function created(): Promise<{ id: OfficerId; holder: NodeHostedProcess }> {
  const state = await session.handlers.create({ officer, passphrase });
  const holder = processes.started[1];
  if (!holder) throw new Error('no process holds the vault');
  return { id: idOf(state), holder };
}

describe('a lock', () => {
  it('ends the process that held the keys, and says so to the window', async () => {
    const { holder } = await created();
    expect(isRunning(holder)).toBe(true);
    await session.lock('suspend');
    await ended(holder);
    expect(() => session.vault()).toThrow(expect.objectContaining({ code: 'locked' }) as Error);
    expect(lastState()).toMatchObject({ phase: 'locked', lockedBecause: 'suspend' });
    expect(reloads).toBe(1);
  });

  it('keeps what the window hands over when it is asked to', async () => {
    const { id } = await created();
    const report = await session.vault().createReport({ kind: 'crime', parentId: null, at: systemClock.now() });
    const content = { ...emptyReportContent, values: { narrative: 'typed a moment ago' } };
    onLocking = () => {
      onLocking = () => undefined;
      const saved = session
        .vault()
        .saveReport({ id: report.id, revision: report.revision, content, at: systemClock.now() });
      void saved.then(() => session.handlers.lock(null));
    };
    await session.lock('idle');
    await session.handlers.unlock({ officerId: id, passphrase });
    expect((await session.vault().getReport({ id: report.id, at: systemClock.now() })).content).toEqual(content);
  });

  it('does not wait for a window that never answers', async () => {
    const { holder } = await created();
    await session.lock('system-lock');
    await ended(holder);
    expect((await session.state()).phase).toBe('locked');
  });

  it('wins over an unlock that is under way', async () => {
    const { id } = await created();
    await session.lock('officer');
    const opening = session.handlers.unlock({ officerId: id, passphrase });
    // The vault host is at work by now; it cannot be done in a single turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await session.lock('suspend');
    await expect(opening).rejects.toMatchObject({ code: 'locked' });
    expect((await session.state()).phase).toBe('locked');
  });
});

describe('a vault', () => {
  it('that stops by itself locks the desk with a reason, and opens again', async () => {
    const { id, holder } = await created();
    const waiting = session.vault().verifyAudit({ at: systemClock.now() });
    holder.child.kill('SIGKILL');
    await expect(waiting).rejects.toMatchObject({ code: 'vault-host-ended' });
    await expect.poll(() => lastState().lockedBecause).toBe('fault');
    expect((await session.handlers.unlock({ officerId: id, passphrase })).phase).toBe('unlocked');
  });

  it('does not open twice when two unlocks come at once', async () => {
    const { id } = await created();
    await session.lock('officer');
    const both = await Promise.all([1, 2].map(() => session.handlers.unlock({ officerId: id, passphrase })));
    expect(both.map((state) => state.phase)).toEqual(['unlocked', 'unlocked']);
    expect(processes.started.filter(isRunning)).toHaveLength(1);
  });

  it('is not made with a passphrase that is too short, nor twice for one shoulder number', async () => {
    await expect(session.handlers.create({ officer, passphrase: 'short' })).rejects.toMatchObject({
      code: 'passphrase-too-weak',
    });
    await created();
    await expect(
      session.handlers.create({ officer: { ...officer, shoulderNumber: '4417ne' }, passphrase }),
    ).rejects.toMatchObject({ code: 'officer-exists' });
  });

  it('tells how many tries are left after a wrong passphrase, and leaves no process with keys', async () => {
    const { id } = await created();
    await session.lock('officer');
    await expect(session.handlers.unlock({ officerId: id, passphrase: 'wrong words' })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(lastState().vaults[0]?.triesLeft).toBe(9);
    await expect.poll(() => processes.started.filter(isRunning).length).toBe(1);
  });
});
