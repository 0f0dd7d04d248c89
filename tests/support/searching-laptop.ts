// A program of its own that searches once, overwrites the prints as their owner must, and looks for what is left of them in all of its
// memory. Linux only. Prints a line of JSON: how many copies there were before and after.
import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { createGatewayClient } from '../../main/gateway/gateway-client.ts';
import { readLaptopIdentity } from '../../main/gateway/laptop-identity.ts';
import { gatewayPolicy } from '../../main/ports/biometric-gateway-policy.ts';
import { systemClock } from '../../main/ports/clock.ts';
import type { FingerPrint } from '../../native-mocks/peers/fingerprint-engine.ts';
import { searchTransaction } from './gateway-kit.ts';

const needleLength = 48;
const mask = 0xa5;

/** Where the masked needle stands unmasked: the needle itself is never written down. */
function countIn(piece: Uint8Array, length: number, masked: Uint8Array): number {
  const first = (masked[0] ?? 0) ^ mask;
  let count = 0;
  for (let at = piece.indexOf(first); at !== -1 && at + needleLength <= length; at = piece.indexOf(first, at + 1)) {
    let same = 1;
    while (same < needleLength && piece[at + same] === ((masked[same] ?? 0) ^ mask)) same += 1;
    if (same === needleLength) count += 1;
  }
  return count;
}

function copiesInMemory(masked: Uint8Array): number {
  const memory = openSync('/proc/self/mem', 'r');
  const piece = Buffer.alloc(1_048_576);
  let count = 0;
  for (const line of readFileSync('/proc/self/maps', 'latin1').split('\n')) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || to === undefined) continue;
    for (let at = Number(`0x${from}`); at < Number(`0x${to}`); at += piece.length - needleLength) {
      // What was read before is no copy of its own.
      piece.fill(0);
      let length = 0;
      try {
        length = readSync(memory, piece, 0, Math.min(piece.length, Number(`0x${to}`) - at), at);
      } catch {
        break;
      }
      count += countIn(piece, length, masked);
    }
  }
  closeSync(memory);
  return count;
}

const policy = gatewayPolicy.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const client = createGatewayClient({
  policy,
  identity: await readLaptopIdentity(policy, new Date()),
  clock: systemClock,
});
const print: FingerPrint = {
  position: 2,
  image: { width: 300, height: 400, pixels: randomFillSync(new Uint8Array(120_000)) },
};
// From the middle of the image: its edges share a record of TLS with fields that are no secret.
const masked = Uint8Array.from({ length: needleLength }, (_none, at) => (print.image.pixels[60_000 + at] ?? 0) ^ mask);
const transaction = searchTransaction('MEMORY-1', [print]);
print.image.pixels.fill(0);
const statuses: string[] = [];
const before = copiesInMemory(masked);
for await (const event of client.search({
  transaction,
  transactionControlNumber: 'MEMORY-1',
  databases: ['police', 'immigration'],
  deadline: systemClock.monotonic() + 20_000,
  signal: new AbortController().signal,
})) {
  statuses.push(event.type === 'database' ? event.answer.status : event.type);
}
const searched = copiesInMemory(masked);
transaction.fill(0);
const after = copiesInMemory(masked);
client.close();
process.stdout.write(`${JSON.stringify({ before, searched, after, statuses })}\n`);
