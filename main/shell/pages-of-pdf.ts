// How many pages a PDF has, as its page tree says: enough to notice a document that was broken otherwise than it was laid out.

/** Null where the tree cannot be read. Chromium writes it plainly; the root counts every page, the nodes below it a part each. */
export function pagesOfPdf(pdf: Uint8Array): number | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const counts = [...text.matchAll(/<<[^<>]*\/Type\s*\/Pages\b[^<>]*>>/g)].map(
    ([node]) => /\/Count\s+(\d+)/.exec(node)?.[1],
  );
  const known = counts.filter((count) => count !== undefined).map(Number);
  return known.length === 0 ? null : Math.max(...known);
}
