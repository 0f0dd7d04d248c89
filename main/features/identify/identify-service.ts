// Identifications by fingerprint: one in hand at a time, walked by the contract's table and by nothing else. Prints are in the identify
// host alone; whatever ends an identification has them overwritten there first, then ends that process.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { KerbdeskError } from '#contract/errors.ts';
import { advance, begin, type Advanced } from '#contract/identify/advance.ts';
import { factsOf } from '#contract/identify/audit-facts.ts';
import type { FinalAnswer } from '#contract/identify/answers.ts';
import { gapsOfNotice, gapsOfPower, noticeOf, powerOf, type DraftGap } from '#contract/identify/draft.ts';
import type { IdentificationView, OfficerEvent } from '#contract/identify/feature.ts';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { Identification, IdentificationEvent, PurgeReceipt } from '#contract/identify.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { IdentificationId, OfficerId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { SearchState } from '#contract/biometric-search.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { GatewayPolicy } from '../../ports/biometric-gateway-policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ProcessHost } from '../../ports/process-host.ts';
import { toError } from '../../ports/to-error.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { createHostConnection } from './host-connection.ts';
import { InHand } from './in-hand.ts';

/** What the Home Office promises the officer at the kerb. */
export const searchMilliseconds = 60_000;
/** Should the host not even say that its time is over. */
const graceMilliseconds = 2000;
/** A lock does not wait longer for the overwriting; ending the process takes the memory away in any case. */
const purgeMilliseconds = 2000;

/** Prints do not wait in memory for somebody who has walked away from the glass: from the last thing done there. */
export const captureMilliseconds = 5 * 60_000;

export interface IdentifyDependencies {
  readonly vault: () => VaultHostApi;
  readonly unlockedOfficer: () => OfficerId | null;
  readonly processes: ProcessHost;
  /** Null where IT has set up none. */
  readonly gateway: GatewayPolicy | null;
  readonly clock: Clock;
  readonly events: EventBus;
  readonly logger: Logger;
}

export interface IdentifyService {
  readonly handlers: FeatureHandlers<'identify'>;
  /** An unlock: what the program's end cut off is put on record as that. */
  unlocked(): Promise<void>;
  /** Before the vault closes: prints are overwritten, and that they were is on record. */
  locking(): Promise<void>;
  stop(): void;
}

const incomplete = (gaps: readonly DraftGap[]): KerbdeskError =>
  new KerbdeskError('not-ready', `${gaps.map(({ words }) => words).join('. ')}.`);
const locked = (): KerbdeskError => new KerbdeskError('locked', 'Kerbdesk is locked. Unlock it, then do it again.');
const notInHand = (): KerbdeskError =>
  new KerbdeskError('out-of-order', 'This identification is not in hand any more. Begin a new one.');
const oneAtATime = (): KerbdeskError =>
  new KerbdeskError('busy', 'Another identification is under way. Finish it or stop it first.');

const mayHavePrints = ({ step }: Identification): boolean =>
  step === 'capture' || step === 'search' || step === 'purge' || step === 'stopping';
const isOver = ({ step }: Identification): boolean => step === 'done' || step === 'ended';

export function createIdentifyService(dependencies: IdentifyDependencies): IdentifyService {
  const { vault, gateway, clock, events, logger } = dependencies;
  let inHand: InHand | null = null;
  /** At the glass and while it is searched: prints have an end in any case. */
  let guard: ReturnType<typeof setTimeout> | null = null;
  /** The host of the one in hand ended by itself. */
  let isLost = false;

  const host = createHostConnection({
    processes: dependencies.processes,
    start: { gateway },
    listen(client) {
      client.on('readers', (readers) => {
        events.emit('identify', 'readers', { readers });
        // Also between two fingers: whoever pulls the reader is done, and the prints do not wait for what comes next.
        heard(({ state, readerId }) =>
          state.step === 'capture' && readerId !== null && !readers.some(({ id }) => id === readerId)
            ? { kind: 'stopped', why: 'reader-unplugged', at: clock.now() }
            : null,
        );
      });
      client.on('frame', (frame) => {
        if (inHand?.capturing === frame.position) events.emit('identify', 'frame', { id: inHand.id, frame });
      });
      client.on('captured', ({ position, score }) => {
        heard((now) => {
          if (now.capturing === position) now.capturing = null;
          return { kind: 'captured', position, score, at: clock.now() };
        });
      });
      client.on('captureFailed', ({ isUnplugged, words }) => {
        heard((now) => {
          now.capturing = null;
          now.problem = words;
          return isUnplugged ? { kind: 'stopped', why: 'reader-unplugged', at: clock.now() } : null;
        });
      });
      client.on('search', (search) => {
        heard((now) => {
          // What its cancelling ends with is no news of any database.
          if (now.state.step !== 'search') return null;
          now.search = search;
          // Whoever has not said anything by now says nothing any more.
          return search.phase === 'ended' ? { kind: 'deadline-passed' } : null;
        });
      });
    },
    onLost(code) {
      logger.error('identify host ended', { code });
      // What it held before there was a finger to take: nothing. The next question starts another.
      if (inHand === null || !mayHavePrints(inHand.state)) return;
      isLost = true;
      heard((now) => {
        now.capturing = null;
        return { kind: 'stopped', why: 'program-failed', at: clock.now() };
      });
    },
  });

  const view = (now: InHand): IdentificationView => ({
    kept: now.kept,
    state: now.state,
    search: now.search,
    capturing: now.capturing,
    problem: now.problem,
  });
  const viewOf = (kept: KeptIdentification): IdentificationView =>
    inHand?.id === kept.id ? view(inHand) : { kept, state: null, search: null, capturing: null, problem: null };

  function mine(id: IdentificationId): InHand {
    if (inHand?.id !== id) throw notInHand();
    return inHand;
  }

  /** What the program itself saw happen: it has happened, whether or not it can be put on record at this moment. */
  function heard(what: (now: InHand) => IdentificationEvent | null): void {
    const now = inHand;
    if (now === null || isOver(now.state)) return;
    const event = what(now);
    const turn = event === null ? Promise.resolve() : take(now, event);
    turn
      .catch((error: unknown) => logger.warn('an identification went on without its record', { error: toError(error) }))
      .finally(() => events.emit('identify', 'changed', { id: now.id }));
  }

  /** The event happens or is refused; the purge that it asks for follows before anybody is answered. */
  async function take(now: InHand, event: IdentificationEvent): Promise<void> {
    await now.inTurn(async () => {
      const next = afterAnswers(withAnswersOf(now.search, now.state), event);
      // Such as a frame that came after the officer had stopped.
      if (!next.ok) throw new KerbdeskError('out-of-order', next.refusal.words);
      await now.become(next.state);
      if (next.state.step === 'purge' || next.state.step === 'stopping') await purge(now);
    });
    if (isOver(now.state) && inHand === now) letGo();
    if (inHand === now && now.state.step === 'capture') watchTheGlass();
  }

  function guardWith(event: () => IdentificationEvent, milliseconds: number): void {
    if (guard !== null) clearTimeout(guard);
    guard = setTimeout(() => heard(event), milliseconds);
    guard.unref();
  }

  const watchTheGlass = (): void =>
    guardWith(() => ({ kind: 'stopped', why: 'took-too-long', at: clock.now() }), captureMilliseconds);

  async function purge(now: InHand): Promise<void> {
    if (guard !== null) clearTimeout(guard);
    guard = null;
    now.capturing = null;
    const receipt = await overwritten(now);
    const next = advance(now.state, { kind: 'purged', receipt });
    if (!next.ok) throw new KerbdeskError('out-of-order', next.refusal.words);
    await now.become(next.state);
  }

  async function overwritten({ state }: InHand): Promise<PurgeReceipt> {
    const prints = 'fingers' in state ? state.fingers.filter(({ status }) => status === 'captured').length : 0;
    // Nobody has seen them overwritten: their process ended by itself, or did not answer and was ended. A frame may have been among them.
    const unseen = (): PurgeReceipt => ({ at: clock.now(), buffers: 0, bytes: 0, outOfReach: Math.max(1, prints) });
    // No finger was laid on the glass for it: the process was never asked for.
    if (!host.isRunning() && !isLost && prints === 0) return { at: clock.now(), buffers: 0, bytes: 0, outOfReach: 0 };
    if (!host.isRunning()) return unseen();
    const answered = await Promise.race([
      host
        .api()
        .purge()
        .catch(() => null),
      delay(purgeMilliseconds, null, { ref: false }),
    ]);
    host.end();
    return answered === null ? unseen() : { ...answered, at: clock.now() };
  }

  /** What is on record as not taken is not read any more, and what was read of it is never sent. */
  async function throwAway(now: InHand, position: PrintPosition): Promise<void> {
    if (!host.isRunning()) return;
    if (now.capturing === position) {
      now.capturing = null;
      await host.api().stopCapture();
    }
    await host.api().discard({ position });
  }

  function letGo(): void {
    if (guard !== null) clearTimeout(guard);
    guard = null;
    host.end();
    inHand = null;
    isLost = false;
  }

  async function tellAfter(id: IdentificationId, work: () => Promise<void>): Promise<IdentificationView> {
    const now = mine(id);
    now.problem = null;
    try {
      await work();
    } finally {
      events.emit('identify', 'changed', { id });
    }
    return view(now);
  }

  function stamped(event: OfficerEvent): IdentificationEvent {
    const at = clock.now();
    if (event.kind === 'control-contacted') return { ...event, contact: { ...event.contact, at } };
    if (event.kind === 'outcome-recorded') return { ...event, outcome: { ...event.outcome, at } };
    return event.kind === 'stopped' ? { ...event, at } : event;
  }

  return {
    handlers: {
      list: () => vault().listIdentifications(),

      async begin({ reportId }) {
        if (inHand !== null) throw oneAtATime();
        return viewOf(await vault().beginIdentification({ reportId, at: clock.now() }));
      },

      get: async ({ id }) => viewOf(await vault().getIdentification({ id })),

      async saveDraft(input) {
        const kept = await vault().saveIdentificationDraft({ ...input, at: clock.now() });
        if (inHand?.id === kept.id) inHand.kept = kept;
        return kept;
      },

      async recordPower({ id }) {
        const kept = await vault().getIdentification({ id });
        if (inHand !== null && inHand.id !== id) throw oneAtATime();
        if (kept.facts !== null && inHand === null) throw notInHand();
        const power = powerOf(kept.draft);
        if (power === null) throw incomplete(gapsOfPower(kept.draft));
        const officer = dependencies.unlockedOfficer();
        if (officer === null) throw locked();
        const first = begin({ id, startedAt: kept.startedAt, place: kept.draft.place.trim() });
        inHand ??= new InHand(kept, first, (state) =>
          vault().keepIdentification({ facts: factsOf(state, officer), at: clock.now() }),
        );
        const now = inHand;
        try {
          return await tellAfter(id, () => take(now, { kind: 'power-recorded', power }));
        } catch (error) {
          if (now.state.step === 'power') letGo();
          throw error;
        }
      },

      async recordNotice({ id }) {
        const now = mine(id);
        const notice = noticeOf(now.kept.draft, clock.now());
        if (notice === null) throw incomplete(gapsOfNotice(now.kept.draft));
        return tellAfter(id, () => take(now, { kind: 'told', notice }));
      },

      record: ({ id, event }) =>
        tellAfter(id, async () => {
          const now = mine(id);
          await take(now, stamped(event));
          if (event.kind === 'retake' || event.kind === 'not-taken') await throwAway(now, event.position);
        }),

      async readiness() {
        if (dependencies.unlockedOfficer() === null) throw locked();
        const api = host.api();
        const [readers, { problem, isReference }] = await Promise.all([api.listReaders(), api.gateway()]);
        return { readers, gatewayProblem: problem, isReference };
      },

      capture: ({ id, readerId, position }) =>
        tellAfter(id, async () => {
          const now = mine(id);
          const { state } = now;
          const isWanted =
            state.step === 'capture' &&
            state.fingers.some((finger) => finger.position === position && finger.status === 'wanted');
          if (!isWanted) throw new KerbdeskError('out-of-order', 'This finger cannot be taken at this point.');
          now.capturing = position;
          now.readerId = readerId;
          watchTheGlass();
          try {
            await host.api().capture({ readerId, position });
          } catch (error) {
            now.capturing = null;
            throw error;
          }
        }),

      stopCapture: ({ id }) =>
        tellAfter(id, async () => {
          mine(id).capturing = null;
          if (host.isRunning()) await host.api().stopCapture();
        }),

      submit: ({ id }) =>
        tellAfter(id, async () => {
          const now = mine(id);
          if (gateway === null)
            throw new KerbdeskError('not-ready', 'No gateway is set up on this laptop. Nothing was sent. Tell IT.');
          const [startedAt, transactionNumber] = [clock.now(), randomUUID()];
          const deadlineAt = new Date(Date.parse(startedAt) + searchMilliseconds).toISOString();
          const asked = [...gateway.databases];
          await take(now, { kind: 'submitted', search: { transactionNumber, asked, startedAt, deadlineAt } });
          guardWith(() => ({ kind: 'deadline-passed' }), searchMilliseconds + graceMilliseconds);
          const order = { transactionNumber, startedAt, databases: asked, milliseconds: searchMilliseconds };
          await host
            .api()
            .search(order)
            .catch((error: unknown) => {
              heard((one) => {
                // It was stopped while it began, and its process ended with it.
                if (one !== now || one.state.step !== 'search') return null;
                one.problem = error instanceof KerbdeskError ? error.message : 'The search could not be begun.';
                return { kind: 'stopped', why: 'gateway-unreachable', at: clock.now() };
              });
            });
        }),
    },

    async unlocked() {
      // One that was begun while the vault closed: it is closed with the others.
      letGo();
      await vault().closeInterruptedIdentifications({ at: clock.now() });
    },

    async locking() {
      const now = inHand;
      try {
        if (now !== null && !isOver(now.state)) await take(now, { kind: 'stopped', why: 'locked', at: clock.now() });
      } catch (error) {
        logger.warn('the end of an identification is not on record', { error: toError(error) });
      } finally {
        // Also the one that only looks for readers: nobody is there to plug one in for.
        letGo();
      }
    },

    stop: letGo,
  };
}

/** With what databases have said so far: it was shown to the officer, and is on record however the search ends. */
function withAnswersOf(search: SearchState | null, state: Identification): Identification {
  if (search === null || state.step !== 'search') return state;
  return finalAnswers(search).reduce((known, answer) => {
    const next = advance(known, { kind: 'answered', answer });
    return next.ok ? next.state : known;
  }, state as Identification);
}

/** The end of a search of which every database has answered already is no news. */
function afterAnswers(state: Identification, event: IdentificationEvent): Advanced {
  return event.kind === 'deadline-passed' && state.step === 'purge' ? { ok: true, state } : advance(state, event);
}

function finalAnswers({ databases }: SearchState): FinalAnswer[] {
  return databases.flatMap(({ database, answer }): FinalAnswer[] => {
    if (answer.status === 'waiting' || answer.status === 'searching' || answer.status === 'not-answered') return [];
    return [{ ...answer, database }];
  });
}
