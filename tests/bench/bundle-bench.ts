// What is shipped, in bytes: built code by part, and the page's code as it would travel compressed.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadedWith } from '../support/built-page.ts';
import { figure, type Figure } from './report.ts';

const sizes = (files: readonly string[]): { readonly bytes: number; readonly zipped: number } => ({
  bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  zipped: files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0),
});

export function benchBundles(outFolder: string): Figure[] {
  const assets = join(outFolder, 'renderer/assets');
  const lockScreen = loadedWith(assets, 'src/main.tsx');
  const desk = loadedWith(assets, 'app/Desk.tsx');
  const report = loadedWith(assets, 'features/reports/ReportScreen.tsx');
  const loads = [
    ['code loaded for the lock screen', lockScreen],
    ['and for the desk', desk.filter((name) => !lockScreen.includes(name))],
    ['and for the first report', report.filter((name) => !lockScreen.includes(name) && !desk.includes(name))],
  ] as const;
  return [
    ...benchParts(outFolder),
    ...loads.map(([name, files]) =>
      benchFiles(
        name,
        files.map((file) => join(assets, file)),
      ),
    ),
  ];
}

function benchFiles(name: string, files: readonly string[]): Figure {
  const { bytes, zipped } = sizes(files);
  return figure(name, `${Math.round(bytes / 1000)} kB in ${files.length} files`, {
    baseline: `compressed: ${Math.round(zipped / 1000)} kB`,
  });
}

function benchParts(outFolder: string): Figure[] {
  return ['main', 'preload', 'renderer'].map((part) => {
    const files = readdirSync(join(outFolder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => join(entry.parentPath, entry.name));
    return benchFiles(`built ${part}`, files);
  });
}
