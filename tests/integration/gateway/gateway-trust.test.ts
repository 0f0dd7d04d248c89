// Promise: prints go to the one gateway that the force pinned, over TLS 1.3, from a laptop that it admitted; otherwise nothing is sent, and
// the reason is said.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createGatewayClient } from '../../../main/gateway/gateway-client.ts';
import type { LaptopIdentity } from '../../../main/gateway/laptop-identity.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import { CertificateAuthority } from '../../../native-mocks/peers/gateway/certificates.ts';
import type { ReferenceGateway } from '../../../native-mocks/peers/gateway/reference-gateway.ts';
import { clientFor, identityFor, searchFor, startGateway, statusesOf } from '../../support/gateway-kit.ts';

let gateway: ReferenceGateway;
const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-gateway-trust-'));
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const unanswered = { police: 'not-answered', immigration: 'not-answered' };
const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
afterEach(() => {
  if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
});

/** What a search and a probe come to as `identity`, at an address of this gateway. */
async function attempt(identity: LaptopIdentity, host = 'localhost', server = gateway) {
  const client = createGatewayClient({
    policy: { address: `https://${host}:${server.port}`, allowReference: true },
    identity,
    clock: systemClock,
    timing: { pause: 5 },
  });
  const begun = server.searches.begun;
  try {
    const { state } = await searchFor(client, 'invented-1', { milliseconds: 8000 });
    const reach = await client.reachable();
    return { state, reach, searches: server.searches.begun - begun };
  } finally {
    client.close();
  }
}

test('the right certificates on both sides open the gateway', async () => {
  const { state, reach, searches } = await attempt(identityFor(gateway));
  expect(statusesOf(state)).toEqual({ police: 'hit', immigration: 'no-hit' });
  expect(reach).toEqual({ reachable: true, reference: true });
  expect(searches).toBe(1);
});

test('a gateway of another authority is refused, also where the environment would let it pass', async () => {
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const other = new CertificateAuthority();
  const { state, reach, searches } = await attempt({ ...identityFor(gateway), authority: other.certificatePem });
  expect(state.problem?.cause).toBe('not-trusted');
  expect(statusesOf(state)).toEqual(unanswered);
  expect(reach).toMatchObject({ reachable: false, problem: { cause: 'not-trusted' } });
  expect(searches).toBe(0);
});

test('a gateway of the right authority under another name is refused', async () => {
  const elsewhere = await startGateway({ hosts: ['elsewhere.example'] });
  const { state, reach, searches } = await attempt(identityFor(elsewhere), 'localhost', elsewhere);
  expect(state.problem?.cause).toBe('not-trusted');
  expect(reach).toMatchObject({ reachable: false, problem: { cause: 'not-trusted' } });
  expect(searches).toBe(0);
  const byNumber = await attempt(identityFor(gateway), '127.0.0.1');
  expect(statusesOf(byNumber.state)).toEqual({ police: 'hit', immigration: 'no-hit' });
  await elsewhere.close();
});

test('a laptop whose certificate is not admitted is told so by the gateway', async () => {
  const stranger = new CertificateAuthority('Somebody else').issue({ name: 'Laptop 9', use: 'client' });
  const { state, reach, searches } = await attempt({
    authority: gateway.authority,
    certificate: stranger.certificatePem,
    key: stranger.keyPem,
  });
  expect(state.problem?.cause).toBe('not-admitted');
  expect(statusesOf(state)).toEqual(unanswered);
  expect(reach).toMatchObject({ reachable: false, problem: { cause: 'not-admitted' } });
  expect(searches).toBe(0);
});

test('whoever has no certificate at all hears nothing but that', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request(
      { host: 'localhost', port: gateway.port, path: '/health', ca: gateway.authority },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.once('error', reject);
    asked.end();
  });
  expect(status).toBe(403);
});

test('a gateway that refuses the certificate within TLS, as others do, is understood as well', async () => {
  const authority = new CertificateAuthority('Authority of another server');
  const { certificatePem, keyPem } = authority.issue({ name: 'Server', use: 'server', hosts: ['localhost'] });
  writeFileSync(join(folder, 'server.pem'), certificatePem);
  writeFileSync(join(folder, 'key.pem'), keyPem);
  writeFileSync(join(folder, 'other.pem'), new CertificateAuthority('Admits others').certificatePem);
  const files = ['server.pem', 'key.pem', 'other.pem'].map((name) => join(folder, name));
  const asking = ['-accept', '0', '-tls1_3', '-Verify', '1', '-verify_return_error'];
  const [certificateFile = '', keyFile = '', admittingFile = ''] = files;
  const certificates = ['-cert', certificateFile, '-key', keyFile, '-CAfile', admittingFile];
  const server = execFile('openssl', ['s_server', ...asking, ...certificates]);
  const accepting = await new Promise<string>((resolve) => {
    let said = '';
    server.stdout?.on('data', (piece: string) => {
      said += piece;
      const [, port] = /ACCEPT \S*:(\d+)/.exec(said) ?? [];
      if (port !== undefined) resolve(port);
    });
  });
  const client = clientFor(gateway, {
    port: Number(accepting),
    identity: { ...identityFor(gateway), authority: authority.certificatePem },
  });
  expect(await client.reachable()).toMatchObject({ reachable: false, problem: { cause: 'not-admitted' } });
  client.close();
  server.kill();
});

test('a gateway that speaks TLS 1.2 alone is refused', async () => {
  const old = await startGateway({ maxVersion: 'TLSv1.2' });
  const { state, reach, searches } = await attempt(identityFor(old), 'localhost', old);
  expect(state.problem?.cause).toBe('not-trusted');
  expect(state.problem?.words).toContain('TLS 1.3');
  expect(reach).toMatchObject({ reachable: false, problem: { cause: 'not-trusted' } });
  expect(searches).toBe(0);
  await old.close();
});

test('where nobody listens, or somebody who says nothing, the probe says so in time', async () => {
  const nobody = clientFor(gateway, { port: 1, timing: { probing: 500 } });
  expect(await nobody.reachable()).toMatchObject({ reachable: false, problem: { cause: 'unreachable' } });
  nobody.close();
  const mute = createServer(() => undefined);
  await new Promise<void>((resolve) => void mute.listen(0, '127.0.0.1', resolve));
  const address = mute.address();
  const client = clientFor(gateway, {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    timing: { probing: 300 },
  });
  expect(await client.reachable()).toMatchObject({ reachable: false, problem: { cause: 'unreachable' } });
  client.close();
  mute.close();
});

test('what one laptop searched another one can neither hear nor drop', async () => {
  gateway.control({ databases: { police: { delayMilliseconds: 400 } } });
  const client = clientFor(gateway);
  const running = searchFor(client, 'invented-1', { transactionControlNumber: 'MINE-1' });
  await expect.poll(() => gateway.searches.all.some((one) => one.transactionControlNumber === 'MINE-1')).toBe(true);
  const search = gateway.searches.all.find((one) => one.transactionControlNumber === 'MINE-1');
  expect(gateway.searches.find('another laptop', search?.id ?? '')).toBeNull();
  await gateway.searches.dropNumber('another laptop', 'MINE-1');
  expect(statusesOf((await running).state)).toEqual({ police: 'hit', immigration: 'no-hit' });
  gateway.control({});
  client.close();
});
