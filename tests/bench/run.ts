// `npm run bench`: every speed claim of the program, measured here and now. `npm run bench -- offload seek` for some.
// Sizes: KERBDESK_BENCH_MIB, KERBDESK_BENCH_RUNS, KERBDESK_BENCH_MEMORY_GB, KERBDESK_BENCH_SEEK_GB, KERBDESK_BENCH_SEEKS,
// KERBDESK_BENCH_RECORDINGS, KERBDESK_BENCH_REPORTS, KERBDESK_BENCH_SHIFTS, KERBDESK_BENCH_FILMSTRIP_MINUTES, KERBDESK_BENCH_REDACTION_SECONDS,
// KERBDESK_BENCH_KEYS, KERBDESK_BENCH_PEOPLE, KERBDESK_BENCH_IDENTIFICATIONS.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { project } from '../support/program.ts';
import { benchBundles } from './bundle-bench.ts';
import { benchCameras } from './cameras-bench.ts';
import { benchFingerprints } from './fingerprints-bench.ts';
import { benchFilmstrip } from './filmstrip-bench.ts';
import { benchMemory, benchOffload } from './offload-bench.ts';
import { benchProgram } from './program-bench.ts';
import { benchFootageList } from './footage-list-bench.ts';
import { benchIdentify } from './identify-bench.ts';
import { benchMatching } from './matching-bench.ts';
import { benchRedaction } from './redaction-bench.ts';
import { toMarkdown, type Figure } from './report.ts';
import { benchSearch } from './search-bench.ts';
import { benchSeam } from './seam-bench.ts';
import { benchSeek } from './seek-bench.ts';
import { benchTyping } from './typing-bench.ts';
import { benchUsb } from './usb-bench.ts';

const setting = (name: string, otherwise: number): number => Number(process.env[`KERBDESK_BENCH_${name}`] ?? otherwise);

const benches: Record<string, (folder: string) => Promise<Figure[]> | Figure[]> = {
  offload: (folder) => benchOffload(folder, setting('MIB', 1024), setting('RUNS', 5)),
  memory: (folder) => benchMemory(folder, setting('MEMORY_GB', 20)),
  seek: (folder) => benchSeek(folder, setting('SEEK_GB', 20), setting('SEEKS', 30)),
  seam: () => benchSeam(setting('RUNS', 5)),
  cameras: () => benchCameras(setting('CAMERA_MB', 500)),
  list: (folder) => benchFootageList(folder, setting('RECORDINGS', 10_000)),
  search: (folder) => benchSearch(folder, setting('REPORTS', 100_000)),
  matching: () => benchMatching(setting('SHIFTS', 200)),
  usb: () => benchUsb(setting('RUNS', 5)),
  filmstrip: (folder) => benchFilmstrip(folder, setting('FILMSTRIP_MINUTES', 60)),
  redaction: (folder) => benchRedaction(folder, setting('REDACTION_SECONDS', 60)),
  fingerprints: () => benchFingerprints(setting('PEOPLE', 180)),
  identify: () => benchIdentify(setting('IDENTIFICATIONS', 15)),
  typing: (folder) => benchTyping(folder, setting('KEYS', 200)),
  program: () => benchProgram(setting('RUNS', 5)),
  bundles: () => benchBundles(join(project, 'out')),
};

const chosen = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = chosen.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`No bench is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.\n`);
  process.exit(1);
}

const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stdout.write(`measuring ${name} …\n`);
  const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-bench-'));
  try {
    figures.push(...(await bench(folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const about = [
  `# Measured on ${new Date().toISOString().slice(0, 10)}`,
  '',
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.versions.node}.`,
  'Medians; each ratio is against the baseline of the same run, taken in turn.',
];
const report = toMarkdown(figures, about);
const reportFolder = join(project, '.cache/bench');
mkdirSync(reportFolder, { recursive: true });
writeFileSync(join(reportFolder, 'report.md'), report);
writeFileSync(join(reportFolder, 'report.json'), `${JSON.stringify(figures, null, 2)}\n`);
process.stdout.write(`\n${report}\nkept in .cache/bench/report.md\n`);
