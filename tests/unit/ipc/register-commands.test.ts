// The boundary between the window and main: what is refused, how it is typed, and that it is logged.
import { describe, expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { contract, type Handlers } from '#contract/index.ts';
import { commandChannel, commandNames, eventNames } from '#contract/names.ts';
import type { Result } from '#contract/result.ts';
import { exceedsPayloadLimit, maximumPayloadBytes } from '../../../main/ipc/payload-size.ts';
import { registerCommands } from '../../../main/ipc/register-commands.ts';
import type { LogDetails, Logger } from '../../../main/ports/logger.ts';
import type { Sender } from '../../../main/ports/shell.ts';

const page: Sender = { origin: 'kerbdesk://app', isMainFrame: true };
const offloadChannel = commandChannel('cameras', 'offload');
const job = { jobId: 'b6c63d1c-3c3c-4e52-8d0a-0a8f6c1f0d11' };

type Offload = Handlers['cameras']['offload'];

/** Every handler answers "not in this test" but the one under test. */
function boundary(offload: Offload) {
  const log: { level: string; message: string; details: LogDetails | undefined }[] = [];
  const note = (level: string) => (message: string, details?: LogDetails) => void log.push({ level, message, details });
  const logger: Logger = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const calls: unknown[] = [];
  const bound = new Map<string, (sender: Sender | null, input: unknown) => Promise<Result<unknown>>>();
  const refuse = () => Promise.reject(new Error('not in this test'));
  const handlers = Object.fromEntries(
    Object.entries(commandNames).map(([feature, names]) => [
      feature,
      Object.fromEntries(names.map((name) => [name, refuse])),
    ]),
  ) as unknown as Handlers;
  registerCommands({
    binding: { handle: (channel, handler) => void bound.set(channel, handler) },
    handlers: {
      ...handlers,
      cameras: {
        ...handlers.cameras,
        offload: (input) => {
          calls.push(input);
          return offload(input);
        },
      },
    },
    appOrigin: 'kerbdesk://app',
    logger,
  });
  const send = (sender: Sender | null, input: unknown): Promise<Result<unknown>> => {
    const handler = bound.get(offloadChannel);
    if (!handler) throw new Error('not bound');
    return handler(sender, input);
  };
  return { send, calls, log, bound };
}

const answers = () => boundary(() => Promise.resolve(job as Awaited<ReturnType<Offload>>));
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

describe('a command from the window', () => {
  it('runs when the app page of the main frame sends the right shape', async () => {
    const { send, calls } = answers();
    expect(await send(page, { cameraId: 'CAM-7', officerId: null, remember: false, first: null })).toEqual({
      ok: true,
      value: job,
    });
    expect(calls).toEqual([{ cameraId: 'CAM-7', officerId: null, remember: false, first: null }]);
  });

  it.each([
    ['another origin', { origin: 'https://evil.example', isMainFrame: true }],
    ['an origin that only begins like ours', { origin: 'kerbdesk://app.evil.example', isMainFrame: true }],
    ['an opaque origin', { origin: 'null', isMainFrame: true }],
    ['a frame inside our page', { origin: 'kerbdesk://app', isMainFrame: false }],
    ['a frame that is already gone', null],
  ])('is refused, typed and logged when it comes from %s', async (_who, sender) => {
    const { send, calls, log } = answers();
    expect(codeOf(await send(sender, { cameraId: 'CAM-7', officerId: null, remember: false, first: null }))).toBe(
      'untrusted-sender',
    );
    expect(calls).toEqual([]);
    expect(log).toMatchObject([{ level: 'warn', details: { channel: offloadChannel, code: 'untrusted-sender' } }]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['another type', { cameraId: 7, officerId: null }],
    ['an empty name', { cameraId: '', officerId: null }],
    ['a name beyond its length', { cameraId: 'x'.repeat(201), officerId: null }],
    ['an array', ['CAM-7']],
  ])('is refused, typed and logged when it carries %s', async (_what, input) => {
    const { send, calls, log } = answers();
    expect(codeOf(await send(page, input))).toBe('invalid-input');
    expect(calls).toEqual([]);
    expect(log).toMatchObject([{ level: 'warn', details: { code: 'invalid-input' } }]);
  });

  it('is refused when it weighs more than the limit, before its shape is looked at', async () => {
    const { send, calls, log } = answers();
    const heavy = {
      cameraId: 'CAM-7',
      officerId: null,
      remember: false,
      first: null,
      ballast: new Uint8Array(maximumPayloadBytes + 1),
    };
    expect(codeOf(await send(page, heavy))).toBe('payload-too-large');
    expect(calls).toEqual([]);
    expect(log).toMatchObject([{ details: { code: 'payload-too-large' } }]);
  });

  it('answers a handler that throws with an incident number, and keeps the stack out of the window', async () => {
    const { send, log } = boundary(() => Promise.reject(new Error('secret detail')));
    const result = await send(page, { cameraId: 'CAM-7', officerId: null, remember: false, first: null });
    if (result.ok) throw new Error('it should have failed');
    expect(result.error.code).toBe('internal');
    expect(result.error.incidentId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(result)).not.toContain('secret detail');
    expect(log).toMatchObject([{ level: 'error', details: { incidentId: result.error.incidentId } }]);
    expect(log[0]?.details?.['error']).toMatchObject({ stack: expect.stringContaining('secret detail') as string });
  });

  it('passes a typed failure on with its code and sentence', async () => {
    const { send } = boundary(() => Promise.reject(new KerbdeskError('disk-full', 'The disk is full.')));
    expect(await send(page, { cameraId: 'CAM-7', officerId: null, remember: false, first: null })).toEqual({
      ok: false,
      error: { code: 'disk-full', message: 'The disk is full.', incidentId: null, retryAt: null },
    });
  });

  it('never lets an answer of the wrong shape through', async () => {
    const { send, log } = boundary(() => Promise.resolve({ jobId: 'no uuid' } as Awaited<ReturnType<Offload>>));
    expect(codeOf(await send(page, { cameraId: 'CAM-7', officerId: null, remember: false, first: null }))).toBe(
      'internal',
    );
    expect(log).toMatchObject([{ level: 'error' }]);
  });

  it('drops what the contract does not name from input and answer', async () => {
    const { send, calls } = boundary(() =>
      Promise.resolve({ ...job, key: 'secret' } as unknown as Awaited<ReturnType<Offload>>),
    );
    expect(await send(page, { cameraId: 'CAM-7', officerId: null, remember: false, first: null, more: 1 })).toEqual({
      ok: true,
      value: job,
    });
    expect(calls).toEqual([{ cameraId: 'CAM-7', officerId: null, remember: false, first: null }]);
  });
});

describe('the contract', () => {
  it('binds every command it names and no other', () => {
    const expected = Object.entries(contract).flatMap(([feature, { commands }]) =>
      Object.keys(commands).map((name) => commandChannel(feature, name)),
    );
    expect([...answers().bound.keys()].toSorted()).toEqual(expected.toSorted());
  });

  it('shows the preload the names of exactly its commands and events', () => {
    for (const [feature, { commands, events }] of Object.entries(contract)) {
      expect(commandNames[feature as keyof typeof commandNames]).toEqual(Object.keys(commands));
      expect(eventNames[feature as keyof typeof eventNames]).toEqual(Object.keys(events));
    }
  });

  it('exposes few enough functions to the window that somebody can read them all: at most 14 a feature', () => {
    const features = Object.keys(commandNames) as (keyof typeof commandNames)[];
    const size = (feature: keyof typeof commandNames): number =>
      commandNames[feature].length + eventNames[feature].length;
    expect(features.filter((feature) => size(feature) > 14)).toEqual([]);
  });

  it('does not compile without a handler for every command', () => {
    const { cameras } = {} as Handlers;
    const { offload: _left, ...rest } = cameras ?? ({} as Handlers['cameras']);
    // @ts-expect-error offload is missing: if this compiles, the check is gone
    const incomplete: Handlers['cameras'] = rest;
    expect(incomplete).toBeDefined();
  });
});

describe('the weight of a payload', () => {
  it('is bounded for strings, bytes, deep and circular values', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(exceedsPayloadLimit(circular)).toBe(false);
    expect(exceedsPayloadLimit('x'.repeat(600), 1000)).toBe(true);
    expect(exceedsPayloadLimit(new Map([[1, new Uint8Array(2000)]]), 1000)).toBe(true);
    expect(
      exceedsPayloadLimit(
        Array.from({ length: 1000 }, () => 1),
        1000,
      ),
    ).toBe(true);
    expect(exceedsPayloadLimit({ small: ['value'] }, 1000)).toBe(false);
  });
});
