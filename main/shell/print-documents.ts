// Prints documents through a hidden window of the program's own origin: one page, no preload and so no channel to main, no evidence
// behind its protocol, kept out of screenshots, gone when the document is.
import {
  BrowserWindow,
  session,
  type PrintToPDFOptions,
  type WebContents,
  type WebContentsPrintOptions,
} from 'electron';
import { z } from 'zod';
import { KerbdeskError } from '#contract/errors.ts';
import { printedPage, type PrintedDocument, type PrintedPage } from '#contract/printed-document.ts';
import type { Logger } from '../ports/logger.ts';
import type { DocumentPrinter, OpenDocument } from '../ports/shell.ts';
import { appScheme, createAppProtocol, printAddress } from './app-protocol.ts';
import { guardSession } from './guards.ts';
import { pagesOfPdf } from './pages-of-pdf.ts';
import { safePreferences } from './window-safety.ts';

export interface PrinterOptions {
  readonly rendererFolder: string;
  readonly developerTools: boolean;
  readonly logger: Logger;
}

/** The page draws its own margins, head and foot, so that its breaks are known: the printer adds nothing. */
const pdfOptions: PrintToPDFOptions = {
  pageSize: 'A4',
  preferCSSPageSize: true,
  margins: { top: 0, bottom: 0, left: 0, right: 0 },
  printBackground: true,
  displayHeaderFooter: false,
  generateTaggedPDF: true,
};
const paperOptions: WebContentsPrintOptions = {
  silent: false,
  pageSize: 'A4',
  margins: { marginType: 'none' },
  printBackground: true,
};

export function createDocumentPrinter({ rendererFolder, developerTools, logger }: PrinterOptions): DocumentPrinter {
  // Apart from the officer's windows: what is magnified there is not on paper, and nothing here reaches evidence.
  const ownSession = session.fromPartition('kerbdesk-print', { cache: false });
  guardSession(ownSession, logger);
  ownSession.protocol.handle(
    appScheme,
    createAppProtocol(rendererFolder, () => null),
  );
  const open = new Set<BrowserWindow>();

  return {
    async open(document, fixed) {
      const window = new BrowserWindow({
        width: 900,
        height: 1200,
        show: false,
        title: 'Kerbdesk',
        backgroundColor: '#ffffff',
        webPreferences: safePreferences(ownSession, developerTools),
      });
      window.setContentProtection(true);
      window.on('page-title-updated', (event) => event.preventDefault());
      open.add(window);
      window.once('closed', () => open.delete(window));
      const page = pageOf(window);
      try {
        const pages = await page.ask((contents) => show(contents, document, fixed ?? null));
        return describeDocument(page, pages);
      } catch (error) {
        page.close();
        throw error;
      }
    },
    closeAll() {
      for (const window of open) window.destroy();
    },
  };
}

interface HiddenPage {
  /** Rejects as well when the window goes: what is asked of a page that is gone has no answer, ever. */
  ask<Answer>(work: (contents: WebContents) => Promise<Answer>): Promise<Answer>;
  close(): void;
}

function pageOf(window: BrowserWindow): HiddenPage {
  const ended = new Promise<never>((_resolve, reject) => {
    window.once('closed', () =>
      reject(
        new KerbdeskError(
          'locked',
          'Kerbdesk was locked meanwhile. No PDF was kept. If it was on its way to a printer, look in the tray: some of it may come out.',
        ),
      ),
    );
    window.webContents.once('render-process-gone', (_event, { reason }) =>
      reject(new Error(`the page that was to be printed ended: ${reason}`)),
    );
  });
  ended.catch(() => undefined);
  return {
    ask: (work) => (window.isDestroyed() ? ended : Promise.race([work(window.webContents), ended])),
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

async function show(
  contents: WebContents,
  document: PrintedDocument,
  fixed: readonly PrintedPage[] | null,
): Promise<readonly PrintedPage[]> {
  await contents.loadURL(printAddress);
  // As a string of JSON: nothing in the document can be taken for a part of the expression.
  const [first, second] = [document, fixed].map((value) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`);
  return z
    .array(printedPage)
    .min(1)
    .parse(await contents.executeJavaScript(`showDocument(${first}, ${second})`));
}

function describeDocument(page: HiddenPage, pages: readonly PrintedPage[]): OpenDocument {
  return {
    pages,
    close: () => page.close(),
    async toPdf() {
      const pdf = await page.ask((contents) => contents.printToPDF(pdfOptions));
      const found = pagesOfPdf(pdf);
      if (found !== null && found !== pages.length) {
        throw new Error(`the PDF has ${found} pages and not ${pages.length}`);
      }
      return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength);
    },
    print: () => page.ask(printOnPaper),
  };
}

async function printOnPaper(contents: WebContents): Promise<'printed' | 'cancelled'> {
  if ((await contents.getPrintersAsync()).length === 0) {
    throw new KerbdeskError(
      'not-printed',
      'This laptop has no printer set up, so nothing was printed. Save a PDF instead, or ask IT for a printer.',
    );
  }
  return new Promise((resolve, reject) => {
    contents.print(paperOptions, (printed, reason) => {
      if (printed) resolve('printed');
      else if (/cancel/i.test(reason)) resolve('cancelled');
      else {
        reject(
          new KerbdeskError(
            'not-printed',
            `The printer did not take it (${reason || 'no reason given'}). Check the printer, then try again; what may be on paper is in the tray.`,
          ),
        );
      }
    });
  });
}
