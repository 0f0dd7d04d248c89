// device.json: IT's policy and this laptop's identity. No secrets; written once, then IT's to edit.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { KerbdeskError } from '#contract/errors.ts';
import { mostTemplates, tagTemplate } from '#contract/tagging.ts';
import { category } from '#contract/footage.ts';
import { retentionMode } from '#contract/retention.ts';
import { defaultVictimRules, victimRules } from '#contract/victims/rules.ts';
import { gatewayPolicy } from '../../ports/biometric-gateway-policy.ts';
import { configuredLayout } from '../../ports/camera-layouts.ts';
import { cameraPlugIns } from '../../ports/camera-plug-ins.ts';
import type { DevicePolicy } from '../../ports/device.ts';
import { siteOrigin } from './site-origin.ts';
import { firstTeamPosts, teamPostsFile, toTeamPostPolicy } from './team-post-policy.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';

const rawKey = z.base64().refine((text) => Buffer.from(text, 'base64').byteLength === 32, 'must be 32 bytes in base64');

const kdf = z.discriminatedUnion('algorithm', [
  z.strictObject({
    algorithm: z.literal('argon2id'),
    memoryKiB: z.number().int().min(65_536).max(1_048_576),
    passes: z.number().int().min(2).max(10),
  }),
  // OWASP's floor for PBKDF2-HMAC-SHA-256: for forces that may use FIPS-approved algorithms only.
  z.strictObject({
    algorithm: z.literal('pbkdf2-hmac-sha-256'),
    iterations: z.number().int().min(600_000).max(10_000_000),
  }),
]);

const forceTemplate = z.strictObject({
  label: tagTemplate.shape.label,
  categoryId: tagTemplate.shape.categoryId.default(null),
  title: tagTemplate.shape.title.default(''),
  tags: tagTemplate.shape.tags.default([]),
});

/** A force's retention schedule. An empty one, or one that names a category twice, is a slip and not a schedule. */
const schedule = z
  .array(z.strictObject(category.omit({ retired: true }).shape))
  .min(1)
  .max(60)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'names a category twice')
  .refine((all) => new Set(all.map(({ label }) => label)).size === all.length, 'has a label twice');

const deviceFile = z.strictObject({
  format: z.literal(1),
  deviceId: z.uuid(),
  policy: z.strictObject({
    kdf,
    minimumPassphraseLength: z.number().int().min(6).max(64),
    minimumPassphraseLengthAlone: z.number().int().min(12).max(64),
    escrowPublicKey: rawKey.nullable(),
    longestIdleLockMinutes: z.number().int().min(1).max(60),
    externalOrigins: z.array(siteOrigin).max(50),
    tagTemplates: z.array(forceTemplate).max(mostTemplates).default([]),
    // Files of the first release do not have these.
    retention: retentionMode.default('by-hand'),
    undoHours: z.number().int().min(1).max(720).default(24),
    categories: schedule.nullable().default(null),
    // The first release did not write it.
    eraseFromCamera: z.enum(['never', 'ask']).default('ask'),
    cameraLayouts: z.array(configuredLayout).max(50).default([]),
    cameraPlugIns: cameraPlugIns.nullable().default(null),
    victimUpdates: victimRules.nullable().default(null),
    teamPosts: teamPostsFile.default(firstTeamPosts),
    biometricGateway: gatewayPolicy.nullable().default(null),
  }),
});
type DeviceFile = z.infer<typeof deviceFile>;

const firstDeviceFile = (): DeviceFile => ({
  format: 1,
  deviceId: crypto.randomUUID(),
  policy: {
    kdf: { algorithm: 'argon2id', memoryKiB: 131_072, passes: 3 },
    minimumPassphraseLength: 8,
    minimumPassphraseLengthAlone: 16,
    escrowPublicKey: null,
    longestIdleLockMinutes: 15,
    externalOrigins: [],
    tagTemplates: [],
    retention: 'by-hand',
    undoHours: 24,
    categories: null,
    eraseFromCamera: 'ask',
    cameraLayouts: [],
    cameraPlugIns: null,
    victimUpdates: null,
    teamPosts: firstTeamPosts,
    biometricGateway: null,
  },
});

/**
 * Reads `<dataFolder>/device.json`, making it on first start.
 * @throws KerbdeskError `vault-damaged` where it cannot be understood: a policy that was set must not silently be dropped.
 */
export async function readDevicePolicy(dataFolder: string): Promise<DevicePolicy> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, 'device.json');
  const stored = await readSmallFile(path, 262_144);
  if (!stored) {
    const first = firstDeviceFile();
    await writeDurably(path, Buffer.from(`${JSON.stringify(first, null, 2)}\n`));
    return toPolicy(first);
  }
  const parsed = deviceFile.safeParse(parseJson(Buffer.from(stored).toString('utf8')));
  if (parsed.success) return toPolicy(parsed.data);
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new KerbdeskError(
    'vault-damaged',
    `Kerbdesk cannot start: device.json, this laptop's policy, cannot be read (${problems.join('; ')}). ` +
      'Every vault is untouched. IT must put the file right.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toPolicy({ policy }: DeviceFile): DevicePolicy {
  const { escrowPublicKey, retention: mode, undoHours, categories, ...others } = policy;
  return {
    ...others,
    escrowPublicKey: escrowPublicKey === null ? null : Buffer.from(escrowPublicKey, 'base64'),
    tagTemplates: policy.tagTemplates.map((template) => ({ ...template, id: crypto.randomUUID(), source: 'force' })),
    retention: { mode, undoHours, categories },
    victimUpdates: policy.victimUpdates ?? defaultVictimRules,
    teamPosts: toTeamPostPolicy(policy.teamPosts),
  };
}
