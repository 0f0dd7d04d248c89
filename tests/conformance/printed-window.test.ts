// What printing relies on of Electron's hidden windows, sessions and `printToPDF`, proven in whichever host is here.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOfPdf } from '../../main/shell/pages-of-pdf.ts';
import { pdfFacts, pdfPages } from '../support/poppler.ts';
import { askOf } from './probe/ask.ts';
import { buildProbe, hostName, startProbe, type RunningProbe } from './probe/host.ts';

const probe = buildProbe();
let running: RunningProbe;

beforeAll(async () => {
  running = await startProbe(probe.folder, join(probe.folder, 'profile'));
});
afterAll(async () => {
  await running.kill();
  probe.remove();
});

const { main, failure } = askOf(() => running);

describe(`a hidden window that is printed (in ${hostName})`, () => {
  const paper = join(probe.folder, 'paper.pdf');
  const printed = async (options: object): Promise<Buffer> => {
    const pdf = Buffer.from(await main<string>('printToPdf', options), 'base64');
    writeFileSync(paper, pdf);
    return pdf;
  };
  const asPrinted = { pageSize: 'A4', preferCSSPageSize: true, margins: { top: 0, bottom: 0, left: 0, right: 0 } };

  it('is the PDF of its pages: size and breaks by its own style, text in order, tagged where that is asked', async () => {
    const pdf = await printed({ ...asPrinted, printBackground: true, generateTaggedPDF: true });
    expect(await pdfFacts(paper)).toEqual({
      pages: 3,
      pageSize: expect.stringContaining('(A4)'),
      title: 'Paper',
      isTagged: true,
    });
    expect(pagesOfPdf(pdf)).toBe(3);
    expect((await pdfPages(paper)).map((text) => text.trim())).toEqual([
      'Sheet 1 of 3',
      'Sheet 2 of 3: “Zoë”',
      'Sheet 3 of 3',
    ]);
  });
  it('is on Letter and without tags unless said otherwise', async () => {
    await printed({});
    expect(await pdfFacts(paper)).toMatchObject({ pageSize: expect.stringContaining('letter'), isTagged: false });
  });
  it('refuses a size of paper that it does not know', async () => {
    expect(await failure(`probe.main('printToPdf', { pageSize: 'A99' })`)).not.toBe('no error');
  });
  it('is not seen, has no preload unless it is given one, and shares no storage with another session', async () => {
    expect(await main('paperFacts')).toEqual({
      windows: 2,
      visible: false,
      preload: 'undefined',
      seesOther: null,
      isSeen: null,
      fonts: true,
      printers: true,
    });
    expect(await main('facts')).toMatchObject({ windows: 1 });
  });
});
