// `webContents.printToPDF`: Electron's options, checked as Electron checks them, as those of the DevTools protocol.
import type { Protocol } from './protocol-types.ts';

export interface PrintToPdfOptions {
  readonly landscape?: boolean;
  readonly displayHeaderFooter?: boolean;
  readonly printBackground?: boolean;
  readonly scale?: number;
  /** A name, or inches. */
  readonly pageSize?: string | { readonly width: number; readonly height: number };
  /** Inches. */
  readonly margins?: {
    readonly top?: number;
    readonly bottom?: number;
    readonly left?: number;
    readonly right?: number;
  };
  readonly pageRanges?: string;
  readonly headerTemplate?: string;
  readonly footerTemplate?: string;
  readonly preferCSSPageSize?: boolean;
  readonly generateTaggedPDF?: boolean;
  readonly generateDocumentOutline?: boolean;
}

/** Inches. */
const paperSizes: Readonly<Record<string, { readonly width: number; readonly height: number }>> = {
  letter: { width: 8.5, height: 11 },
  legal: { width: 8.5, height: 14 },
  tabloid: { width: 11, height: 17 },
  ledger: { width: 17, height: 11 },
  a0: { width: 33.1, height: 46.8 },
  a1: { width: 23.4, height: 33.1 },
  a2: { width: 16.54, height: 23.4 },
  a3: { width: 11.7, height: 16.54 },
  a4: { width: 8.27, height: 11.7 },
  a5: { width: 5.83, height: 8.27 },
  a6: { width: 4.13, height: 5.83 },
};

export function toDevToolsPrinting(options: PrintToPdfOptions): Protocol.Page.printToPDFParameters {
  const { pageSize = 'letter', margins = {}, ...rest } = options;
  const size = typeof pageSize === 'string' ? paperSizes[pageSize.toLowerCase()] : pageSize;
  if (size === undefined) throw new Error(`Invalid pageSize ${JSON.stringify(pageSize)}`);
  return {
    landscape: rest.landscape ?? false,
    displayHeaderFooter: rest.displayHeaderFooter ?? false,
    printBackground: rest.printBackground ?? false,
    scale: rest.scale ?? 1,
    paperWidth: size.width,
    paperHeight: size.height,
    // One centimetre, as Electron has it.
    marginTop: margins.top ?? 0.4,
    marginBottom: margins.bottom ?? 0.4,
    marginLeft: margins.left ?? 0.4,
    marginRight: margins.right ?? 0.4,
    pageRanges: rest.pageRanges ?? '',
    headerTemplate: rest.headerTemplate ?? '',
    footerTemplate: rest.footerTemplate ?? '',
    preferCSSPageSize: rest.preferCSSPageSize ?? false,
    // Electron defaults both to false; Chromium itself would tag.
    generateTaggedPDF: rest.generateTaggedPDF ?? false,
    generateDocumentOutline: rest.generateDocumentOutline ?? false,
  };
}
