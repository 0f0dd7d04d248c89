// Session: creates and opens vaults, and locks them again within a second, whatever else is going on.
import { setTimeout as delay } from 'node:timers/promises';
import { KerbdeskError } from '#contract/errors.ts';
import { forceConfiguration } from '#contract/report-forms.ts';
import { officerId, type OfficerId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { SessionState } from '#contract/session.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DevicePolicy, DeviceSecret, DeskStateFile } from '../../ports/device.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ProcessHost } from '../../ports/process-host.ts';
import type { VaultDirectory } from '../../ports/vault-directory.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { connectVault, type VaultConnection } from './vault-connection.ts';

export type LockReason = SessionState['lockedBecause'];

/** The two add up to less than the second in which a lock must be done. */
const flushGraceMilliseconds = 450;
const closeGraceMilliseconds = 400;

export interface SessionDependencies {
  readonly processes: ProcessHost;
  readonly directory: VaultDirectory;
  readonly policy: DevicePolicy;
  readonly deviceSecret: DeviceSecret;
  readonly desk: DeskStateFile;
  readonly clock: Clock;
  readonly events: EventBus;
  readonly logger: Logger;
  /** Wipes what the windows hold in memory. */
  readonly reloadWindows: () => void;
}

export interface SessionService {
  readonly handlers: FeatureHandlers<'session'>;
  /** The open vault; throws `locked`. */
  vault(): VaultHostApi;
  unlockedOfficer(): OfficerId | null;
  /** Asks the windows to hand over unsaved typing, waits a moment, then locks. */
  lock(because: LockReason): Promise<void>;
  /** Locks for good: the program is about to end. */
  stop(): Promise<void>;
  onUnlocked(listener: (id: OfficerId) => void): void;
  /** Waited for, a short while, before the vault closes: what must still go on record. */
  onLocking(listener: () => Promise<void>): void;
  onLocked(listener: () => void): void;
  state(): Promise<SessionState>;
}

export function createSessionService(dependencies: SessionDependencies): SessionService {
  const { directory, policy, deviceSecret, desk, clock, events, logger } = dependencies;
  const unlockedListeners: ((id: OfficerId) => void)[] = [];
  const lockingListeners: (() => Promise<void>)[] = [];
  const lockedListeners: (() => void)[] = [];
  let open: { connection: VaultConnection; officer: OfficerId } | null = null;
  let lockedBecause: LockReason = 'start';
  let locking: Promise<void> | null = null;
  let flushed: (() => void) | null = null;
  // Counts the wishes to lock: one that comes while a vault is being opened must win.
  let lockWishes = 0;
  // Creating and unlocking take turns: two at once would leave two processes with keys.
  let turn: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const minimumLength =
    deviceSecret.keystore === 'available' ? policy.minimumPassphraseLength : policy.minimumPassphraseLengthAlone;

  async function state(): Promise<SessionState> {
    const { vaults, unreadable } = await directory.list(clock.now());
    const last = desk.read().lastOfficer;
    const known = vaults.some((vault) => vault.facts.officer.id === last);
    return {
      phase: open ? 'unlocked' : 'locked',
      keystore: deviceSecret.keystore,
      vaults: vaults.map(({ facts, condition, triesLeft, retryAt }) => ({
        officer: facts.officer,
        condition,
        triesLeft,
        retryAt,
      })),
      unreadableVaults: [...unreadable],
      current: open?.officer ?? (known ? last : (vaults[0]?.facts.officer.id ?? null)),
      lockedBecause,
      minimumPassphraseLength: minimumLength,
    };
  }

  async function announce(): Promise<SessionState> {
    const now = await state();
    events.emit('session', 'changed', now);
    return now;
  }

  function requireStrong(passphrase: string): void {
    if (passphrase.length >= minimumLength) return;
    throw new KerbdeskError(
      'passphrase-too-weak',
      `Use at least ${minimumLength} characters: a few unrelated words are easiest to remember.`,
    );
  }

  /** `work` hears how many wishes to lock there were when the officer asked for it, however long it had to wait. */
  function inTurn<Value>(work: (wishesBefore: number) => Promise<Value>): Promise<Value> {
    const wishesBefore = lockWishes;
    const result = turn.then(() => work(wishesBefore));
    turn = result.catch(() => undefined);
    return result;
  }

  /** Starting a process takes as long as half an unlock: one waits behind the lock screen, with no key in it yet. */
  let standby: VaultConnection | null = null;
  function prepare(): void {
    if (standby || stopped) return;
    const waiting = connectVault(dependencies.processes);
    standby = waiting;
    void waiting.ended.finally(() => {
      if (standby === waiting) standby = null;
    });
  }
  function takeConnection(): VaultConnection {
    const connection = standby ?? connectVault(dependencies.processes);
    standby = null;
    return connection;
  }

  async function openVault(id: OfficerId, passphrase: string, wishesBefore: number): Promise<void> {
    const connection = takeConnection();
    try {
      await connection.api.open({
        folder: directory.folderFor(id),
        passphrase,
        deviceSecret: deviceSecret.secret,
        forms: forceConfiguration(),
        at: clock.now(),
      });
      if (lockWishes !== wishesBefore)
        throw new KerbdeskError('locked', 'The vault was locked again while it was being opened.');
    } catch (error) {
      connection.end();
      prepare();
      // The number of tries left has changed, or the vault is gone: the lock screen shows it.
      await announce();
      throw error;
    }
    open = { connection, officer: id };
    void connection.ended.then(({ wanted }) => (wanted ? undefined : lostVault(connection)));
    await desk.write({ lastOfficer: id });
    for (const listener of unlockedListeners) listener(id);
  }

  async function lostVault(connection: VaultConnection): Promise<void> {
    if (open?.connection !== connection) return;
    logger.error('vault host ended by itself');
    open = null;
    await afterLock('fault');
  }

  async function afterLock(because: LockReason): Promise<void> {
    lockedBecause = because;
    prepare();
    for (const listener of lockedListeners) listener();
    await announce();
    dependencies.reloadWindows();
  }

  async function lockNow(because: LockReason, askWindows: boolean): Promise<void> {
    const waitsFor: Promise<unknown>[] = lockingListeners.map((listener) => listener());
    if (askWindows) {
      const answered = new Promise<void>((resolve) => {
        flushed = resolve;
      });
      waitsFor.push(answered);
      events.emit('session', 'locking', { graceMilliseconds: flushGraceMilliseconds });
    }
    if (waitsFor.length > 0) await Promise.race([Promise.allSettled(waitsFor), delay(flushGraceMilliseconds)]);
    flushed = null;
    const closing = open;
    if (!closing) return;
    open = null;
    await Promise.race([
      closing.connection.api
        .close({ at: clock.now(), because })
        .catch((error: unknown) => logger.warn('vault did not close cleanly', { error: toError(error) })),
      delay(closeGraceMilliseconds),
    ]);
    closing.connection.end();
    await afterLock(because);
  }

  function lock(because: LockReason, askWindows: boolean): Promise<void> {
    lockWishes += 1;
    if (!open) return Promise.resolve();
    locking ??= lockNow(because, askWindows).finally(() => {
      locking = null;
    });
    return locking;
  }

  prepare();

  return {
    state,
    async stop() {
      stopped = true;
      await lock('officer', true);
      standby?.end();
    },
    lock: (because) => lock(because, true),
    unlockedOfficer: () => open?.officer ?? null,
    onUnlocked: (listener) => void unlockedListeners.push(listener),
    onLocking: (listener) => void lockingListeners.push(listener),
    onLocked: (listener) => void lockedListeners.push(listener),
    vault() {
      if (!open)
        throw new KerbdeskError('locked', 'The vault is locked. Unlock it to go on; everything saved is kept.');
      return open.connection.api;
    },
    handlers: {
      state: () => state(),
      create: ({ officer, passphrase }) =>
        inTurn(async (wishesBefore) => {
          requireStrong(passphrase);
          if (deviceSecret.keystore !== 'missing' && !deviceSecret.secret) {
            throw new KerbdeskError(
              'keystore-missing',
              'This laptop’s keystore did not give its key, so no new vault was made. Sign in to the laptop again, or ask IT.',
            );
          }
          const existing = await directory.list(clock.now());
          const shoulderNumber = officer.shoulderNumber.toUpperCase();
          if (existing.vaults.some((vault) => vault.facts.officer.shoulderNumber.toUpperCase() === shoulderNumber)) {
            throw new KerbdeskError(
              'officer-exists',
              `There is a vault for ${shoulderNumber} on this laptop already. Unlock that one.`,
            );
          }
          const id = officerId.parse(crypto.randomUUID());
          const connection = takeConnection();
          prepare();
          try {
            await connection.api.create({
              folder: directory.folderFor(id),
              officer: { ...officer, id },
              passphrase,
              deviceSecret: deviceSecret.secret,
              escrowPublicKey: policy.escrowPublicKey,
              kdf: policy.kdf,
              at: clock.now(),
            });
          } finally {
            connection.end();
          }
          await openVault(id, passphrase, wishesBefore);
          return announce();
        }),
      unlock: ({ officerId: id, passphrase }) =>
        inTurn(async (wishesBefore) => {
          if (open) return state();
          const { vaults } = await directory.list(clock.now());
          if (!vaults.some((vault) => vault.facts.officer.id === id)) {
            throw new KerbdeskError('not-found', 'This officer has no vault on this laptop.');
          }
          await openVault(id, passphrase, wishesBefore);
          return announce();
        }),
      async lock() {
        // While main waits for unsaved typing, this is the window's word that all of it was handed over.
        flushed?.();
        await lock('officer', false);
        return state();
      },
      async changePassphrase({ current, next }) {
        requireStrong(next);
        if (!open) throw new KerbdeskError('locked', 'The vault is locked. Unlock it first.');
        await open.connection.api.changePassphrase({
          current,
          next,
          deviceSecret: deviceSecret.secret,
          kdf: policy.kdf,
          at: clock.now(),
        });
        return null;
      },
    },
  };
}
