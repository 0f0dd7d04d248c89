// Promise: when the identify host says that the prints are overwritten, nothing of them is left in its memory while it still runs: no print,
// no record, no transaction. With the simulated reader, which overwrites what lay on its glass when it is lifted.
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe as promises, expect, test } from 'vitest';
import type { BiometricDatabase } from '#contract/biometric-search.ts';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import { gatewayPolicy, type GatewayPolicy } from '../../main/ports/biometric-gateway-policy.ts';
import type { IdentifyHostApi, IdentifyHostEvents } from '../../main/ports/identify-host.ts';
import { connectRpc, type RpcClient } from '../../main/rpc/rpc.ts';
import type { ReferenceGateway } from '../../native-mocks/peers/gateway/reference-gateway.ts';
import { utilityBootstrap } from '../support/built-process.ts';
import { identityFor, startGateway } from '../support/gateway-kit.ts';
import { needlesOf } from '../support/print-canary.ts';
import { lookIntoProcess } from '../support/process-memory.ts';
import { project } from '../support/program.ts';

const person = 'invented-3';
const databases: BiometricDatabase[] = ['police', 'immigration'];
const needles = needlesOf(person);
let folder: string;
let start: { readonly gateway: GatewayPolicy; readonly glassFile: string; readonly systemUsb: boolean };
let gateway: ReferenceGateway;
let host: ChildProcess;
let client: RpcClient<IdentifyHostApi, IdentifyHostEvents>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbdesk-purged-host-'));
  const glassFile = join(folder, 'glass.json');
  writeFileSync(glassFile, JSON.stringify({ isPluggedIn: true, person, finger: 'asked', manner: 'well' }));
  gateway = await startGateway();
  const { authority, certificate, key } = identityFor(gateway);
  const [clientCertificateFile, clientKeyFile] = [join(folder, 'laptop.pem'), join(folder, 'laptop-key.pem')];
  writeFileSync(clientCertificateFile, certificate);
  writeFileSync(clientKeyFile, key, { mode: 0o600 });
  const policy = gatewayPolicy.parse({
    address: gateway.address,
    authority,
    clientCertificateFile,
    clientKeyFile,
    domain: { name: 'KERBDESK-REFERENCE', version: null },
    originatingAgency: 'INVENTED-FORCE',
    destinationAgency: 'REFERENCE-GATEWAY',
    databases,
    allowReference: true,
  });
  start = { gateway: policy, glassFile, systemUsb: false };
});
beforeEach(() => {
  host = fork(join(project, 'out-demonstration/main/processes/identify-host.js'), [], {
    serialization: 'advanced',
    execArgv: ['--import', utilityBootstrap],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  client = connectRpc<IdentifyHostApi, IdentifyHostEvents>({
    post: (message) => void host.send({ data: message }),
    onMessage: (listener) => void host.on('message', listener),
  });
  host.send({ data: { start } });
});
afterEach(() => void host.kill('SIGKILL'));
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const inTheHost = (): readonly string[] => lookIntoProcess(needles, host.pid ?? -1, 'the host').found;
const whichOf = (found: readonly string[]): string[] => [
  ...new Set(found.map((one) => /^(?:finger|record of finger|WSQ of finger) \d+/u.exec(one)?.[0] ?? one)),
];

async function take(position: PrintPosition): Promise<void> {
  const taken = new Promise<void>((resolve, reject) => {
    client.on('captured', (captured) => captured.position === position && resolve());
    client.on('captureFailed', ({ words }) => reject(new Error(words)));
  });
  const [reader] = await client.api.listReaders();
  await client.api.capture({ readerId: reader?.id ?? '', position });
  await taken;
}

/** Answers what was in memory while the databases were searched. */
async function search(until: 'searching' | 'ended'): Promise<readonly string[]> {
  gateway.control({ databases: { police: { delayMilliseconds: 1500 } } });
  let found: readonly string[] | null = null;
  const come = new Promise<void>((resolve) => {
    client.on('search', ({ phase, databases: asked }) => {
      if (asked.some(({ answer }) => answer.status === 'searching')) {
        found ??= inTheHost();
        if (until === 'searching') resolve();
      }
      if (phase === 'ended') resolve();
    });
  });
  const [transactionNumber, startedAt] = [randomUUID(), new Date().toISOString()];
  await client.api.search({ transactionNumber, startedAt, databases, milliseconds: 20_000 });
  await come;
  return whichOf(found ?? []);
}

const prints = ['finger 2', 'finger 7'];
const sent = [...prints, 'WSQ of finger 2', 'WSQ of finger 7', 'record of finger 2', 'record of finger 7'];

promises.skipIf(process.platform !== 'linux')('nothing of the prints is in the running host', () => {
  test('when they are purged after a search', async () => {
    await take(2);
    await take(7);
    expect(whichOf(inTheHost()).toSorted()).toEqual(prints);
    expect(await search('ended')).toEqual(expect.arrayContaining(sent));
    expect(await client.api.purge()).toMatchObject({ outOfReach: 0 });
    expect(inTheHost()).toEqual([]);
  });

  test('when they are purged in the middle of a search', async () => {
    await take(2);
    await take(7);
    expect(await search('searching')).toEqual(expect.arrayContaining(sent));
    expect(await client.api.purge()).toMatchObject({ outOfReach: 0 });
    expect(inTheHost()).toEqual([]);
  });

  test('when they are purged while a finger is taken', async () => {
    await take(2);
    const isSeen = new Promise<void>((resolve) =>
      client.on('frame', ({ position, goodFrames }) => position === 7 && goodFrames > 0 && resolve()),
    );
    const [reader] = await client.api.listReaders();
    await client.api.capture({ readerId: reader?.id ?? '', position: 7 });
    await isSeen;
    expect(whichOf(inTheHost()).toSorted()).toEqual(prints);
    expect(await client.api.purge()).toMatchObject({ outOfReach: 0 });
    expect(inTheHost()).toEqual([]);
  });

  test('of one that is thrown away and taken again, while it is not there', async () => {
    await take(2);
    await client.api.discard({ position: 2 });
    expect(inTheHost()).toEqual([]);
    await take(2);
    expect(whichOf(inTheHost())).toEqual(['finger 2']);
  });
});
