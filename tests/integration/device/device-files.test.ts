// What belongs to the laptop: policy that is never silently dropped, a device secret that is never replaced.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officerId } from '#contract/ids.ts';
import type { KeystoreState } from '#contract/session.ts';
import { layoutWith } from '../../../main/hardware/drivers/layout/configured-layouts.ts';
import { readFileName } from '../../../main/hardware/drivers/layout/file-names.ts';
import type { Keystore } from '../../../main/ports/keystore.ts';
import { silentLogger } from '../../../main/ports/logger.ts';
import { openDeskState } from '../../../main/storage/device/desk-state.ts';
import { openOffloadKeys } from '../../../main/storage/device/offload-keys.ts';
import { readDevicePolicy } from '../../../main/storage/device/device-policy.ts';
import { readDeviceSecret } from '../../../main/storage/device/device-secret.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbdesk-device-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A keystore that masks its bytes with a key which can be lost. */
function keystore(state: KeystoreState, mask = 0x5a): Keystore {
  const turn = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ mask);
  return {
    state: () => Promise.resolve(state),
    encrypt: (secret) => Promise.resolve(new Uint8Array([mask, ...turn(secret)])),
    decrypt: (sealed) =>
      sealed[0] === mask ? Promise.resolve(turn(sealed.subarray(1))) : Promise.reject(new Error('made elsewhere')),
  };
}

describe('device.json', () => {
  it('is made on first start with Argon2id at 128 MiB, and read back the same', async () => {
    const first = await readDevicePolicy(join(folder, 'data'));
    expect(first.kdf).toEqual({ algorithm: 'argon2id', memoryKiB: 131_072, passes: 3 });
    expect(await readDevicePolicy(join(folder, 'data'))).toEqual(first);
  });

  it('gives the escrow key that IT put there', async () => {
    await readDevicePolicy(folder);
    const path = join(folder, 'device.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { policy: Record<string, unknown> };
    const key = Buffer.alloc(32, 7);
    file.policy['escrowPublicKey'] = key.toString('base64');
    writeFileSync(path, JSON.stringify(file));
    expect((await readDevicePolicy(folder)).escrowPublicKey).toEqual(key);
  });

  it.each([
    ['is empty', ''],
    ['is cut short', '{"format":1,'],
    ['comes from a later version', '{"format":2}'],
    ['asks for a weak key derivation', null],
  ])('stops the program, untouched, when it %s', async (_how, text) => {
    await readDevicePolicy(folder);
    const path = join(folder, 'device.json');
    const damaged = text ?? readFileSync(path, 'utf8').replace('131072', '1024');
    writeFileSync(path, damaged);
    await expect(readDevicePolicy(folder)).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  });
});

describe("IT's words on team posts", () => {
  const writePolicy = async (more: Record<string, unknown>): Promise<void> => {
    const path = join(folder, 'device.json');
    if (!existsSync(path)) await readDevicePolicy(folder);
    const file = JSON.parse(readFileSync(path, 'utf8')) as { policy: Record<string, unknown> };
    writeFileSync(path, JSON.stringify({ ...file, policy: { ...file.policy, ...more } }));
  };
  const write = (teamPosts: unknown): Promise<void> => writePolicy({ teamPosts });

  it('name the networks with their pages and lengths; a file of an earlier release has those that everybody knows', async () => {
    await write(undefined);
    expect((await readDevicePolicy(folder)).teamPosts.networks).toEqual([
      { id: 'x', kind: 'x', label: 'X', origin: 'https://x.com', mostCharacters: 280 },
      { id: 'bluesky', kind: 'bluesky', label: 'Bluesky', origin: 'https://bsky.app', mostCharacters: 300 },
    ]);
    await write({
      networks: [{ kind: 'mastodon', instance: 'https://Social.example.police.uk/' }],
      detailWords: ['raid'],
    });
    expect((await readDevicePolicy(folder)).teamPosts).toEqual({
      networks: [
        {
          id: 'mastodon:social.example.police.uk',
          kind: 'mastodon',
          label: 'Mastodon (social.example.police.uk)',
          origin: 'https://social.example.police.uk',
          mostCharacters: 500,
        },
      ],
      detailWords: ['raid'],
    });
  });

  it.each([
    [
      'an instance without https',
      { networks: [{ kind: 'mastodon', instance: 'http://social.example' }], detailWords: [] },
    ],
    ['a network that is not known', { networks: [{ kind: 'myspace' }], detailWords: [] }],
    ['a slip in a name', { networks: [], detailWord: [] }],
    ['a network twice', { networks: [{ kind: 'x' }, { kind: 'x' }], detailWords: [] }],
    [
      'a page of an instance in place of the instance',
      { networks: [{ kind: 'mastodon', instance: 'https://social.example/about' }], detailWords: [] },
    ],
  ])('stop the program with %s, and say where', async (_what, teamPosts) => {
    await write(teamPosts);
    await expect(readDevicePolicy(folder)).rejects.toThrow(/teamPosts/);
  });

  it('open a site however its address is written, and nothing that would never match', async () => {
    await writePolicy({ externalOrigins: ['https://x.com/', 'https://BSKY.app'] });
    expect((await readDevicePolicy(folder)).externalOrigins).toEqual(['https://x.com', 'https://bsky.app']);
    for (const wrong of ['https://x.com/intent', 'http://x.com', 'x.com', 'https://a:b@x.com']) {
      await writePolicy({ externalOrigins: ['https://bsky.app', wrong] });
      await expect(readDevicePolicy(folder)).rejects.toThrow(
        /policy\.externalOrigins\.1: must be the address of a site alone, such as "https:\/\/x\.com"/,
      );
    }
  });
});

describe("IT's words on cameras", () => {
  const write = async (more: Record<string, unknown>): Promise<void> => {
    await readDevicePolicy(folder);
    const path = join(folder, 'device.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { policy: Record<string, unknown> };
    writeFileSync(path, JSON.stringify({ ...file, policy: { ...file.policy, ...more } }));
  };
  const pattern = '^BWV_(?<serial>[A-Z0-9]+)_(?<group>\\d+)-(?<segment>\\d+)\\.MP4$';

  it('are read, what they leave out being nothing', async () => {
    await write({ cameraLayouts: [{ id: 'north', folders: ['Footage'], names: [{ pattern, zone: 'utc' }] }] });
    const { cameraLayouts, cameraPlugIns } = await readDevicePolicy(folder);
    expect(cameraPlugIns).toBeNull();
    expect(cameraLayouts[0]).toMatchObject({
      names: [{ pattern }],
      sideExtensions: [],
      splits: { bytes: [], seconds: [] },
    });
    const layout = layoutWith(cameraLayouts);
    expect(layout.folders).toContain('FOOTAGE');
    expect(readFileName('bwv_K7_12-03.mp4', layout.names)).toEqual({
      startedAt: null,
      serial: 'K7',
      part: { group: '12', index: 3 },
    });
  });

  it.each([
    [
      'a pattern that could take for ever',
      { cameraLayouts: [{ id: 'x', names: [{ pattern: '(a+)+$', zone: 'utc' }] }] },
      /policy\.cameraLayouts\.0\.names\.0\.pattern: repeats a group/,
    ],
    [
      'half a date',
      { cameraLayouts: [{ id: 'x', names: [{ pattern: '^(?<year>\\d{4})', zone: 'utc' }] }] },
      /policy\.cameraLayouts\.0\.names\.0\.pattern: must name all of year/,
    ],
    [
      'an unknown group',
      { cameraLayouts: [{ id: 'x', sideNames: [{ pattern: '^(?<officer>.)' }] }] },
      /policy\.cameraLayouts\.0\.sideNames\.0\.pattern: has a group "officer"/,
    ],
    [
      'a path for a folder',
      { cameraLayouts: [{ id: 'x', folders: ['a/b'] }] },
      /policy\.cameraLayouts\.0\.folders\.0: must be/,
    ],
    [
      'a plug-in without its hash',
      { cameraPlugIns: { folder: '/opt/plug-ins', plugIns: [{ file: 'a.mjs', sha256: 'abc' }] } },
      /policy\.cameraPlugIns\.plugIns\.0\.sha256: must be 64/,
    ],
  ])('with %s stop the program and name the field', async (_, more, message) => {
    await write(more);
    await expect(readDevicePolicy(folder)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('the force’s rules of victim updates', () => {
  const write = async (victimUpdates: unknown): Promise<void> => {
    await readDevicePolicy(folder);
    const path = join(folder, 'device.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { policy: Record<string, unknown> };
    writeFileSync(path, JSON.stringify({ ...file, policy: { ...file.policy, victimUpdates } }));
  };
  const bail = { id: 'bail', label: 'Bail', duty: 'tell', workingDays: 3, enhancedWorkingDays: 1 };

  it('are Kerbdesk’s own where nothing is said, and the force’s where it is', async () => {
    expect((await readDevicePolicy(folder)).victimUpdates.events).toHaveLength(8);
    await write({ events: [bail], extraBankHolidays: ['2029-05-08'] });
    const { victimUpdates } = await readDevicePolicy(folder);
    expect(victimUpdates.events).toEqual([bail]);
    expect(victimUpdates.extraBankHolidays).toEqual(['2029-05-08']);
    expect(victimUpdates.templates.length).toBeGreaterThan(0);
  });

  it('stop the program where they are wrong, and name the field', async () => {
    await write({ events: [{ ...bail, enhancedWorkingDays: 4 }] });
    await expect(readDevicePolicy(folder)).rejects.toMatchObject({
      message: expect.stringMatching(
        /policy\.victimUpdates\.events\.0\.enhancedWorkingDays: must not be more than workingDays/,
      ) as string,
    });
  });
});

describe('the device secret', () => {
  it('is the same at every start, and is on disk only as the keystore sealed it', async () => {
    const first = await readDeviceSecret(folder, keystore('available'), silentLogger);
    const second = await readDeviceSecret(folder, keystore('available'), silentLogger);
    expect(first.secret?.byteLength).toBe(32);
    expect(second).toEqual(first);
    expect(readFileSync(join(folder, 'device-secret.bin')).includes(Buffer.from(first.secret ?? []))).toBe(false);
    expect(first.resumeKey).not.toEqual(first.secret);
  });

  it('is neither given nor replaced when the keystore cannot open it', async () => {
    const first = await readDeviceSecret(folder, keystore('available'), silentLogger);
    const lost = await readDeviceSecret(folder, keystore('available', 0x33), silentLogger);
    expect(lost).toEqual({ keystore: 'available', secret: null, resumeKey: null });
    expect(await readDeviceSecret(folder, keystore('available'), silentLogger)).toEqual(first);
  });

  it('does not exist without a keystore; offloads can still be resumed after a restart', async () => {
    const first = await readDeviceSecret(folder, keystore('missing'), silentLogger);
    expect(first.secret).toBeNull();
    expect(first.resumeKey?.byteLength).toBe(32);
    expect(await readDeviceSecret(folder, keystore('missing'), silentLogger)).toEqual(first);
  });

  it('is missed, not worked around, when the keystore that held it is gone', async () => {
    await readDeviceSecret(folder, keystore('available'), silentLogger);
    const gone = await readDeviceSecret(folder, keystore('missing'), silentLogger);
    expect(gone).toEqual({ keystore: 'missing', secret: null, resumeKey: null });
  });
});

describe('the key that offloads are sealed to', () => {
  const id = officerId.parse('7c9cb4b5-3f5a-4a6e-9a55-52d6c5f52c11');
  const other = officerId.parse('0b8f6f0e-5df8-4c3a-8b0c-3a3b3c1d2e4f');
  const secret = new Uint8Array(32).fill(1);
  const publicKey = new Uint8Array(32).fill(9);

  it('is believed after a restart only for the officer and the key that an unlock proved', async () => {
    const first = await openOffloadKeys(folder, secret);
    expect(first.holds(id, publicKey)).toBe(false);
    await first.remember(id, publicKey);
    const second = await openOffloadKeys(folder, secret);
    expect(second.holds(id, publicKey)).toBe(true);
    expect(second.holds(id, new Uint8Array(32).fill(8))).toBe(false);
    expect(second.holds(other, publicKey)).toBe(false);
  });

  it('is not believed when the proof was made without this laptop’s secret', async () => {
    await (await openOffloadKeys(folder, new Uint8Array(32).fill(2))).remember(id, publicKey);
    expect((await openOffloadKeys(folder, secret)).holds(id, publicKey)).toBe(false);
  });

  it('is forgotten, not fatal, when the file is damaged', async () => {
    writeFileSync(join(folder, 'offload-keys.json'), '{"a":');
    expect((await openOffloadKeys(folder, secret)).holds(id, publicKey)).toBe(false);
  });
});

describe('desk.json', () => {
  it('remembers who was here last, whatever order its writes end in', async () => {
    const desk = openDeskState(folder, silentLogger);
    const id = officerId.parse('7c9cb4b5-3f5a-4a6e-9a55-52d6c5f52c11');
    await Promise.all([desk.write({ lastOfficer: id }), desk.write({ theme: 'light' }), desk.write({ theme: 'dark' })]);
    expect(openDeskState(folder, silentLogger).read()).toEqual({ lastOfficer: id, theme: 'dark' });
  });

  it('is forgotten, not fatal, when it is damaged', () => {
    writeFileSync(join(folder, 'desk.json'), '{');
    expect(openDeskState(folder, silentLogger).read()).toEqual({ lastOfficer: null, theme: 'system' });
  });
});
