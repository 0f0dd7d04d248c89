// A folder of published STATS19 files opened to take one of its collisions in: what is in it, and one collision read out of it.
import { randomUUID } from 'node:crypto';
import { checkCell } from '#contract/collision/rows/check-cell.ts';
import { columnsOf } from '#contract/collision/rows/columns.ts';
import { reportOf, type Loss, type PublishedCollision } from '#contract/collision/rows/from-rows.ts';
import { layoutName, publishedColumns, type FileKind, type Layout } from '#contract/collision/rows/layouts.ts';
import type { Row } from '#contract/collision/rows/read-file.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { formOf } from '#contract/forms.ts';
import type { ReportContent } from '#contract/reports.ts';
import {
  mostCollisionsListed,
  type PublishedCollisionSummary,
  type PublishedFolder,
  type PublishedPreview,
} from '#contract/stats19.ts';
import { csvFilesOf, readFiles, type ReadFile } from './read-folder.ts';

/** A year of the whole country has about 100,000. */
const mostCollisionsHeld = 300_000;

/** Far more than any collision had: 2024's longest list is below 60. */
const mostRowsOfOne = 200;

export interface ReadCollision {
  readonly content: ReportContent;
  readonly preview: PublishedPreview;
  /** For the audit trail. */
  readonly about: string;
}

const summaryOf = (row: Row): PublishedCollisionSummary => {
  const cell = (name: string): string => (row[name] ?? '').slice(0, 60);
  return {
    index: cell('collision_index'),
    reference: cell('collision_ref_no'),
    date: cell('date'),
    time: cell('time'),
    severity: cell('collision_severity'),
    vehicles: cell('number_of_vehicles'),
    casualties: cell('number_of_casualties'),
  };
};

/** Earlier columns hold the codes of another form, and guessing between them would invent facts. */
const canBeTakenIn = (layout: Layout | null): boolean => layout?.year === '2024';

const moreThanHeld = `Only the first ${mostCollisionsHeld.toLocaleString('en-GB')} collisions can be listed. Put the rows you want into a smaller file.`;

function aboutFile({ name, reading, problem }: ReadFile): PublishedFolder['files'][number] {
  const { layout, rows, errors, findings } = reading;
  const firstError = findings.find(({ level }) => level === 'error');
  const why =
    problem ??
    (layout === null
      ? (firstError?.message ?? 'It has no columns of a STATS19 file.')
      : canBeTakenIn(layout)
        ? null
        : 'Its columns are of an earlier form, whose codes mean something else. It is checked, but not taken in.');
  const withErrors = errors === 0 ? '' : `, ${errors} ${errors === 1 ? 'error' : 'errors'}`;
  return { name, rows, what: layout === null ? '' : `${layoutName(layout)}${withErrors}`, problem: why };
}

const whereOf: Record<FileKind, string> = { collision: 'Collision', vehicle: 'Vehicle', casualty: 'Casualty' };

const isEmptyCell = (cell: string): boolean => cell === '' || cell === '-1' || cell === 'NULL';

export class PublishedFiles {
  readonly about: PublishedFolder;
  readonly #names: readonly string[];
  readonly #collisions: readonly PublishedCollisionSummary[];

  private constructor(about: PublishedFolder, names: readonly string[], found: readonly PublishedCollisionSummary[]) {
    this.about = about;
    this.#names = names;
    this.#collisions = found;
  }

  /** Only a line of each collision is held: its rows are read again when it is chosen. Throws `folder-unusable`. */
  static async open(folder: string): Promise<PublishedFiles> {
    const { names, unopened } = await csvFilesOf(folder);
    const found: PublishedCollisionSummary[] = [];
    const overfull = new Set<string>();
    const read = await readFiles(folder, names, (name) => {
      let isListed = false;
      return {
        header: (layout) => (isListed = layout.kind === 'collision' && canBeTakenIn(layout)),
        row: (row) => {
          if (!isListed || row === null) return;
          if (found.length < mostCollisionsHeld) found.push(summaryOf(row));
          else overfull.add(name);
        },
      };
    });
    const usable = read.filter(({ reading, problem }) => problem === null && canBeTakenIn(reading.layout));
    return new PublishedFiles(
      {
        folder,
        files: read.map((file) => {
          const told = aboutFile(file);
          return overfull.has(file.name) ? { ...told, problem: moreThanHeld } : told;
        }),
        unopened,
      },
      usable.map(({ name }) => name),
      found,
    );
  }

  find(search: string): { collisions: PublishedCollisionSummary[]; total: number } {
    const sought = search.trim().toLowerCase();
    const fitting =
      sought === ''
        ? this.#collisions
        : this.#collisions.filter(({ index, date }) => index.toLowerCase().includes(sought) || date.includes(sought));
    return { collisions: fitting.slice(0, mostCollisionsListed), total: fitting.length };
  }

  /** @throws KerbdeskError `not-found` where the files have changed and no longer hold it once. */
  async read(index: string): Promise<ReadCollision> {
    const rows: Record<FileKind, Row[]> = { collision: [], vehicle: [], casualty: [] };
    let tooMany = false;
    await readFiles(this.about.folder, this.#names, () => {
      let kind: FileKind | null = null;
      return {
        header: (layout) => (kind = layout.kind),
        row: (row) => {
          if (kind === null || row?.['collision_index'] !== index) return;
          if (rows[kind].length >= mostRowsOfOne) tooMany = true;
          else rows[kind].push(row);
        },
      };
    });
    const [collision, second] = rows.collision;
    if (collision === undefined)
      throw new KerbdeskError('not-found', `Collision ${index} is not in these files any more. Open the folder again.`);
    if (second !== undefined || tooMany)
      throw new KerbdeskError(
        'not-found',
        second === undefined
          ? `Collision ${index} has more than ${mostRowsOfOne} rows in one file. It was not taken in.`
          : `Collision ${index} is in these files twice. Take one of them out, then open the folder again.`,
      );
    return readCollision({ collision, vehicles: rows.vehicle, casualties: rows.casualty });
  }
}

function readCollision(published: PublishedCollision): ReadCollision {
  const { content, losses } = reportOf(published, randomUUID);
  const summary = summaryOf(published.collision);
  return {
    content,
    preview: {
      collision: summary,
      title: formOf('collision').titleOf(content),
      vehicles: content.vehicles.length,
      casualties: content.casualties.length,
      cautions: cautionsOf(published),
      losses: losses.filter(({ was }) => !isEmptyCell(was)).map(lossOf),
    },
    about: `${summary.index}, ${content.vehicles.length} vehicles, ${content.casualties.length} casualties`,
  };
}

const lossOf = ({ kind, index, columnName, was, becomes, reason }: Loss): PublishedPreview['losses'][number] => ({
  of: kind === 'collision' ? 'Collision' : `${whereOf[kind]} ${index + 1}`,
  column: columnName,
  was,
  becomes,
  reason,
});

/** Codes that no list has, and rows that the collision speaks of and the files have not. */
function cautionsOf({ collision, vehicles, casualties }: PublishedCollision): string[] {
  const ofRow = (kind: FileKind, row: Row, where: string): string[] => {
    const names = publishedColumns(kind);
    const columns = columnsOf({ kind, year: '2024', columns: names });
    return names.flatMap((name, at) => {
      const column = columns[at];
      const advice = column === undefined ? null : checkCell(column, row[name] ?? '');
      return advice === null ? [] : [`${where}, ${name}: ${advice.message}`];
    });
  };
  const ofCount = (name: string, found: number, one: string, several: string): string[] => {
    const said = collision[name] ?? '';
    if (said === String(found)) return [];
    const told = isEmptyCell(said) ? `how many ${several} is not said` : `${said} ${said === '1' ? one : several}`;
    return [`Of the collision: ${told}. In these files: ${found === 0 ? 'none' : found}.`];
  };
  return [
    ...ofCount('number_of_vehicles', vehicles.length, 'vehicle', 'vehicles'),
    ...ofCount('number_of_casualties', casualties.length, 'casualty', 'casualties'),
    ...ofRow('collision', collision, 'Collision'),
    ...vehicles.flatMap((row) => ofRow('vehicle', row, `Vehicle ${row['vehicle_reference'] ?? ''}`)),
    ...casualties.flatMap((row) => ofRow('casualty', row, `Casualty ${row['casualty_reference'] ?? ''}`)),
  ];
}
