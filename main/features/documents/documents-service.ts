// Reports on paper and as PDF, for whoever asked for them.
import type { FeatureHandlers } from '#contract/index.ts';
import { createPaperDesk, type PaperDesk, type PaperDeskDependencies } from './paper-desk.ts';
import { reportPaper } from './report-paper.ts';

interface DocumentsService extends Pick<PaperDesk, 'locked' | 'unlocked'> {
  readonly handlers: FeatureHandlers<'documents'>;
}

export function createDocumentsService(dependencies: PaperDeskDependencies): DocumentsService {
  const desk = createPaperDesk(dependencies);
  return {
    handlers: {
      save: (request) => desk.save(reportPaper(dependencies, request)),
      print: (request) => desk.print(reportPaper(dependencies, request)),
    },
    locked: () => desk.locked(),
    unlocked: (id) => desk.unlocked(id),
  };
}
