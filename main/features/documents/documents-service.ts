// Reports and letters to victims on paper and as PDF, for whoever asked for them.
import type { FeatureHandlers } from '#contract/index.ts';
import { digestOfLetter, letterPaper } from './letter-paper.ts';
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
      previewLetter: (request) =>
        desk.lookAt(letterPaper(dependencies, request), ({ document }, { pages }) => ({
          frame: document.frame,
          pages: [...pages],
          sha256: digestOfLetter(document),
        })),
      saveLetter: (request) => desk.save(letterPaper(dependencies, request, request.previewSha256)),
      printLetter: (request) => desk.print(letterPaper(dependencies, request, request.previewSha256)),
    },
    locked: () => desk.locked(),
    unlocked: (id) => desk.unlocked(id),
  };
}
