// The reference gateway beside the demonstration: real TLS, real matching, invented people. Tells the laptop's entry for device.json as soon
// as it listens; a search waits until everybody is enrolled with the fingers that it is for.
import { setTimeout as delay } from 'node:timers/promises';
import { decodePng } from '../../main/biometrics/png/decode-png.ts';
import { parentChannel } from '../../main/rpc/parent-channel.ts';
import { setUpLaptop } from '../peers/gateway/laptop-entry.ts';
import { startReferenceGateway } from '../peers/gateway/reference-gateway.ts';
import { inventedPeople } from '../peers/gateway/people.ts';
import { usualDecoders } from '../peers/gateway/search-prints.ts';
import type { FingerPosition, FingerprintEngine, FingerPrint } from '../peers/fingerprint-engine.ts';
import { createMatcher } from '../peers/matcher/engine.ts';
import { enrolledFinger } from '../prints/invented-fingers.ts';

/** One round after the other, what is asked for most first: an invented finger is grown once, and that takes its time. */
const rounds: readonly (readonly FingerPosition[])[] = [
  [2, 7],
  [3, 4, 5],
  [1, 6],
  [8, 9, 10],
];
const breathMilliseconds = 15;
const databases = ['police', 'immigration'] as const;
interface Round extends PromiseWithResolvers<void> {
  readonly fingers: readonly FingerPosition[];
}
type Engines = Readonly<Record<(typeof databases)[number], FingerprintEngine>>;

const channel = parentChannel();
channel.onMessage((message) => {
  if (typeof message !== 'object' || message === null || !('folder' in message)) return;
  void start(String(message.folder));
});

async function start(folder: string): Promise<void> {
  const workerEntry = new URL('gallery-worker.js', import.meta.url);
  const engines = { police: createMatcher({ workerEntry }), immigration: createMatcher({ workerEntry }) };
  const enrolled = rounds.map((fingers): Round => ({ fingers, ...Promise.withResolvers<void>() }));
  // Nobody may be searching yet.
  for (const { promise } of enrolled) promise.catch(() => undefined);
  const waiting = (engine: FingerprintEngine): FingerprintEngine => ({
    enrol: (personId, prints) => engine.enrol(personId, prints),
    close: () => engine.close(),
    async search(prints, wanted) {
      const isAsked = ({ fingers }: Round): boolean => prints.some(({ position }) => fingers.includes(position));
      await Promise.all(enrolled.filter(isAsked).map(({ promise }) => promise));
      return engine.search(prints, wanted);
    },
  });
  const gateway = await startReferenceGateway({
    engines: { police: waiting(engines.police), immigration: waiting(engines.immigration) },
    decoders: { ...usualDecoders, PNG: decodePng },
    // Nobody who looks on waits for a minute.
    databaseTimeout: 8000,
  });
  channel.post({ policy: await setUpLaptop(gateway, folder) });
  for (const { fingers, resolve, reject } of enrolled) await enrolEverybody(engines, fingers).then(resolve, reject);
}

async function enrolEverybody(engines: Engines, fingers: readonly FingerPosition[]): Promise<void> {
  for (const person of inventedPeople) {
    const prints: FingerPrint[] = [];
    for (const position of fingers) {
      prints.push({ position, image: enrolledFinger(person.personId, position) });
      // Laptops ask meanwhile, and search with fingers of a round before.
      await delay(breathMilliseconds);
    }
    for (const database of databases)
      if (person[database] !== null) await engines[database].enrol(person.personId, prints);
  }
}
