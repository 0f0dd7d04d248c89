// A receipt is read by its officer only and written by this device only.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordingId } from '#contract/ids.ts';
import { openReceipt, sealReceipt, type Receipt } from '../../../main/storage/evidence/receipt.ts';
import { generateRawKeyPair } from '../../../main/storage/keys/raw-keys.ts';
import { custody, makeFacts, officerKeys } from './support/evidence-kit.ts';

const resumeKey = new Uint8Array(randomBytes(32));
const receipt: Receipt = {
  recordingId: recordingId.parse('0d9f9a52-3c5e-4a9f-9a55-0f1f6f3b9a02'),
  facts: makeFacts(12),
  seal: { sha256: 'ab'.repeat(32), bytes: 12, parts: 1 },
  custody: [custody('offload-started'), custody('sealed', 'in one go')],
};
const { privateKey, publicKey } = officerKeys;
const sealed = sealReceipt(receipt, publicKey, resumeKey);
const damaged = expect.objectContaining({ code: 'evidence-damaged' });

describe('a receipt', () => {
  it('comes back as it was, with and without the device secret at hand', () => {
    expect(openReceipt(sealed, privateKey, publicKey, resumeKey)).toEqual(receipt);
    expect(openReceipt(sealed, privateKey, publicKey, null)).toEqual(receipt);
  });

  it('cannot be forged by somebody who has the disk and the public key', () => {
    const forged = sealReceipt(receipt, publicKey, new Uint8Array(randomBytes(32)));
    expect(() => openReceipt(forged, privateKey, publicKey, resumeKey)).toThrow(damaged);
  });

  it("does not open for another officer, nor as another recording's", () => {
    const other = generateRawKeyPair('x25519');
    expect(() => openReceipt(sealed, other.privateKey, other.publicKey, resumeKey)).toThrow(damaged);
    const renamed = Buffer.from(
      Buffer.from(sealed).toString().replace(receipt.recordingId, '0d9f9a52-3c5e-4a9f-9a55-0f1f6f3b9a03'),
    );
    expect(() => openReceipt(renamed, privateKey, publicKey, resumeKey)).toThrow(damaged);
    expect(() => openReceipt(renamed, privateKey, publicKey, null)).toThrow(damaged);
  });

  it('is refused wherever a bit was flipped or it was cut', () => {
    for (let place = 0; place < sealed.byteLength; place += 7) {
      const changed = Uint8Array.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => openReceipt(changed, privateKey, publicKey, resumeKey), `byte ${place}`).toThrow(damaged);
      expect(() => openReceipt(sealed.subarray(0, place), privateKey, publicKey, resumeKey)).toThrow(damaged);
    }
  });
});
