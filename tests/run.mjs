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
if (kinds.includes('usb-vm')) {
  installDebianPackages([
    { name: 'qemu-system-x86', command: 'qemu-system-x86_64' },
    { name: 'xz-utils', command: 'xz' },
  ]);
}
/** Not the guest machine: QEMU itself came to a standstill in one of two whole runs, so it is asked for by name. */
const kindsOfEveryRun = ['unit', 'integration', 'conformance', 'faults', 'e2e', 'packaging'];
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

/**
 * Runs vitest and reads its report.
 * @returns what came of it; null where vitest did not even write a report
 */
function runVitest(name, patterns) {
  const report = join(root, '.cache', 'test-report.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = timed(name, () => runTool('vitest', ['run', ...patterns, ...reporters]));
  if (!existsSync(report)) return null;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const results = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages }) => ({
      name: `${relative(root, file)}: ${fullName}`,
      status,
      why: failureMessages?.[0]?.split('\n')[0] ?? '',
    })),
  );
  const filesThatFailed = testResults.filter(({ status }) => status !== 'passed').map(({ name: file }) => file);
  return { ok, results, filesThatFailed };
}

const named = (results, status) => results.filter((result) => result.status === status);
const told = (title, results) => {
  if (results.length === 0) return;
  const lines = results.map(({ name, why }) => `  ${name}${why ? `\n    ${why}` : ''}\n`);
  process.stdout.write(`\n${title}:\n${lines.join('')}`);
};

/**
 * A file with a failure is run once more, alone: what fails twice fails. What passes then is told by name with its
 * first failure, since a test that passes only sometimes has a fault too, but one that says nothing about this change.
 */
function runTests() {
  const projects = (kinds.length > 0 ? kinds : kindsOfEveryRun).flatMap((kind) => ['--project', kind]);
  const first = runVitest('tests', projects);
  const again =
    first && first.filesThatFailed.length > 0
      ? runVitest('what failed, once more', [...projects, ...first.filesThatFailed])
      : null;
  const last = again ?? first;
  // The second word of a test counts: one that a failed hook left out has had its turn by then.
  const results = [
    ...new Map([first, again].flatMap((run) => run?.results.map((one) => [one.name, one]) ?? [])).values(),
  ];
  const failures = named(results, 'failed');
  const stillFailing = new Set(failures.map(({ name }) => name));
  const mendedByItself = named(first?.results ?? [], 'failed').filter(({ name }) => !stillFailing.has(name));
  told('FAILED', failures);
  told('PASSED ONLY WHEN RUN AGAIN', mendedByItself);
  passed += named(results, 'passed').length;
  failed += failures.length;
  // A file that does not even load fails no test of its own, and a run without a test proves nothing.
  if (failures.length === 0 && (!last?.ok || last.results.length === 0)) failed += 1;
  skipped = results.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ name }) => name);
}

if (kinds.length === 0) {
  check('format', () => runTool('prettier', ['--check', '--log-level', 'warn', '.']));
  check('types', () => runTool('tsc', ['-b']));
  check('lint and import rules', () => runTool('oxlint', ['--deny-warnings']));
  check('dead code', () => runTool('knip', []));
}
check('build of the product', () => build('product'));
check('build of the demonstration', () => build('demonstration'));
runTests();

process.stdout.write(`\nall of it took ${((Date.now() - started) / 60_000).toFixed(1)} min\n`);
if (kinds.length === 0) {
  process.stdout.write('\nNOT PART OF THIS RUN: real USB devices in the guest machine (npm test -- usb-vm)\n');
}
if (skipped.length > 0) {
  process.stdout.write(`\nLEFT OUT, AND SO NOT PROVEN HERE:\n${skipped.map((name) => `  ${name}\n`).join('')}\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`);
process.exit(failed === 0 ? 0 : 1);
