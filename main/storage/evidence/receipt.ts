// The receipt of a finished offload: how a recording that came in while the vault was locked gets into the officer's records.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { custodyEvent, type CustodyEvent } from '#contract/footage.ts';
import { recordingId, type RecordingId } from '#contract/ids.ts';
import type { SealFacts, SourceFacts } from '../../ports/evidence-sink.ts';
import { openSealed, SealedBoxError, sealTo } from '../keys/sealed-box.ts';
import { parseJson } from './container-header.ts';
import { evidenceDamaged } from './damage.ts';
import { evidenceKeys, sourceFacts } from './facts.ts';
import { blockContext } from './sealed-block.ts';

export interface Receipt {
  readonly recordingId: RecordingId;
  readonly facts: SourceFacts;
  readonly seal: SealFacts;
  /** From the first session to the read-back, in order. */
  readonly custody: readonly CustodyEvent[];
}

/** Receipts are read whole: a larger file is not one. */
export const maxReceiptBytes = 1024 * 1024;

const outer = z.strictObject({
  format: z.literal('kerbdesk-receipt'),
  version: z.literal(1),
  recordingId,
  box: z.base64(),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
const inner = z.strictObject({
  recordingId,
  facts: sourceFacts,
  seal: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().min(0),
    parts: z.number().int().min(0),
  }),
  custody: z.array(custodyEvent),
});

const boxContext = (id: RecordingId): Uint8Array => blockContext('kerbdesk evidence v1 receipt', id);

const macOf = (resumeKey: Uint8Array, id: RecordingId, box: string): string =>
  createHmac('sha256', evidenceKeys(resumeKey).receipt)
    .update(JSON.stringify(['receipt', id, box]))
    .digest('hex');

/** The bytes of `<recording-id>.receipt`: only the officer can read it, and only this device can have written it. */
export function sealReceipt(receipt: Receipt, officerPublicKey: Uint8Array, resumeKey: Uint8Array): Uint8Array {
  const plain = Buffer.from(JSON.stringify(receipt));
  const id = receipt.recordingId;
  const box = Buffer.from(sealTo(officerPublicKey, plain, boxContext(id))).toString('base64');
  return Buffer.from(
    JSON.stringify({
      format: 'kerbdesk-receipt',
      version: 1,
      recordingId: id,
      box,
      mac: macOf(resumeKey, id, box),
    } satisfies z.input<typeof outer>),
  );
}

/**
 * Throws `evidence-damaged` where the receipt was not written by this device, was changed, or is another officer's.
 * @param resumeKey null where the device secret is not at hand: then anyone who has the officer's public key can have
 *   written it, and its recording must be verified before it is relied on
 */
export function openReceipt(
  bytes: Uint8Array,
  officerPrivateKey: Uint8Array,
  officerPublicKey: Uint8Array,
  resumeKey: Uint8Array | null,
): Receipt {
  const file = outer.safeParse(bytes.byteLength > maxReceiptBytes ? undefined : parseJson(bytes));
  if (!file.success) throw evidenceDamaged('its receipt cannot be read');
  const { recordingId: id, box, mac } = file.data;
  if (resumeKey !== null && !timingSafeEqual(Buffer.from(mac, 'hex'), Buffer.from(macOf(resumeKey, id, box), 'hex'))) {
    throw evidenceDamaged('its receipt was not written by this laptop');
  }
  try {
    const plain = openSealed(officerPrivateKey, officerPublicKey, Buffer.from(box, 'base64'), boxContext(id));
    const content = inner.safeParse(parseJson(plain));
    if (!content.success || content.data.recordingId !== id) throw evidenceDamaged('its receipt is malformed');
    return content.data;
  } catch (error) {
    if (error instanceof SealedBoxError) throw evidenceDamaged('its receipt does not open', error);
    throw error;
  }
}
