// What an installer would carry: packed by the real packer around a stand-in for Electron's runtime (which cannot be
// downloaded everywhere), then listed, read and loaded.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createPackage, extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-packaging-'));
const runtime = join(folder, 'runtime');
const unpacked = join(folder, 'dist', 'linux-unpacked');
let packed: string[] = [];

/** As far as the packer and the fuses can see, this is Electron: a file with the fuse wire, all fuses on. */
async function makeRuntime(): Promise<void> {
  mkdirSync(join(runtime, 'resources'), { recursive: true });
  mkdirSync(join(runtime, 'locales'));
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const wire = Buffer.concat([Buffer.from([1, 9]), Buffer.from('1'.repeat(9))]);
  writeFileSync(
    join(runtime, 'electron'),
    Buffer.concat([Buffer.alloc(512), Buffer.from(sentinel), wire, Buffer.alloc(512)]),
  );
  chmodSync(join(runtime, 'electron'), 0o755);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-GB.pak']) writeFileSync(join(runtime, file), '');
  writeFileSync(join(runtime, 'version'), '45.4.1');
  const defaultApp = join(folder, 'default-app');
  mkdirSync(defaultApp);
  writeFileSync(join(defaultApp, 'main.js'), '');
  await createPackage(defaultApp, join(runtime, 'resources', 'default_app.asar'));
}

beforeAll(async () => {
  await makeRuntime();
  execFileSync(
    process.execPath,
    [
      join(project, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${runtime}`,
      `-c.directories.output=${join(folder, 'dist')}`,
    ],
    { cwd: project, stdio: 'pipe' },
  );
  packed = listPackage(join(unpacked, 'resources', 'app.asar'), { isPack: false });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesUnder = (prefix: string) => packed.filter((path) => path.startsWith(prefix));

describe('the packed program', () => {
  it('holds the built main process, its child processes, the preload and the page', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/index.js',
        '/out/main/processes/vault-host.js',
        '/out/main/processes/records-worker.js',
        '/out/main/processes/device-host.js',
        '/out/preload/index.cjs',
        '/out/renderer/index.html',
        '/out/renderer/print.html',
      ]),
    );
  });

  it('holds no sources, tests, stand-ins, maps or anything else of this checkout', () => {
    const allowed = /^\/(package\.json|out|out\/(main|preload|renderer)(\/.*)?|node_modules(\/.*)?)$/;
    expect(packed.filter((path) => !allowed.test(path))).toEqual([]);
    expect(packed.filter((path) => /\.(ts|tsx|mts|cts|map)$/.test(path))).toEqual([]);
    const builtText = filesUnder('/out/').filter((path) => /\.(js|cjs|html)$/.test(path));
    for (const path of builtText) {
      expect(readFileSync(join(project, path), 'utf8')).not.toMatch(/native-mocks|virtual-camera/);
    }
  });

  it('carries the natives of this platform alone, outside the archive where the system can load them', () => {
    const natives = packed.filter((path) => path.endsWith('.node'));
    expect(natives.length).toBeGreaterThan(0);
    expect(natives.filter((path) => path.includes('better-sqlite3'))).toEqual([
      `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ]);
    const outside = readdirSync(join(unpacked, 'resources', 'app.asar.unpacked'), { recursive: true }).map(
      (path) => `/${String(path)}`,
    );
    expect(outside).toEqual(expect.arrayContaining(natives));
  });

  it('carries at most 60 packages', () => {
    const names = new Set(
      filesUnder('/node_modules/').map((path) => /^\/node_modules\/((@[^/]+\/)?[^/]+)\//.exec(path)?.[1]),
    );
    expect(names.size).toBeLessThanOrEqual(60);
  });

  it('opens an encrypted database with what it carries', () => {
    const extracted = join(folder, 'extracted');
    extractAll(join(unpacked, 'resources', 'app.asar'), extracted);
    const script = `
      const Database = require('better-sqlite3');
      const database = new Database(process.argv[1]);
      database.pragma("cipher='sqlcipher'");
      database.pragma("key='packed'");
      database.exec('create table t (a); insert into t values (7)');
      process.stdout.write(String(database.prepare('select a from t').pluck().get()));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, join(folder, 'try.db')], {
      cwd: extracted,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '7', stderr: '' });
    expect(readFileSync(join(folder, 'try.db')).subarray(0, 6).toString()).not.toBe('SQLite');
  });

  it('has every fuse set as decided', async () => {
    const { version: _version, ...wire } = await getCurrentFuseWire(join(unpacked, 'kerbdesk'));
    const { ENABLE: on, DISABLE: off } = FuseState;
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      [FuseV1Options.WasmTrapHandlers]: on,
    });
  });
});
