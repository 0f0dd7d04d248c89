// vault.json: what unlocks an officer's vault, nothing of what is in it. Parsed with suspicion, replaced whole or not at all.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { KerbdeskError } from '#contract/errors.ts';
import { instant } from '#contract/ids.ts';
import { officer } from '#contract/session.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';
import { diskError, systemFiles, type FileOperations } from '../file-operations.ts';
import { wrapOverhead } from './key-wrap.ts';
import { kdfPolicy, saltBytes } from './passphrase-stretching.ts';
import { triesUntilDestroyed } from './throttle.ts';

export const vaultFileName = 'vault.json';
/** The part that a passphrase cannot open and time does not change: see `vaultIdentity`. */
export const recoveryFileName = 'recovery.json';
export const recordsFileName = 'records.db';
export const evidenceFolderName = 'evidence';

const formatVersion = 1;
const sizeLimit = 64 * 1024;

const binary = (bytes: number) =>
  z
    .base64()
    .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
    .refine((value) => value.byteLength === bytes, `must be ${bytes} bytes`);

/** Made once with the vault. Holds nothing that a passphrase opens, so a second copy (recovery.json) weakens nothing. */
const vaultIdentity = z.strictObject({
  officer,
  createdAt: instant,
  encryptionPublicKey: binary(32),
  signingPublicKey: binary(32),
  /** X25519 then Ed25519 private key under the vault key, bound to every other field here but the sealed vault key. */
  wrappedPrivateKeys: binary(64 + wrapOverhead),
  /** The vault key sealed to the force's escrow key; null where policy has none. */
  escrow: z.strictObject({ publicKey: binary(32), sealedVaultKey: binary(32 + 48) }).nullable(),
});
export type VaultIdentity = z.output<typeof vaultIdentity>;

/** The vault key under a passphrase (and the device secret). Null once ten wrong passphrases destroyed it. */
const localLock = z.strictObject({
  kdf: kdfPolicy,
  salt: binary(saltBytes),
  deviceSecretId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  wrappedVaultKey: binary(32 + wrapOverhead),
});
export type LocalLock = z.output<typeof localLock>;

const vaultBody = z.strictObject({
  identity: vaultIdentity,
  lock: localLock.nullable(),
  tries: z.strictObject({ failed: z.int().min(0).max(triesUntilDestroyed), lastAt: instant.nullable() }),
  /** Each time the force's escrow key was used; the officer's audit trail notes it at the next unlock. */
  recoveredAt: z.array(instant).max(1000),
});
export type VaultFile = z.output<typeof vaultBody>;

const envelope = z.strictObject({
  format: z.enum(['kerbdesk-vault', 'kerbdesk-vault-recovery']),
  version: z.int().min(1),
  body: z.unknown(),
  /** SHA-256 over format, version and the body as JSON without spaces. Finds accidents, not attackers: those meet the wraps' own seals. */
  checksum: z.string(),
});

/** Binary as base64; members in the order in which they are declared, so that the same facts give the same text. */
const bodyText = (body: unknown): string =>
  JSON.stringify(body, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
const checksumOf = (format: string, version: number, text: string): string =>
  createHash('sha256').update(`${format}\n${version}\n${text}`).digest('hex');

const damaged = (what: string, cause?: unknown): KerbdeskError =>
  new KerbdeskError(
    'vault-damaged',
    `This vault's key file is damaged (${what}). Nothing was changed or deleted. Do not create the vault again: tell IT, who can recover it.`,
    { cause },
  );

function parseFile<Body extends z.ZodType>(
  bytes: Uint8Array,
  format: z.output<typeof envelope>['format'],
  schema: Body,
): z.output<Body> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged('it is not readable text', error);
  }
  const outer = envelope.safeParse(json);
  if (!outer.success || outer.data.format !== format) throw damaged('its outline is wrong', outer.error);
  const { version, body: unparsed, checksum } = outer.data;
  if (checksumOf(format, version, JSON.stringify(unparsed)) !== checksum) throw damaged('its checksum is wrong');
  if (version > formatVersion) {
    throw new KerbdeskError(
      'database-from-future',
      'This vault was last used by a newer version of Kerbdesk. Nothing was changed. Update Kerbdesk, then unlock again.',
    );
  }
  const body = schema.safeParse(unparsed);
  if (!body.success) throw damaged('its content is wrong', body.error);
  return body.data;
}

function formatFile(format: z.output<typeof envelope>['format'], body: unknown): Uint8Array {
  const text = bodyText(body);
  const checksum = checksumOf(format, formatVersion, text);
  const whole = `{"format":"${format}","version":${formatVersion},"body":${text},"checksum":"${checksum}"}\n`;
  return new TextEncoder().encode(whole);
}

async function readBytes(path: string, files: FileOperations): Promise<Uint8Array | null> {
  try {
    return await readSmallFile(path, sizeLimit, files);
  } catch (error) {
    if (error instanceof RangeError) throw damaged('it is far too long', error);
    throw diskError(error, 'the vault could not be read. Nothing was changed.');
  }
}

/** Throws `vault-damaged`, `database-from-future` or `disk-error`; never writes. */
export async function readVaultFile(folder: string, files: FileOperations = systemFiles): Promise<VaultFile> {
  const bytes = await readBytes(join(folder, vaultFileName), files);
  if (bytes === null) throw damaged('it is missing');
  return parseFile(bytes, 'kerbdesk-vault', vaultBody);
}

/** Durable when the promise resolves. Throws `disk-full` or `disk-error`, and the former file is still whole. */
export async function writeVaultFile(
  folder: string,
  vault: VaultFile,
  files: FileOperations = systemFiles,
): Promise<void> {
  try {
    await writeDurably(join(folder, vaultFileName), formatFile('kerbdesk-vault', vault), files);
  } catch (error) {
    throw diskError(error, 'the vault was left as it was.');
  }
}

export async function writeRecoveryFile(
  folder: string,
  identity: VaultIdentity,
  files: FileOperations = systemFiles,
): Promise<void> {
  await writeDurably(join(folder, recoveryFileName), formatFile('kerbdesk-vault-recovery', identity), files);
}

/** The copy of the vault's identity, for when vault.json is damaged; null where there is none. */
export async function readRecoveryFile(
  folder: string,
  files: FileOperations = systemFiles,
): Promise<VaultIdentity | null> {
  const bytes = await readBytes(join(folder, recoveryFileName), files);
  return bytes === null ? null : parseFile(bytes, 'kerbdesk-vault-recovery', vaultIdentity);
}
