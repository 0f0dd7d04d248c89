// The walk through an identification in main, on the real encrypted records: in one order only, nothing sent without its record, and
// prints overwritten however it ends. The process with the reader is directed by the test.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { answerOf, desk, leaveDesk, typed } from '../../support/identify-desk.ts';
import { endedSearch } from '../../support/identify-host-stub.ts';
import { hit, noHit, person } from '../../support/made-identification.ts';
import { codeOf, failureOf } from '../../support/vault-kit.ts';

afterEach(leaveDesk);

describe('an identification', () => {
  test('goes from the power to the outcome, is searched within a minute, and leaves a record without prints', async () => {
    const { host, handlers, id, until, toSearch, trail, view } = await desk();
    const transaction = await toSearch();
    expect(host.order).toMatchObject({ databases: ['police', 'immigration'], milliseconds: 60_000 });
    host.emit(
      'search',
      endedSearch(transaction, { police: answerOf(hit('police')), immigration: answerOf(noHit('immigration')) }),
    );
    await until('comparison');
    expect([host.calls.at(-1), host.ended]).toEqual(['purge', 1]);
    expect((await view()).state).toMatchObject({ purge: { buffers: 4, outOfReach: 0 } });
    const say = (event: Parameters<typeof handlers.record>[0]['event']) => handlers.record({ id, event });
    await say({ kind: 'purge-shown' });
    await say({ kind: 'decided', decision: { database: 'police', reference: 'police-1', judgement: 'same-person' } });
    await say({ kind: 'compared' });
    await say({ kind: 'person-described', person });
    await say({
      kind: 'outcome-recorded',
      outcome: { kind: 'identified', database: 'police', reference: 'police-1', disposal: 'arrest', note: '' },
    });
    expect(await view()).toMatchObject({ state: null, kept: { facts: { outcome: 'identified', disposal: 'arrest' } } });
    const words = await trail();
    expect(words.map((line) => line.split(':')[0])).toEqual([
      'collection',
      'collection',
      'collection',
      'collection',
      'disclosure',
      'consultation',
      'consultation',
      'erasure',
      'collection',
    ]);
  });

  test('begins with neither half of the power missing, and says what is', async () => {
    const { handlers, id, host } = await desk();
    await handlers.saveDraft({ id, revision: 0, draft: { ...typed, groundOfDoubt: '' } });
    expect(await failureOf(handlers.recordPower({ id }))).toMatchObject({
      code: 'not-ready',
      message: 'Enter why the name cannot be readily ascertained.',
    });
    expect(await codeOf(handlers.capture({ id, readerId: 'r1', position: 2 }))).toBe('out-of-order');
    expect(host.started).toBe(0);
  });

  test('takes no finger before the person was told', async () => {
    const { handlers, id, host } = await desk();
    await handlers.saveDraft({ id, revision: 0, draft: { ...typed, toldSpeculativeSearch: false } });
    await handlers.recordPower({ id });
    expect(await codeOf(handlers.recordNotice({ id }))).toBe('not-ready');
    expect(await codeOf(handlers.capture({ id, readerId: 'r1', position: 2 }))).toBe('out-of-order');
    expect(host.started).toBe(0);
  });

  test('is the only one in hand', async () => {
    const { handlers, id, toCapture } = await desk();
    const other = await handlers.begin({ reportId: null });
    await handlers.saveDraft({ id: other.kept.id, revision: 0, draft: typed });
    await toCapture();
    expect(await codeOf(handlers.begin({ reportId: null }))).toBe('busy');
    expect(await codeOf(handlers.recordPower({ id: other.kept.id }))).toBe('busy');
    await handlers.record({ id, event: { kind: 'stopped', why: 'cancelled' } });
  });

  test('is the only one in hand where two are begun at the same moment', async () => {
    const { handlers, id, view } = await desk();
    const other = (await handlers.begin({ reportId: null })).kept.id;
    for (const one of [id, other]) await handlers.saveDraft({ id: one, revision: 0, draft: typed });
    const both = await Promise.allSettled([id, other].map((one) => handlers.recordPower({ id: one })));
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'busy' } }]);
    expect((await view()).state?.step).toBe('notice');
  });

  test('goes on where the process that looks for readers ends before a finger is asked for', async () => {
    const { handlers, id, host, view, until } = await desk();
    await handlers.saveDraft({ id, revision: 0, draft: typed });
    await handlers.recordPower({ id });
    await handlers.readiness(null);
    host.crash();
    await handlers.recordNotice({ id });
    expect((await view()).state?.step).toBe('fingers');
    await handlers.record({ id, event: { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: null }] } });
    await handlers.record({ id, event: { kind: 'stopped', why: 'cancelled' } });
    await until('stopped');
    expect((await view()).state).toMatchObject({ purge: { outOfReach: 0 } });
  });

  test('that is begun while the vault closes is not in hand after the next unlock', async () => {
    const { handlers, id, service, view } = await desk();
    await handlers.saveDraft({ id, revision: 0, draft: typed });
    const beginning = handlers.recordPower({ id });
    await service.locking();
    await beginning;
    await service.unlocked();
    expect(await view()).toMatchObject({ state: null, kept: { facts: { stopped: 'program-failed' } } });
    expect((await handlers.begin({ reportId: null })).state).toBeNull();
  });

  test('is not over where the record of its end cannot be written: the officer is told, and ends it again', async () => {
    const { handlers, id, vault, view, api } = await desk();
    await handlers.saveDraft({ id, revision: 0, draft: typed });
    await handlers.recordPower({ id });
    const whole = vault.api;
    vault.api = { ...whole, keepIdentification: () => Promise.reject(new Error('The disk is full.')) };
    const stopIt = () => handlers.record({ id, event: { kind: 'stopped', why: 'person-left' } });
    await expect(stopIt()).rejects.toThrow('The disk is full.');
    expect((await view()).state?.step).toBe('notice');
    vault.api = whole;
    await stopIt();
    expect((await api.getIdentification({ id })).facts).toMatchObject({ stopped: 'person-left' });
  });

  test('is not sent where the record of it cannot be written', async () => {
    const { handlers, id, host, vault, toCaptured, view } = await desk();
    await toCaptured();
    const { api } = vault;
    vault.api = { ...api, keepIdentification: () => Promise.reject(new Error('The disk is full.')) };
    await expect(handlers.submit({ id })).rejects.toThrow('The disk is full.');
    expect(host.calls).not.toContain('search');
    vault.api = api;
    expect((await view()).state?.step).toBe('capture');
  });

  test('without a gateway is not sent, and says so', async () => {
    const { handlers, id, toCaptured, host } = await desk({ withGateway: false });
    await toCaptured();
    expect(await failureOf(handlers.submit({ id }))).toMatchObject({ code: 'not-ready' });
    expect(host.calls).not.toContain('search');
  });

  test('a finger taken again has its first print overwritten', async () => {
    const { handlers, id, host, toCaptured } = await desk();
    await toCaptured();
    await handlers.record({ id, event: { kind: 'retake', position: 2 } });
    expect(host.calls.at(-1)).toBe('discard 2');
  });

  test('a finger that is left out is not read any more, and a print of it is never sent', async () => {
    const { handlers, id, host, toCapture } = await desk();
    const leaveOut = { kind: 'not-taken', position: 2, notTaken: { why: 'injured', note: '' } } as const;
    await toCapture();
    await handlers.capture({ id, readerId: 'r1', position: 2 });
    await handlers.record({ id, event: leaveOut });
    expect(host.calls).toEqual(['capture 2', 'stop capture', 'discard 2']);
    await handlers.record({ id, event: { kind: 'retake', position: 2 } });
    await handlers.capture({ id, readerId: 'r1', position: 2 });
    host.emit('captured', { position: 2, score: 81 });
    await vi.waitFor(async () => expect((await handlers.get({ id })).capturing).toBeNull());
    await handlers.record({ id, event: leaveOut });
    expect(host.calls.at(-1)).toBe('discard 2');
  });
});

describe('prints are overwritten and their process is ended', () => {
  test('when the officer stops', async () => {
    const { handlers, id, host, toCaptured, view } = await desk();
    await toCaptured();
    await handlers.record({ id, event: { kind: 'stopped', why: 'cancelled' } });
    expect([host.calls.at(-1), host.ended]).toEqual(['purge', 1]);
    expect((await view()).state).toMatchObject({ step: 'stopped', purge: { buffers: 4 } });
    await handlers.record({ id, event: { kind: 'purge-shown' } });
    expect(await view()).toMatchObject({
      state: null,
      kept: { facts: { stopped: 'cancelled', purge: { buffers: 4 } } },
    });
  });

  test('when the reader is unplugged', async () => {
    const { host, toCapture, handlers, id, until, view } = await desk();
    await toCapture();
    await handlers.capture({ id, readerId: 'r1', position: 2 });
    host.emit('captureFailed', { position: 2, isUnplugged: true, words: 'The reader was unplugged.' });
    await until('stopped');
    expect(host.calls.at(-1)).toBe('purge');
    expect(await view()).toMatchObject({
      problem: 'The reader was unplugged.',
      state: { stopped: { why: 'reader-unplugged' } },
    });
  });

  test('when the reader is pulled between two fingers: prints do not wait for what comes next', async () => {
    const { host, toCaptured, until, view } = await desk();
    await toCaptured();
    const reader = { name: 'Another', fingersAtOnce: 1, isSimulated: false };
    host.emit('readers', [
      { ...reader, id: 'r1' },
      { ...reader, id: 'r2' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await view()).state?.step).toBe('capture');
    host.emit('readers', [{ ...reader, id: 'r2' }]);
    await until('stopped');
    expect(host.calls.at(-1)).toBe('purge');
    expect(await view()).toMatchObject({ state: { stopped: { why: 'reader-unplugged' } } });
  });

  test('when nothing happens at the glass for five minutes, counted from the last finger', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { host, handlers, id, toCaptured, until, view } = await desk();
      await toCaptured();
      vi.advanceTimersByTime(4 * 60_000);
      await handlers.record({ id, event: { kind: 'retake', position: 2 } });
      await handlers.capture({ id, readerId: 'r1', position: 2 });
      vi.advanceTimersByTime(4 * 60_000);
      expect((await view()).state?.step).toBe('capture');
      vi.advanceTimersByTime(61_000);
      await until('stopped');
      expect((await view()).state).toMatchObject({ stopped: { why: 'took-too-long' }, purge: { buffers: 4 } });
      expect([host.calls.at(-1), host.ended]).toEqual(['purge', 1]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('when the vault locks, and it is on record before it closes', async () => {
    const { host, service, toSearch, api, id } = await desk();
    await toSearch();
    await service.locking();
    expect([host.calls.at(-1), host.ended]).toEqual(['purge', 1]);
    expect((await api.getIdentification({ id })).facts).toMatchObject({ stopped: 'locked', purge: { outOfReach: 0 } });
    await service.unlocked();
    expect((await api.getIdentification({ id })).facts).toMatchObject({
      stopped: 'locked',
      endedAt: expect.any(String) as string,
    });
  });

  test('also of the process that only looked for readers: a lock leaves none running', async () => {
    let isLocked = false;
    const { host, service, handlers } = await desk({ isLocked: () => isLocked });
    await handlers.readiness(null);
    await service.locking();
    isLocked = true;
    expect(await codeOf(handlers.readiness(null))).toBe('locked');
    expect([host.started, host.ended]).toEqual([1, 1]);
  });

  test('also where the record of the end cannot be written: that comes with the next step', async () => {
    const { handlers, id, host, vault, toCaptured, view, api } = await desk();
    await toCaptured();
    const { api: whole } = vault;
    vault.api = { ...whole, keepIdentification: () => Promise.reject(new Error('The disk is full.')) };
    await handlers.record({ id, event: { kind: 'stopped', why: 'cancelled' } });
    expect(host.calls.at(-1)).toBe('purge');
    vault.api = whole;
    expect(await view()).toMatchObject({ problem: 'The disk is full.', state: { step: 'stopped' } });
    await handlers.record({ id, event: { kind: 'purge-shown' } });
    expect((await api.getIdentification({ id })).facts).toMatchObject({ stopped: 'cancelled', purge: { buffers: 4 } });
  });

  test('a process that ends by itself or does not answer is never told as a purge that was seen', async () => {
    const { host, toCaptured, until, view } = await desk();
    await toCaptured();
    host.crash();
    await until('stopped');
    expect((await view()).state).toMatchObject({
      purge: { buffers: 0, outOfReach: 1 },
      stopped: { why: 'program-failed' },
    });
  });
});
