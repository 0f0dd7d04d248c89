// STATS19 rows of a collision report, and published files checked: the officer chooses the folder, nothing there is overwritten.
import { createReadStream } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { layoutName, type FileKind } from '#contract/collision/rows/layouts.ts';
import { Stats19File } from '#contract/collision/rows/read-file.ts';
import { rowsOf, writtenRows } from '#contract/collision/rows/to-rows.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import { mostFilesChecked, mostFindingsShown, type CheckedFile } from '#contract/stats19.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface Stats19Dependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly chooseFolder: Shell['chooseFolder'];
  readonly clock: Clock;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'an unknown fault';

function writeError(name: string, error: unknown): KerbdeskError {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new KerbdeskError(
      'disk-full',
      'There is not enough space in that folder. No rows were saved; choose another.',
      {
        cause: error,
      },
    );
  const why =
    code === 'EEXIST'
      ? `has a file ${name} already, which was left as it is`
      : `could not be written to (the system says ${code})`;
  return new KerbdeskError('folder-unusable', `That folder ${why}. No rows were saved; choose another folder.`, {
    cause: error,
  });
}

/** Durable before it is told; never over another file. */
async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const written: string[] = [];
  for (const [name, text] of files) {
    const path = join(folder, name);
    try {
      await writeNew(path, text);
      written.push(path);
    } catch (error) {
      // The one that failed is only removed if it was ours: an existing file is never touched.
      const ours = codeOf(error) === 'EEXIST' ? written : [...written, path];
      await Promise.all(ours.map((half) => rm(half, { force: true })));
      throw writeError(name, error);
    }
  }
}

async function checkFile(folder: string, name: string): Promise<CheckedFile> {
  const file = new Stats19File(name);
  for await (const piece of createReadStream(join(folder, name), { encoding: 'utf8' })) file.push(String(piece));
  const { layout, rows, errors, warnings, findings, unlisted } = file.end();
  return {
    name,
    layout: layout === null ? null : layoutName(layout),
    rows,
    errors,
    warnings,
    findings: findings.slice(0, mostFindingsShown).map(({ level, place, message, times }) => ({
      level,
      ...place,
      message,
      times,
    })),
    unlisted: unlisted + Math.max(0, findings.length - mostFindingsShown),
  };
}

async function checkFolder(folder: string): Promise<CheckedFile[]> {
  try {
    const names = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.csv$/i.test(entry.name))
      .map(({ name }) => name)
      .toSorted()
      .slice(0, mostFilesChecked);
    const checked: CheckedFile[] = [];
    for (const name of names) checked.push(await checkFile(folder, name));
    return checked;
  } catch (error) {
    throw new KerbdeskError('folder-unusable', `That folder could not be read (the system says ${codeOf(error)}).`, {
      cause: error,
    });
  }
}

export function createStats19Handlers({ vault, chooseFolder, clock }: Stats19Dependencies): FeatureHandlers<'stats19'> {
  return {
    async save({ id }) {
      const folder = await chooseFolder({ title: 'Where to save the STATS19 rows', button: 'Save here' });
      if (folder === null) return null;
      const report = await vault().getReport({ id, at: clock.now() });
      if (report.kind !== 'collision')
        throw new KerbdeskError('not-found', 'Only a collision report has STATS19 rows.');
      const { collision, vehicles, casualties, lacking } = rowsOf(report.content, report);
      const nameOf = (kind: FileKind): string => `stats19-${kind}-${report.localReference}.csv`;
      const files = new Map([
        [nameOf('collision'), writtenRows('collision', [collision])],
        [nameOf('vehicle'), writtenRows('vehicle', vehicles)],
        [nameOf('casualty'), writtenRows('casualty', casualties)],
      ]);
      // Noted before anything leaves the vault; a folder that fails then is noted once too often, never too seldom.
      await vault().appendAudit({
        at: clock.now(),
        operation: 'disclosure',
        subjectKind: 'report',
        subjectId: id,
        reason: null,
        what: `Saved the STATS19 rows of ${report.localReference} to the folder “${basename(folder)}”.`,
      });
      await writeAll(folder, files);
      return { folder, files: [...files.keys()], lacking: [...lacking] };
    },
    async check() {
      const folder = await chooseFolder({ title: 'A folder of STATS19 files to check', button: 'Check these' });
      return folder === null ? null : { folder, files: await checkFolder(folder) };
    },
  };
}
