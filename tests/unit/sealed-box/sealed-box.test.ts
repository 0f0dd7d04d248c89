// A sealed box is HPKE as RFC 9180 has it, opens for its recipient only, and in no other form than it was sealed in.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derivePublicKey, generateRawKeyPair } from '../../../main/storage/keys/raw-keys.ts';
import {
  aes128,
  openSealed,
  openWithInfo,
  sealedBoxOverhead,
  SealedBoxError,
  sealTo,
  sealWithEphemeral,
} from '../../../main/storage/keys/sealed-box.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

describe('the vector of RFC 9180, appendix A.1.1', () => {
  const ephemeralPrivate = hex('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736');
  const ephemeralPublic = hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431');
  const recipientPrivate = hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8');
  const recipientPublic = hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d');
  const info = hex('4f6465206f6e2061204772656369616e2055726e');
  const aad = hex('436f756e742d30');
  const plaintext = hex('4265617574792069732074727574682c20747275746820626561757479');
  const ciphertext = 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a';

  it('seals to the same bytes', () => {
    expect(derivePublicKey('x25519', ephemeralPrivate)).toEqual(ephemeralPublic);
    const pair = { privateKey: ephemeralPrivate, publicKey: ephemeralPublic };
    const sealed = sealWithEphemeral(pair, recipientPublic, plaintext, aad, info, aes128);
    expect(Buffer.from(sealed).toString('hex')).toBe(Buffer.from(ephemeralPublic).toString('hex') + ciphertext);
  });

  it('opens', () => {
    const sealed = Buffer.concat([ephemeralPublic, hex(ciphertext)]);
    expect(openWithInfo(recipientPrivate, recipientPublic, sealed, aad, info, aes128)).toEqual(plaintext);
  });
});

describe('a sealed box', () => {
  const { privateKey, publicKey } = generateRawKeyPair('x25519');
  const secret = new Uint8Array(randomBytes(32));
  const bound = Buffer.from('recording 7');
  const sealed = sealTo(publicKey, secret, bound);

  it('opens with the private key and what it is bound to, and is never the same twice', () => {
    expect(sealed.byteLength).toBe(secret.byteLength + sealedBoxOverhead);
    expect(openSealed(privateKey, publicKey, sealed, bound)).toEqual(secret);
    expect(sealTo(publicKey, secret, bound)).not.toEqual(sealed);
  });

  it('takes nothing and megabytes', () => {
    for (const size of [0, 1, 3_000_000]) {
      const message = new Uint8Array(randomBytes(size));
      const opened = openSealed(privateKey, publicKey, sealTo(publicKey, message, bound), bound);
      expect(Buffer.from(opened).equals(message)).toBe(true);
    }
  });

  it('does not open with another key, other bound bytes, or any bit changed', () => {
    const other = generateRawKeyPair('x25519');
    expect(() => openSealed(other.privateKey, other.publicKey, sealed, bound)).toThrow(SealedBoxError);
    expect(() => openSealed(other.privateKey, publicKey, sealed, bound)).toThrow(SealedBoxError);
    expect(() => openSealed(privateKey, publicKey, sealed, Buffer.from('recording 8'))).toThrow(SealedBoxError);
    for (let bit = 0; bit < sealed.byteLength * 8; bit++) {
      // X25519 ignores the top bit of a public key, and HPKE binds the bytes as they were sent: refused all the same.
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openSealed(privateKey, publicKey, changed, bound)).toThrow(SealedBoxError);
    }
    for (let length = 0; length < sealed.byteLength; length++) {
      expect(() => openSealed(privateKey, publicKey, sealed.subarray(0, length), bound)).toThrow(SealedBoxError);
    }
  });

  it('is not made with a point of small order, which would give everyone the key', () => {
    expect(() => sealTo(new Uint8Array(32), secret, bound)).toThrow(Error);
    const forged = Uint8Array.from(sealed);
    forged.fill(0, 0, 32);
    expect(() => openSealed(privateKey, publicKey, forged, bound)).toThrow(SealedBoxError);
  });
});
