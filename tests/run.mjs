// `npm test`: sets up what the tests need, then runs every check and prints one closing line.
// `npm test -- unit e2e` runs just those kinds of test, without the static checks.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  build,
  continueInOwnNode,
  giveUp,
  installDebianPackages,
  installPackages,
  root,
  runTool,
} from '../native-mocks/set-up.mjs';

installPackages();
continueInOwnNode(fileURLToPath(import.meta.url));

const missing = installDebianPackages([
  { name: 'chromium', command: 'chromium' },
  { name: 'ffmpeg', command: 'ffmpeg' },
  { name: 'strace', command: 'strace' },
  { name: 'poppler-utils', command: 'pdftotext' },
  { name: 'e2fsprogs', command: 'mkfs.ext4' },
  { name: 'python3-cryptography', file: '/usr/lib/python3/dist-packages/cryptography/__init__.py' },
]);
if (missing.length > 0)
  giveUp(`The tests need ${missing.join(', ')}; install them (on Debian: apt-get install) and try again.`);

const kinds = process.argv.slice(2);
// Without these the tests of real USB devices are left out, and the last lines name each of them.
if (kinds.length === 0 || kinds.includes('usb-vm')) {
  installDebianPackages([
    { name: 'qemu-system-x86', command: 'qemu-system-x86_64' },
    { name: 'xz-utils', command: 'xz' },
  ]);
}
const started = Date.now();
let passed = 0;
let failed = 0;
/** @type {string[]} the names of tests that were left out */
let skipped = [];

/** Runs `work`, says how long it took, and answers whether it went well. */
function timed(name, work) {
  const begun = Date.now();
  process.stdout.write(`\n▶ ${name}\n`);
  const ok = work();
  process.stdout.write(`  ${ok ? 'passed' : 'FAILED'} in ${((Date.now() - begun) / 1000).toFixed(1)} s\n`);
  return ok;
}

function check(name, work) {
  if (timed(name, work)) passed += 1;
  else failed += 1;
}

function runTests() {
  const report = join(root, '.cache', 'test-report.json');
  rmSync(report, { force: true });
  const projects = kinds.flatMap((kind) => ['--project', kind]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = timed('tests', () => runTool('vitest', ['run', ...projects, ...reporters]));
  if (!existsSync(report)) {
    failed += 1;
    return;
  }
  const results = JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map((result) => ({ ...result, name: `${relative(root, file)}: ${result.fullName}` })),
  );
  const failures = results.filter(({ status }) => status === 'failed');
  skipped = results.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ name }) => name);
  passed += results.length - failures.length - skipped.length;
  failed += failures.length;
  // A file that does not even load fails no test of its own, and a run without a test proves nothing.
  if (failures.length === 0 && (!ok || results.length === 0)) failed += 1;
  // Once more in the last lines: of a long run often only those are kept.
  if (failures.length === 0) return;
  const lines = failures.map(({ name, failureMessages }) => `  ${name}\n    ${failureMessages[0]?.split('\n')[0]}\n`);
  process.stdout.write(`\nFAILED:\n${lines.join('')}`);
}

if (kinds.length === 0) {
  check('format', () => runTool('prettier', ['--check', '--log-level', 'warn', '.']));
  check('types', () => runTool('tsc', ['-b']));
  check('lint and import rules', () => runTool('oxlint', ['--deny-warnings']));
  check('dead code', () => runTool('knip', []));
}
check('build of the product', () => build('product'));
check('build of the demonstration', () => build('demonstration'));
process.env.KERBDESK_ALREADY_BUILT = '1';
runTests();

process.stdout.write(`\nall of it took ${((Date.now() - started) / 60_000).toFixed(1)} min\n`);
if (skipped.length > 0) {
  process.stdout.write(`\nLEFT OUT, AND SO NOT PROVEN HERE:\n${skipped.map((name) => `  ${name}\n`).join('')}\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`);
process.exit(failed === 0 ? 0 : 1);
