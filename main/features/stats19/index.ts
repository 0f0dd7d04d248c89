// STATS19: rows of a collision report handed out, published files checked, and a published collision taken in as a draft.
import { KerbdeskError } from '#contract/errors.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import { checkFolder } from './check-files.ts';
import { PublishedFiles } from './published-files.ts';
import { saveRows, type SavingDependencies } from './save-rows.ts';

export interface Stats19Dependencies extends SavingDependencies {
  readonly events: EventBus;
}

export function createStats19Handlers(dependencies: Stats19Dependencies): FeatureHandlers<'stats19'> {
  const { vault, chooseFolder, clock, events } = dependencies;
  let isBusy = false;
  let opened: PublishedFiles | null = null;

  /** One at a time: a second chooser would be one too many to tell apart, and a second reading twice as slow. */
  async function alone<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (isBusy) throw new KerbdeskError('busy', 'Other STATS19 files are being read or saved. Wait for them.');
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  }

  const openedFiles = (): PublishedFiles => {
    vault();
    if (opened === null)
      throw new KerbdeskError('not-found', 'No folder of published files is open. Choose the folder again.');
    return opened;
  };

  return {
    save: (request) => alone(() => saveRows(dependencies, request)),
    check: () =>
      alone(async () => {
        const folder = await chooseFolder({ title: 'A folder of STATS19 files to check', button: 'Check these' });
        return folder === null ? null : checkFolder(folder);
      }),
    openPublished: () =>
      alone(async () => {
        vault();
        const folder = await chooseFolder({ title: 'A folder of published STATS19 files', button: 'Open these' });
        if (folder === null) return null;
        opened = await PublishedFiles.open(folder);
        return opened.about;
      }),
    async findPublished({ search }) {
      return openedFiles().find(search);
    },
    previewPublished: ({ index }) => alone(async () => (await openedFiles().read(index)).preview),
    importPublished: ({ index }) =>
      alone(async () => {
        const { content, about } = await openedFiles().read(index);
        const api = vault();
        const report = await api.createReport({ kind: 'collision', parentId: null, content, at: clock.now() });
        await api.appendAudit({
          at: clock.now(),
          operation: 'collection',
          subjectKind: 'report',
          subjectId: report.id,
          reason: null,
          what: `Took collision report ${report.localReference} in from published STATS19 rows: ${about}.`,
        });
        events.emit('reports', 'changed', { ids: [report.id] });
        return report;
      }),
  };
}
