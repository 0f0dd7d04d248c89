// The import rules of ARCHITECTURE.md, proven to bite: each forbidden import is written down once and must be refused.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../../..');
const house = mkdtempSync(join(tmpdir(), 'kerbdesk-import-rules-'));
cpSync(join(project, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
cpSync(join(project, 'package.json'), join(house, 'package.json'));
symlinkSync(join(project, 'node_modules'), join(house, 'node_modules'), 'junction');
afterAll(() => rmSync(house, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

/** One line importing `target` into `from`, as it would be written there. */
const imports: { from: string; target: string; allowed: boolean }[] = [
  { from: 'main/features/reports/a.ts', target: 'main/storage/b.ts', allowed: false },
  { from: 'main/features/reports/c.ts', target: 'main/features/footage/b.ts', allowed: false },
  { from: 'main/features/reports/d.ts', target: 'main/shell/b.ts', allowed: false },
  { from: 'main/features/reports/e.ts', target: 'main/ports/b.ts', allowed: true },
  { from: 'main/storage/a.ts', target: 'main/hardware/b.ts', allowed: false },
  { from: 'main/storage/c.ts', target: 'main/features/reports/b.ts', allowed: false },
  { from: 'main/storage/d.ts', target: 'main/ports/b.ts', allowed: true },
  { from: 'main/hardware/a.ts', target: 'main/storage/b.ts', allowed: false },
  { from: 'main/hardware/c.ts', target: 'main/biometrics/b.ts', allowed: true },
  // Prints never reach the records, nor what main keeps.
  { from: 'main/storage/e.ts', target: 'main/biometrics/b.ts', allowed: false },
  { from: 'main/features/reports/f.ts', target: 'main/biometrics/b.ts', allowed: false },
  { from: 'main/biometrics/a.ts', target: 'main/hardware/b.ts', allowed: false },
  // Prints leave the laptop by one door, which the processes open.
  { from: 'main/gateway/a.ts', target: 'main/biometrics/b.ts', allowed: true },
  { from: 'main/gateway/c.ts', target: 'main/ports/b.ts', allowed: true },
  { from: 'main/gateway/d.ts', target: 'main/storage/b.ts', allowed: false },
  { from: 'main/gateway/e.ts', target: 'main/hardware/b.ts', allowed: false },
  { from: 'main/gateway/f.ts', target: 'main/rpc/b.ts', allowed: false },
  { from: 'main/gateway/g.ts', target: 'native-mocks/b.ts', allowed: false },
  { from: 'main/processes/a.ts', target: 'main/gateway/b.ts', allowed: true },
  { from: 'main/hardware/d.ts', target: 'main/gateway/b.ts', allowed: false },
  { from: 'main/features/reports/g.ts', target: 'main/gateway/b.ts', allowed: false },
  { from: 'main/start-app-3.ts', target: 'main/gateway/b.ts', allowed: false },
  { from: 'main/configuration-check/a.ts', target: 'main/gateway/b.ts', allowed: true },
  { from: 'main/configuration-check/c.ts', target: 'main/hardware/b.ts', allowed: false },
  { from: 'main/ports/a.ts', target: 'main/rpc/b.ts', allowed: false },
  { from: 'main/start-app.ts', target: 'native-mocks/b.ts', allowed: false },
  { from: 'main/start-app-2.ts', target: 'main/features/reports/b.ts', allowed: true },
  { from: 'preload/contract/a.ts', target: 'main/ports/b.ts', allowed: false },
  { from: 'renderer/src/a.ts', target: 'main/ports/b.ts', allowed: false },
  { from: 'renderer/src/features/reports/a.ts', target: 'renderer/src/features/footage/b.ts', allowed: false },
  { from: 'renderer/src/features/reports/c.ts', target: 'renderer/src/ui/b.ts', allowed: true },
  { from: 'preload/a.ts', target: 'main/ports/b.ts', allowed: false },
];
const electronImports: { from: string; allowed: boolean }[] = [
  { from: 'main/features/reports/electron.ts', allowed: false },
  { from: 'main/ipc/electron.ts', allowed: false },
  { from: 'main/start-electron.ts', allowed: false },
  { from: 'preload/contract/electron.ts', allowed: false },
  { from: 'renderer/src/electron.ts', allowed: false },
  { from: 'main/shell/electron.ts', allowed: true },
];

function relativeTo(from: string, target: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up}${target}`;
}

for (const { from, target } of imports) {
  write(target, 'export const b = 1;\n');
  write(from, `import { b } from '${relativeTo(from, target)}';\n\nexport const a = b;\n`);
}
for (const { from } of electronImports) write(from, "import { app } from 'electron';\n\nexport const a = app;\n");

const { stdout } = spawnSync(join(project, 'node_modules/.bin/oxlint'), ['--format', 'json', '.'], {
  cwd: house,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const findings = (JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }).diagnostics;
const refused = (file: string): boolean =>
  findings.some(({ filename, code }) => filename === file && /boundaries|no-restricted-imports/.test(code));

describe('the import rules', () => {
  it.each(imports)('$from → $target: allowed $allowed', ({ from, allowed }) => {
    expect(refused(from)).toBe(!allowed);
  });

  it.each(electronImports)('electron in $from: allowed $allowed', ({ from, allowed }) => {
    expect(refused(from)).toBe(!allowed);
  });
});
