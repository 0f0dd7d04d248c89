// Certificates for the reference gateway and its clients, made at each start: X.509 version 3 (RFC 5280) in DER, ECDSA on P-256 with SHA-256.
// Node reads certificates and makes none, and OpenSSL's command is not on every machine. For tests and demonstrations only.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  identifier: 0x06,
  text: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
};

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.of(tag, body.length), body]);
  const digits = body.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, body]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => element(tags.sequence, ...parts);

/** The first two numbers share a byte; the others have seven bits a byte. */
function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((number) => {
    const sevens = [number & 0x7f];
    for (let left = number >>> 7; left > 0; left >>>= 7) sevens.unshift((left & 0x7f) | 0x80);
    return sevens;
  });
  return element(tags.identifier, Buffer.of(first * 40 + second, ...bytes));
}

const time = (at: Date): Buffer =>
  element(tags.time, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));

const commonName = (name: string): Buffer =>
  sequence(element(tags.set, sequence(identifier('2.5.4.3'), element(tags.text, Buffer.from(name)))));

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  const mark = critical ? [element(tags.boolean, Buffer.of(0xff))] : [];
  return sequence(identifier(id), ...mark, element(tags.octets, value));
}

const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));
const signing = { authority: Buffer.of(1, 0x06), leaf: Buffer.of(7, 0x80) };
const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

export interface KeyedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

interface Wanted {
  readonly name: string;
  readonly use: 'authority' | 'server' | 'client';
  readonly hosts?: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

/** Names and addresses at which a server may be asked for. */
const alternatives = (hosts: readonly string[]): Buffer =>
  sequence(
    ...hosts.map((host) =>
      isIPv4(host) ? element(0x87, Buffer.from(host.split('.').map(Number))) : element(0x82, Buffer.from(host)),
    ),
  );

/** By which an authority's key is told from another's of the same name. */
const keyIdentifier = (key: KeyObject): Buffer =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);

function extensionsOf({ use, hosts = [] }: Wanted, own: KeyObject, issuer: KeyObject): Buffer {
  const isAuthority = use === 'authority';
  const basic = isAuthority ? sequence(element(tags.boolean, Buffer.of(0xff))) : sequence();
  const all = [
    extension('2.5.29.19', basic, true),
    extension('2.5.29.14', element(tags.octets, keyIdentifier(own))),
    extension('2.5.29.35', sequence(element(0x80, keyIdentifier(issuer)))),
    extension('2.5.29.15', element(tags.bits, signing[isAuthority ? 'authority' : 'leaf']), true),
  ];
  if (use !== 'authority') all.push(extension('2.5.29.37', sequence(identifier(purposes[use]))));
  if (hosts.length > 0) all.push(extension('2.5.29.17', alternatives(hosts)));
  return element(0xa3, sequence(...all));
}

const hour = 3_600_000;

/** An authority that exists in memory only, and issues until it is forgotten. */
export class CertificateAuthority {
  readonly #name: string;
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;
  readonly certificatePem: string;

  constructor(name = 'Kerbdesk reference gateway, invented authority') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    this.#name = name;
    this.#key = privateKey;
    this.#publicKey = publicKey;
    this.certificatePem = this.#certificate(publicKey, { name, use: 'authority' });
  }

  issue(wanted: Wanted): KeyedCertificate {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return {
      certificatePem: this.#certificate(publicKey, wanted),
      keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
  }

  #certificate(publicKey: KeyObject, wanted: Wanted): string {
    const { name, validFrom, validTo } = wanted;
    const serial = randomBytes(16);
    // Neither negative nor with a leading zero too many.
    serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0);
    const content = sequence(
      element(0xa0, element(tags.integer, Buffer.of(2))),
      element(tags.integer, serial),
      ecdsaWithSha256,
      commonName(this.#name),
      sequence(time(validFrom ?? new Date(Date.now() - hour)), time(validTo ?? new Date(Date.now() + 24 * 30 * hour))),
      commonName(name),
      publicKey.export({ type: 'spki', format: 'der' }),
      extensionsOf(wanted, publicKey, this.#publicKey),
    );
    const signature = element(tags.bits, Buffer.of(0), sign('sha256', content, this.#key));
    const der = sequence(content, ecdsaWithSha256, signature);
    const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  }
}
