// Calls between processes, over a real MessageChannel: answers, typed failures, events, and an end that goes away.
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { connectRpc, serveRpc, type Channel } from '../../../main/rpc/rpc.ts';

interface Sums {
  add(input: { a: number; b: number }): Promise<number>;
  echo(input: Uint8Array): Promise<Uint8Array>;
  fail(input: null): Promise<never>;
  crash(input: null): Promise<never>;
  never(input: null): Promise<never>;
}
interface Ticks {
  tick: { n: number };
}

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function channelOf(port: MessagePort): Channel {
  ports.push(port);
  return { post: (message) => port.postMessage(message), onMessage: (listener) => void port.on('message', listener) };
}

function connected() {
  const { port1, port2 } = new MessageChannel();
  const api: Sums = {
    add: ({ a, b }) => Promise.resolve(a + b),
    echo: (bytes) => Promise.resolve(bytes),
    fail: () => Promise.reject(new KerbdeskError('too-many-tries', 'Wait.', { retryAt: '2026-11-22T14:03:22.000Z' })),
    crash: () => Promise.reject(new TypeError('broken')),
    never: () => new Promise(() => undefined),
  };
  const emit = serveRpc<Ticks>(channelOf(port1), api);
  return { client: connectRpc<Sums, Ticks>(channelOf(port2)), emit, served: channelOf(port1) };
}

describe('a remote call', () => {
  it('brings back what the other end answered, bytes included, in any order', async () => {
    const { client } = connected();
    const sums = await Promise.all(Array.from({ length: 50 }, (_, n) => client.api.add({ a: n, b: 1 })));
    expect(sums).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await client.api.echo(new Uint8Array([1, 2, 3]))).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('fails with the same typed error that was thrown there', async () => {
    const { client } = connected();
    const error = await client.api.fail(null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KerbdeskError);
    expect(error).toMatchObject({ code: 'too-many-tries', message: 'Wait.', retryAt: '2026-11-22T14:03:22.000Z' });
  });

  it('fails with the message and stack of an unexpected error', async () => {
    const { client } = connected();
    await expect(client.api.crash(null)).rejects.toThrow('broken');
  });

  it('cannot reach anything but the methods that are served', async () => {
    const { client } = connected();
    const reach = client.api as unknown as Record<string, (input: null) => Promise<unknown>>;
    await expect(reach['constructor']?.(null)).rejects.toThrow('no method');
    await expect(reach['toString']?.(null)).rejects.toThrow('no method');
  });

  it('does not wait for ever when the other end is gone', async () => {
    const { client } = connected();
    const waiting = client.api.never(null);
    client.close(new KerbdeskError('vault-host-ended', 'Gone.'));
    await expect(waiting).rejects.toMatchObject({ code: 'vault-host-ended' });
    await expect(client.api.add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'vault-host-ended' });
  });

  it('ignores messages that are not its own', async () => {
    const { client, served } = connected();
    for (const noise of [null, 7, 'text', {}, { rpc: 1 }, { rpc: 'answer', id: 99 }]) served.post(noise);
    expect(await client.api.add({ a: 1, b: 2 })).toBe(3);
  });

  it('hears the events of the other end in order', async () => {
    const { client, emit } = connected();
    const heard: number[] = [];
    client.on('tick', ({ n }) => heard.push(n));
    for (let n = 0; n < 5; n++) emit('tick', { n });
    await client.api.add({ a: 0, b: 0 });
    expect(heard).toEqual([0, 1, 2, 3, 4]);
  });
});
