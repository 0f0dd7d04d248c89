// Published files checked, as the officer reads it: each file with what is wrong with it.
import { layoutName } from '#contract/collision/rows/layouts.ts';
import { mostFindingsShown, type CheckedFile, type CheckedFolder } from '#contract/stats19.ts';
import { csvFilesOf, readFiles, readingLimits, type ReadFile, type ReadingLimits } from './read-folder.ts';

function checkedFile({ name, reading, problem }: ReadFile): CheckedFile {
  const { layout, rows, errors, warnings, findings, unlisted } = reading;
  if (problem !== null)
    return {
      name,
      layout: layout === null ? null : layoutName(layout),
      rows,
      errors: 1,
      warnings: 0,
      findings: [{ level: 'error', line: 1, column: 1, message: problem, times: 1 }],
      unlisted: 0,
    };
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

/** @throws KerbdeskError `folder-unusable` where the folder itself cannot be read. */
export async function checkFolder(folder: string, limits: ReadingLimits = readingLimits): Promise<CheckedFolder> {
  const { names, unopened } = await csvFilesOf(folder, limits);
  const files = await readFiles(folder, names, undefined, limits);
  return { folder, files: files.map(checkedFile), unopened };
}
