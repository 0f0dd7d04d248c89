// Lays a document out and makes sure that nothing of it was lost on the way.
import { holdsAll, type PrintedDocument } from '#contract/printed-document.ts';
import type { OpenDocument, Shell } from '../../ports/shell.ts';

export const openWhole =
  (document: PrintedDocument) =>
  async (documents: Shell['documents']): Promise<OpenDocument> => {
    const opened = await documents.open(document);
    if (holdsAll(document, opened.pages)) return opened;
    opened.close();
    throw new Error('the pages do not hold all of the document');
  };
