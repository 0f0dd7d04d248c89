// The page that is printed, in a hidden window of its own: it has no preload, asks for nothing, and shows what main hands it.
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './print.css';
import type { PrintedDocument, PrintedPage } from '#contract/printed-document.ts';
import { drawPages } from './draw.ts';
import { layOut } from './lay-out.ts';

/**
 * Called by main. `fixed`: the pages of an earlier layout, drawn as they are; else the document is laid out anew.
 * Answers the pages that are shown. Throws rather than to show a page that does not hold all its text.
 */
async function show(document: PrintedDocument, fixed: readonly PrintedPage[] | null): Promise<readonly PrintedPage[]> {
  const pages = fixed ?? (await layOut(document));
  await drawPages(document.frame, pages, document.pictures);
  return pages;
}

Object.defineProperty(window, 'showDocument', { value: show });
