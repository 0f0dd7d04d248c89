// The reference gateway beside the demonstration: real TLS, real matching, invented people. Tells the laptop's entry for device.json as soon
// as it listens; a search waits until everybody is enrolled.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { decodePng } from '../../main/biometrics/png/decode-png.ts';
import { parentChannel } from '../../main/rpc/parent-channel.ts';
import { startReferenceGateway } from '../peers/gateway/reference-gateway.ts';
import { inventedPeople } from '../peers/gateway/people.ts';
import { usualDecoders } from '../peers/gateway/search-prints.ts';
import type { FingerPosition, FingerprintEngine } from '../peers/fingerprint-engine.ts';
import { createMatcher } from '../peers/matcher/engine.ts';
import { enrolledFinger } from '../prints/invented-fingers.ts';

/** Most of what is asked for first, as growing an invented finger takes its time; each is grown once. */
const fingers: readonly FingerPosition[] = [2, 7, 1, 6, 3, 8, 4, 9, 5, 10];
const databases = ['police', 'immigration'] as const;
type Engines = Readonly<Record<(typeof databases)[number], FingerprintEngine>>;

const channel = parentChannel();
channel.onMessage((message) => {
  if (typeof message !== 'object' || message === null || !('folder' in message)) return;
  void start(String(message.folder));
});

async function start(folder: string): Promise<void> {
  const workerEntry = new URL('gallery-worker.js', import.meta.url);
  const engines = { police: createMatcher({ workerEntry }), immigration: createMatcher({ workerEntry }) };
  const enrolled = enrolEverybody(engines);
  const waiting = (engine: FingerprintEngine): FingerprintEngine => ({
    enrol: (personId, prints) => engine.enrol(personId, prints),
    close: () => engine.close(),
    async search(prints, wanted) {
      await enrolled;
      return engine.search(prints, wanted);
    },
  });
  const gateway = await startReferenceGateway({
    engines: { police: waiting(engines.police), immigration: waiting(engines.immigration) },
    decoders: { ...usualDecoders, PNG: decodePng },
    // Nobody who looks on waits for a minute.
    databaseTimeout: 8000,
  });
  const { certificatePem, keyPem } = gateway.admit('Laptop of the demonstration');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const clientCertificateFile = join(folder, 'laptop.pem');
  const clientKeyFile = join(folder, 'laptop-key.pem');
  writeFileSync(clientCertificateFile, certificatePem);
  writeFileSync(clientKeyFile, keyPem, { mode: 0o600 });
  channel.post({
    policy: {
      address: gateway.address,
      authority: gateway.authority,
      clientCertificateFile,
      clientKeyFile,
      domain: { name: 'KERBDESK-REFERENCE', version: null },
      originatingAgency: 'INVENTED-FORCE',
      destinationAgency: 'REFERENCE-GATEWAY',
      databases: [...databases],
      allowReference: true,
    },
  });
}

async function enrolEverybody(engines: Engines): Promise<void> {
  for (const person of inventedPeople) {
    const prints = [];
    for (const position of fingers) {
      prints.push({ position, image: enrolledFinger(person.personId, position) });
      // Laptops ask meanwhile whether it is there.
      await breathe();
    }
    for (const database of databases)
      if (person[database] !== null) await engines[database].enrol(person.personId, prints);
  }
}
