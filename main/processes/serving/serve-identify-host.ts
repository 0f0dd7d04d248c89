// The identify host without what differs between the product and its demonstration: which readers it looks for.
import { setTimeout as delay } from 'node:timers/promises';
import { KerbdeskError } from '#contract/errors.ts';
import type { SearchProblem } from '#contract/biometric-search.ts';
import type { ReaderSummary } from '#contract/identify/feature.ts';
import { createGatewayClient } from '../../gateway/gateway-client.ts';
import { GatewayFailure } from '../../gateway/gateway-failure.ts';
import { readLaptopIdentity } from '../../gateway/laptop-identity.ts';
import type { GatewayClient } from '../../ports/biometric-gateway.ts';
import { systemClock } from '../../ports/clock.ts';
import type { IdentifyHostApi, IdentifyHostEvents, IdentifyHostStart } from '../../ports/identify-host.ts';
import type { Scanner, Scanners } from '../../ports/scanner.ts';
import { parentChannel } from '../../rpc/parent-channel.ts';
import { serveRpc, type Channel } from '../../rpc/rpc.ts';
import { PrintDesk } from './print-desk.ts';
import { runSearch } from './search-run.ts';

/** What a purge waits for a reader to rest and a request to end; they are overwritten then in any case. */
const purgeMilliseconds = 1000;

const notConfigured: SearchProblem = {
  cause: 'not-configured',
  words: 'No gateway is set up on this laptop. Nobody can be identified with it. Tell IT.',
};

const summaryOf = ({ id, name, fingersAtOnce, isSimulated }: Scanner): ReaderSummary => ({
  id,
  name,
  fingersAtOnce,
  isSimulated,
});

/** Waits to be told how to start, then serves whoever started this process. */
export function serveIdentifyHost(scanners: (start: IdentifyHostStart) => Scanners): void {
  const channel = parentChannel();
  let started = false;
  channel.onMessage((message) => {
    if (started || !isStart(message)) return;
    started = true;
    serve(channel, message.start, scanners(message.start));
  });
}

const isStart = (message: unknown): message is { start: IdentifyHostStart } =>
  typeof message === 'object' && message !== null && 'start' in message;

function serve(channel: Channel, { gateway: policy }: IdentifyHostStart, scanners: Scanners): void {
  const searching = new AbortController();
  let search: Promise<void> = Promise.resolve();
  let client: Promise<GatewayClient> | null = null;
  const desk = new PrintDesk(systemClock, {
    frame: (frame) => emit('frame', frame),
    captured: (captured) => emit('captured', captured),
    failed: (failed) => emit('captureFailed', failed),
  });

  /** @throws GatewayFailure where the set-up is wrong; the next asking reads it anew. */
  function connected(): Promise<GatewayClient> {
    if (policy === null) throw new GatewayFailure(notConfigured.cause, notConfigured.words);
    const connect = async (): Promise<GatewayClient> =>
      createGatewayClient({ policy, identity: await readLaptopIdentity(policy, new Date()), clock: systemClock });
    client ??= connect().catch((error: unknown) => {
      client = null;
      throw error;
    });
    return client;
  }

  const summaries = async (): Promise<ReaderSummary[]> => (await scanners.list()).map(summaryOf);

  const api: IdentifyHostApi = {
    listReaders: summaries,
    async gateway() {
      try {
        const reached = await (await connected()).reachable();
        return reached.reachable
          ? { problem: null, isReference: reached.reference }
          : { problem: reached.problem, isReference: false };
      } catch (error) {
        if (error instanceof GatewayFailure) return { problem: error.problem, isReference: false };
        throw error;
      }
    },
    async capture({ readerId, position }) {
      const scanner = (await scanners.list()).find(({ id }) => id === readerId);
      if (scanner === undefined)
        throw new KerbdeskError('not-found', 'This reader is not plugged in any more. Plug it in, or choose another.');
      await desk.capture(scanner, position);
    },
    stopCapture: () => desk.stopCapture(),
    async discard({ position }) {
      desk.discard(position);
    },
    async search(order) {
      await desk.stopCapture();
      if (policy === null || desk.prints.length === 0)
        throw new KerbdeskError('out-of-order', 'There is nothing to search with. Nothing was sent.');
      const parts = {
        client: await failingInWords(connected()),
        policy,
        clock: systemClock,
        keeper: desk.keeper,
        prints: desk.prints,
        tell: (state: IdentifyHostEvents['search']) => emit('search', state),
      };
      search = runSearch(order, searching.signal, parts);
      search.catch((error: unknown) => {
        // A defect, or a purge in the middle: main hears no end, and its own deadline is the end.
        process.stderr.write(`search ended: ${error instanceof Error ? error.name : 'unknown'}\n`);
      });
    },
    async purge() {
      searching.abort();
      const ended = Promise.allSettled([desk.stopCapture(), search]);
      await Promise.race([ended, delay(purgeMilliseconds)]);
      return desk.purge();
    },
  };
  const emit = serveRpc<IdentifyHostEvents>(channel, api);
  scanners.watch(() => {
    void summaries()
      .then((readers) => emit('readers', readers))
      .catch(() => undefined);
  });
}

/** What an officer can do something about comes with its words through the rpc. */
async function failingInWords<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GatewayFailure) throw new KerbdeskError('not-ready', error.problem.words);
    throw error;
  }
}
