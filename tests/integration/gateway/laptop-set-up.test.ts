// Promise: IT is told exactly what is wrong with the gateway's set-up, before anybody's finger is on a reader; and the reference gateway sets a
// laptop up by itself.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkConfiguration } from '../../../main/configuration-check/check-configuration.ts';
import { createGatewayClient } from '../../../main/gateway/gateway-client.ts';
import { GatewayFailure } from '../../../main/gateway/gateway-failure.ts';
import { readLaptopIdentity } from '../../../main/gateway/laptop-identity.ts';
import { gatewayPolicy, type GatewayPolicy } from '../../../main/ports/biometric-gateway-policy.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import { readDevicePolicy } from '../../../main/storage/device/device-policy.ts';
import { CertificateAuthority } from '../../../native-mocks/peers/gateway/certificates.ts';
import { searchFor, statusesOf } from '../../support/gateway-kit.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbdesk-gateway-set-up-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const authority = new CertificateAuthority();
const day = 86_400_000;
const from = (days: number): Date => new Date(Date.now() + days * day);

function policyWith(changes: Partial<GatewayPolicy> = {}): GatewayPolicy {
  const { certificatePem, keyPem } = authority.issue({ name: 'Laptop 1', use: 'client' });
  writeFileSync(join(folder, 'laptop.pem'), certificatePem);
  writeFileSync(join(folder, 'laptop-key.pem'), keyPem, { mode: 0o600 });
  return {
    address: 'https://gateway.example.police.uk:8443',
    authority: authority.certificatePem,
    clientCertificateFile: join(folder, 'laptop.pem'),
    clientKeyFile: join(folder, 'laptop-key.pem'),
    domain: { name: 'INT-I', version: '5.03' },
    originatingAgency: 'GB/NORTHSHIRE',
    destinationAgency: 'GB/GATEWAY',
    databases: ['police', 'immigration'],
    allowReference: false,
    ...changes,
  };
}

/** Why a set-up is refused; empty where it is not. */
const refusal = (policy: GatewayPolicy): Promise<string> =>
  readLaptopIdentity(policy, new Date()).then(
    () => '',
    (error: unknown) => (error instanceof GatewayFailure ? error.problem.words : String(error)),
  );

test('files that fit are read as they are', async () => {
  const policy = policyWith();
  const { certificate, key } = await readLaptopIdentity(policy, new Date());
  expect(certificate).toBe(readFileSync(policy.clientCertificateFile, 'latin1'));
  expect(key).toBe(readFileSync(policy.clientKeyFile, 'latin1'));
});

test('each thing that is wrong with them has words of its own', async () => {
  const policy = policyWith();
  expect(await refusal({ ...policy, clientKeyFile: join(folder, 'missing.pem') })).toContain('cannot be read');
  chmodSync(policy.clientCertificateFile, 0o600);
  expect(await refusal({ ...policy, clientKeyFile: policy.clientCertificateFile })).toContain(
    'no unencrypted private key',
  );
  expect(await refusal({ ...policy, clientCertificateFile: policy.clientKeyFile })).toContain('no certificate');
  writeFileSync(policy.clientKeyFile, authority.issue({ name: 'Another', use: 'client' }).keyPem);
  expect(await refusal(policy)).toContain('does not belong to its certificate');
});

test.skipIf(process.platform === 'win32')('a key that other accounts may read is refused', async () => {
  const policy = policyWith();
  chmodSync(policy.clientKeyFile, 0o644);
  expect(await refusal(policy)).toContain('other accounts may read');
});

test('certificates out of their time, and authorities that are none, are refused', async () => {
  const policy = policyWith();
  const old = authority.issue({ name: 'Laptop 1', use: 'client', validFrom: from(-9), validTo: from(-1) });
  writeFileSync(policy.clientCertificateFile, old.certificatePem);
  writeFileSync(policy.clientKeyFile, old.keyPem);
  expect(await refusal(policy)).toContain('expired on');
  const early = authority.issue({ name: 'Laptop 1', use: 'client', validFrom: from(1), validTo: from(9) });
  writeFileSync(policy.clientCertificateFile, early.certificatePem);
  writeFileSync(policy.clientKeyFile, early.keyPem);
  expect(await refusal(policy)).toContain('is valid from');
  expect(await refusal(policyWith({ authority: early.certificatePem }))).toContain('may not issue others');
});

test('device.json takes a gateway, and names the slip in one', async () => {
  await readDevicePolicy(folder);
  const path = join(folder, 'device.json');
  const file = JSON.parse(readFileSync(path, 'utf8')) as { policy: Record<string, unknown> };
  const write = (biometricGateway: unknown): void =>
    writeFileSync(path, JSON.stringify({ ...file, policy: { ...file.policy, biometricGateway } }));
  const { allowReference, ...policy } = policyWith();
  write(policy);
  expect((await readDevicePolicy(folder)).biometricGateway).toEqual({ ...policy, allowReference });
  const slips: [Record<string, unknown>, RegExp][] = [
    [{ address: 'http://gateway.example' }, /biometricGateway\.address: must be https/],
    [{ address: 'https://gateway.example/searches' }, /biometricGateway\.address/],
    [{ authority: 'gateway.pem' }, /biometricGateway\.authority: must be one certificate in PEM/],
    [{ clientKeyFile: 'laptop-key.pem' }, /clientKeyFile: must be the absolute path/],
    [{ databases: ['police', 'police'] }, /databases: names a database twice/],
    [{ originatingAgency: 'GB\u001DNORTH' }, /originatingAgency: must be 1 to 36 letters/],
    [{ clientKey: 'secret' }, /clientKey/],
  ];
  for (const [change, words] of slips) {
    write({ ...policy, ...change });
    await expect(readDevicePolicy(folder)).rejects.toThrow(words);
  }
});

test('IT is told by a command, before anybody needs it, of a certificate that ran out', async () => {
  await readDevicePolicy(folder);
  const path = join(folder, 'device.json');
  const file = JSON.parse(readFileSync(path, 'utf8')) as { policy: Record<string, unknown> };
  const biometricGateway = policyWith();
  writeFileSync(path, JSON.stringify({ ...file, policy: { ...file.policy, biometricGateway } }));
  const said: string[] = [];
  const check = (): Promise<0 | 1> => checkConfiguration({ file: null }, folder, (line) => void said.push(line));
  expect(await check()).toBe(0);
  expect(said).toContain(`${biometricGateway.clientCertificateFile}: right, with its key and authority.`);
  const old = authority.issue({ name: 'Laptop 1', use: 'client', validFrom: from(-9), validTo: from(-1) });
  writeFileSync(biometricGateway.clientCertificateFile, old.certificatePem);
  writeFileSync(biometricGateway.clientKeyFile, old.keyPem);
  expect(await check()).toBe(1);
  expect(said.join()).toMatch(/laptop's certificate expired on/);
});

test('the reference gateway runs as a process, sets up a laptop, and is searched by what it wrote', async () => {
  const entry = resolve(import.meta.dirname, '../../../native-mocks/processes/reference-gateway.ts');
  const engines = resolve(import.meta.dirname, '../../support/hash-engine.ts');
  const child = spawn(process.execPath, [entry, `--engines=${engines}`, `--folder=${folder}`]);
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const [line] = (await createInterface(child.stdout)[Symbol.asyncIterator]().next()).value?.split('\n') ?? [];
  expect(JSON.parse(line ?? '')).toMatchObject({ reference: true });
  const written: unknown = JSON.parse(readFileSync(join(folder, 'biometric-gateway.json'), 'utf8'));
  const policy = gatewayPolicy.parse(written);
  const identity = await readLaptopIdentity(policy, new Date());
  const client = createGatewayClient({ policy, identity, clock: systemClock });
  const { state } = await searchFor(client, 'invented-3');
  expect(statusesOf(state)).toEqual({ police: 'hit', immigration: 'hit' });
  client.close();
  child.stdin.end();
  expect(await ended).toBe(0);
});
