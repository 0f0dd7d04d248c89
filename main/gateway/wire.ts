// What the gateway says, as JSON on the wire, into events of the port. Strict: what is not understood is said to be so.
import { z } from 'zod';
import {
  biometricDatabase,
  databaseAnswerWith,
  mostPhotoBytes,
  personPhoto,
  purgeReceipt,
  type PurgeReceipt,
} from '#contract/biometric-search.ts';
import { GatewayFailure } from './gateway-failure.ts';
import { notUnderstood, parseHostileJson, type JsonLimits } from './hostile-json.ts';
import type { GatewayEvent } from '../ports/biometric-gateway.ts';

const kibibyte = 1024;
/** Ten candidates with the largest photos are less. */
export const mostEventBytes = 4096 * kibibyte;
export const mostStreamBytes = 16_384 * kibibyte;

const eventLimits: JsonLimits = { bytes: mostEventBytes, depth: 12, values: 5000 };
const shortLimits: JsonLimits = { bytes: 16 * kibibyte, depth: 4, values: 100 };
const batchLimits: JsonLimits = { bytes: mostStreamBytes, depth: 15, values: 50_000 };
export const mostBatchBytes = batchLimits.bytes;
export const mostShortBytes = shortLimits.bytes;

/** Base64 with its padding, as it would be written again. */
const photo = z
  .strictObject({
    mediaType: z.enum(['image/jpeg', 'image/png']),
    base64: z.string().max(Math.ceil(mostPhotoBytes / 3) * 4),
  })
  .transform(({ mediaType, base64 }, context) => {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.toString('base64') !== base64) context.addIssue({ code: 'custom', message: 'must be base64' });
    return { mediaType, bytes: new Uint8Array(bytes) };
  })
  .pipe(personPhoto);
const answer = databaseAnswerWith(photo);

const controlNumber = z.string().min(1).max(40);
const searchId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const acceptance = z.strictObject({
  tcr: controlNumber,
  searchId,
  databases: z
    .array(biometricDatabase)
    .min(1)
    .max(2)
    .refine((all) => new Set(all).size === all.length),
  reference: z.boolean().default(false),
});
const dropped = z.strictObject({
  tcr: controlNumber,
  receipt: purgeReceipt.nullable(),
  reference: z.boolean().default(false),
});
const health = z.strictObject({ ready: z.literal(true), reference: z.boolean().default(false) });

const reference = z.boolean().optional();
const databaseEvent = z.looseObject({ type: z.literal('database'), tcr: controlNumber, database: biometricDatabase });
const strictDatabaseEvent = databaseEvent.extend({ answer, reference }).strict();
const otherEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('purged'), tcr: controlNumber, receipt: purgeReceipt, reference }),
  z.strictObject({ type: z.literal('end'), tcr: controlNumber, reference }),
]);
const batch = z.strictObject({
  tcr: controlNumber,
  reference,
  events: z.array(z.strictObject({ id: z.number().int().positive(), event: z.unknown() })).max(1000),
});

function checkTransaction(tcr: string, transactionControlNumber: string): void {
  if (tcr === transactionControlNumber) return;
  throw new GatewayFailure(
    'other-transaction',
    'The gateway answered to another transaction than this one. Nothing that it says is relied upon from here on. Tell IT.',
  );
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw notUnderstood('it is not in the words that were agreed');
}

function eventOf(value: unknown, transactionControlNumber: string): GatewayEvent {
  const envelope = databaseEvent.safeParse(value);
  if (!envelope.success) {
    const event = parsed(otherEvent, value);
    checkTransaction(event.tcr, transactionControlNumber);
    return event.type === 'purged' ? { type: 'purged', receipt: event.receipt } : { type: 'end' };
  }
  const { tcr, database } = envelope.data;
  checkTransaction(tcr, transactionControlNumber);
  const whole = strictDatabaseEvent.safeParse(value);
  if (whole.success) return { type: 'database', database, answer: whole.data.answer };
  // It is known who spoke, and not what was said: only this database is in doubt.
  return {
    type: 'database',
    database,
    answer: { status: 'error', elapsedMilliseconds: 0, words: 'its answer cannot be understood' },
  };
}

export const readEvent = (data: Uint8Array, transactionControlNumber: string): GatewayEvent =>
  eventOf(parseHostileJson(data, eventLimits), transactionControlNumber);

export interface NumberedEvent {
  /** From one, without gaps. */
  readonly id: number;
  readonly event: GatewayEvent;
}

export function readBatch(data: Uint8Array, transactionControlNumber: string): readonly NumberedEvent[] {
  const { tcr, events } = parsed(batch, parseHostileJson(data, batchLimits));
  checkTransaction(tcr, transactionControlNumber);
  return events.map(({ id, event }) => ({ id, event: eventOf(event, transactionControlNumber) }));
}

export function readAcceptance(
  data: Uint8Array,
  transactionControlNumber: string,
): GatewayEvent & { type: 'accepted' } {
  const {
    tcr,
    searchId: id,
    databases,
    reference: isReference,
  } = parsed(acceptance, parseHostileJson(data, shortLimits));
  checkTransaction(tcr, transactionControlNumber);
  return { type: 'accepted', searchId: id, databases, reference: isReference };
}

export function readDropped(data: Uint8Array, transactionControlNumber: string): PurgeReceipt | null {
  const { tcr, receipt } = parsed(dropped, parseHostileJson(data, shortLimits));
  checkTransaction(tcr, transactionControlNumber);
  return receipt;
}

export const readHealth = (data: Uint8Array): { readonly reference: boolean } =>
  parsed(health, parseHostileJson(data, shortLimits));

/** The number of a streamed event, as it was written by `id:`. */
export function readEventNumber(id: string | null): number {
  if (id === null || !/^[1-9]\d{0,5}$/.test(id)) throw notUnderstood('an event has no number');
  return Number(id);
}
