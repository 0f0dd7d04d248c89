// The walk through an identification in main, on real encrypted records, with an identify host as a test directs it.
import { expect, vi } from 'vitest';
import { databaseState, type DatabaseState } from '#contract/biometric-search.ts';
import type { FinalAnswer } from '#contract/identify/answers.ts';
import { emptyIdentification, type IdentificationDraft } from '#contract/identify/draft.ts';
import type { IdentificationView } from '#contract/identify/feature.ts';
import { createIdentifyService } from '../../main/features/identify/index.ts';
import type { EventBus } from '../../main/ipc/event-bus.ts';
import type { GatewayPolicy } from '../../main/ports/biometric-gateway-policy.ts';
import type { VaultHostApi } from '../../main/ports/vault-host.ts';
import { silentLogger } from '../../main/ports/logger.ts';
import { IdentifyHostStub } from './identify-host-stub.ts';
import { newRecords } from './records-kit.ts';
import { later, noon } from './vault-kit.ts';

export const typed: IdentificationDraft = {
  ...emptyIdentification,
  place: 'High Street',
  path: 'pace-61-6a',
  suspectedOffence: 'Theft from a shop',
  nameGround: 'not-known',
  groundOfDoubt: 'Says nothing',
  toldReason: 'To find out who you are',
  toldAuthority: true,
  toldSpeculativeSearch: true,
  toldWay: 'spoken',
};
const gateway = { databases: ['police', 'immigration'] } as unknown as GatewayPolicy;

let stop = (): void => undefined;
/** After each test. */
export const leaveDesk = (): void => stop();

/** One identification is begun. */
export async function desk({ withGateway = true, isLocked = (): boolean => false } = {}) {
  const { kit, api } = await newRecords();
  const host = new IdentifyHostStub();
  const emit = vi.fn<EventBus['emit']>();
  let seconds = 0;
  const clock = { now: () => later(noon, (seconds += 1)), monotonic: () => performance.now() };
  const vault: { api: VaultHostApi } = { api: api as unknown as VaultHostApi };
  const service = createIdentifyService({
    vault: () => vault.api,
    unlockedOfficer: () => (isLocked() ? null : kit.officer.id),
    processes: host.processes,
    gateway: withGateway ? gateway : null,
    clock,
    events: { emit },
    logger: silentLogger,
  });
  stop = () => service.stop();
  const { handlers } = service;
  const { kept } = await handlers.begin({ reportId: null });
  const { id } = kept;
  const view = (): Promise<IdentificationView> => handlers.get({ id });
  const until = (step: string) => vi.waitFor(async () => expect((await view()).state?.step).toBe(step));

  async function toCapture(): Promise<void> {
    await handlers.saveDraft({ id, revision: 0, draft: typed });
    await handlers.recordPower({ id });
    await handlers.recordNotice({ id });
    await handlers.record({ id, event: { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: null }] } });
  }
  async function toCaptured(): Promise<void> {
    await toCapture();
    await handlers.capture({ id, readerId: 'r1', position: 2 });
    host.emit('captured', { position: 2, score: 81 });
    await vi.waitFor(async () => expect((await view()).state).toMatchObject({ fingers: [{ status: 'captured' }] }));
  }
  async function toSearch(): Promise<string> {
    await toCaptured();
    await handlers.submit({ id });
    return host.order?.transactionNumber ?? '';
  }
  const trail = async (): Promise<string[]> =>
    (await api.listAudit({ before: null, limit: 50, subjectId: id, at: noon })).entries
      .toReversed()
      .map(({ operation, what }) => `${operation}: ${what}`);
  return { api, vault, host, service, handlers, id, view, until, toCapture, toCaptured, toSearch, trail, emit };
}

/** As the gateway says it, without the name of the database. */
export function answerOf({ database: _database, ...answer }: FinalAnswer): DatabaseState['answer'] {
  return databaseState.shape.answer.parse(answer);
}
