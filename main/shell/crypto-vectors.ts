// Published test vectors for the algorithms that the vault stands on: Electron's node:crypto is BoringSSL, not OpenSSL.
import {
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
  type KeyObject,
} from 'node:crypto';

export interface CryptoVector {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
  /** The result in hexadecimal. */
  readonly compute: () => string;
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

// RFC 8410: the DER that goes before 32 raw bytes of a private or public key; the last byte of the identifier tells which.
const privateKey = (identifier: '6e' | '70', raw: string): KeyObject =>
  createPrivateKey({ key: hex(`302e020100300506032b65${identifier}04220420${raw}`), format: 'der', type: 'pkcs8' });
const publicX25519 = (raw: string): KeyObject =>
  createPublicKey({ key: hex(`302a300506032b656e032100${raw}`), format: 'der', type: 'spki' });

export const cryptoVectors: readonly CryptoVector[] = [
  {
    name: 'SHA-256',
    source: 'FIPS 180-2, B.1',
    expected: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    compute: () => createHash('sha256').update('abc').digest('hex'),
  },
  {
    name: 'AES-256-GCM',
    source: 'McGrew and Viega, test case 14',
    expected: 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
    compute: () => {
      const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
      return Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final(), cipher.getAuthTag()]).toString('hex');
    },
  },
  {
    name: 'HKDF-SHA-256',
    source: 'RFC 5869, A.1',
    expected: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    compute: () => {
      const salt = hex('000102030405060708090a0b0c');
      const info = hex('f0f1f2f3f4f5f6f7f8f9');
      return Buffer.from(hkdfSync('sha256', Buffer.alloc(22, 0x0b), salt, info, 42)).toString('hex');
    },
  },
  {
    name: 'Ed25519',
    source: 'RFC 8032, 7.1, test 1',
    expected:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    compute: () => {
      const key = privateKey('70', '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
      return sign(null, Buffer.alloc(0), key).toString('hex');
    },
  },
  {
    name: 'X25519',
    source: 'RFC 7748, 6.1',
    expected: '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
    compute: () =>
      diffieHellman({
        privateKey: privateKey('6e', '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'),
        publicKey: publicX25519('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
      }).toString('hex'),
  },
];
