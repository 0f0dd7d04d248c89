// A witness statement is laid out until it says of itself how many pages it has.
import { holdsAll, type PrintedDocument } from '#contract/printed-document.ts';
import type { OpenDocument, Shell } from '../../ports/shell.ts';

/** A longer number can make a longer text, hardly ever another page, and never one less. */
const mostTries = 5;

/** @param compose the document, saying that it has so many pages */
export async function layOutCounted(
  documents: Shell['documents'],
  compose: (pages: number) => PrintedDocument,
): Promise<OpenDocument> {
  let said = 1;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const composed = compose(said);
    const opened = await documents.open(composed);
    if (opened.pages.length === said) {
      if (holdsAll(composed, opened.pages)) return opened;
      opened.close();
      throw new Error('the pages do not hold all of the statement');
    }
    opened.close();
    said = opened.pages.length;
  }
  throw new Error('the statement has no number of pages that it can say');
}
