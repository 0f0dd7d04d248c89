// The rows of a report as three files in a folder: all or none, on record with who gets them before they have their names.
import { basename, join } from 'node:path';
import type { FileKind } from '#contract/collision/rows/layouts.ts';
import { rowsOf, writtenRows } from '#contract/collision/rows/to-rows.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { RowsRequest, SavedRows } from '#contract/stats19.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HandOutFiles } from '../../ports/handed-out.ts';
import type { Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface SavingDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly chooseFolder: Shell['chooseFolder'];
  readonly handOutFiles: HandOutFiles;
  readonly clock: Clock;
}

/** Null where the officer closed the chooser. */
export async function saveRows(
  { vault, chooseFolder, handOutFiles, clock }: SavingDependencies,
  { id, purpose, disclosedTo }: RowsRequest,
): Promise<SavedRows | null> {
  const api = vault();
  const folder = await chooseFolder({ title: 'Where to save the STATS19 rows', button: 'Save here' });
  if (folder === null) return null;
  // The chooser may have stood open for long: locked meanwhile, nothing leaves any more.
  if (vault() !== api) throw new KerbdeskError('locked', 'Kerbdesk was locked meanwhile. No rows were saved.');
  const report = await api.getReport({ id, at: clock.now() });
  if (report.kind !== 'collision') throw new KerbdeskError('not-found', 'Only a collision report has STATS19 rows.');

  const { collision, vehicles, casualties, lacking } = rowsOf(report.content, report);
  const fileOf = (kind: FileKind, rows: Parameters<typeof writtenRows>[1]) => ({
    path: join(folder, `stats19-${kind}-${report.localReference}.csv`),
    bytes: new TextEncoder().encode(writtenRows(kind, rows)),
  });
  const files = [fileOf('collision', [collision]), fileOf('vehicle', vehicles), fileOf('casualty', casualties)];
  const note = (what: string): Promise<void> =>
    api.appendAudit({
      at: clock.now(),
      operation: 'disclosure',
      subjectKind: 'report',
      subjectId: id,
      reason: purpose,
      what,
    });
  const words = `the STATS19 rows of ${report.localReference} (${report.status}, revision ${report.revision}) for ${disclosedTo}`;
  let onRecord = false;
  try {
    await handOutFiles(files, async (written) => {
      const hashes = written.map(({ path, sha256 }) => `${basename(path)} ${sha256}`).join(', ');
      await note(`Saved ${words} to the folder “${basename(folder)}”. SHA-256 of the files: ${hashes}.`);
      onRecord = true;
    });
  } catch (error) {
    if (onRecord) await note(`Of ${words}, the files did not get their names and were removed.`);
    throw error;
  }
  return { folder, files: files.map(({ path }) => basename(path)), lacking: [...lacking] };
}
