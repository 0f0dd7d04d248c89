// What an officer waits for between key and paint while a statement of twenty pages is typed: in the form, with its saving and its lists,
// against a bare textarea of the same size and text in the same browser, taken in turn.
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright';
import { command } from '../support/kerbdesk-api.ts';
import { button, goTo, heading, makeVault, textBox } from '../support/officer.ts';
import { openSection, sections } from '../support/officer-reports.ts';
import { pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { createChance } from '../support/random.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

const pagesOfStatement = 20;
/** Keys whose figures are thrown away first: code that runs for the first time is compiled. */
const warmUp = 20;
const keysInTurn = 25;
const targetMilliseconds = 16;

/** As they are dictated, questions and answers in lines of their own; some 51,000 characters on 20 pages of form MG11. */
function longStatement(): string {
  const sentences = [
    'I was standing at the bus stop in Hoe Street, opposite the library, when I heard glass break.',
    'I looked round and saw a man of about thirty in a grey hooded top; he was no more than ten metres away.',
    'It was dark but the street lamp beside him was lit, and nothing was between us.',
    'He said something that I did not catch, and then, quite clearly, “leave it, leave it”.',
    'I had not seen him before that night, and I would know him again.',
  ];
  const paragraph = (at: number): string =>
    `${at + 1}. ${Array.from({ length: 2 }, (_, place) => sentences[(at + place) % sentences.length]).join(' ')}`;
  return Array.from({ length: 290 }, (_, at) => paragraph(at)).join('\n\n');
}

interface Keys {
  /** From the key in the browser process until the frame that shows it was handed to the compositor. */
  readonly toPaint: number[];
  /** What of it the page worked: its handlers and React, then style, layout and paint; without the wait for the frame. */
  readonly work: number[];
  /** As the browser's Event Timing tells it, in steps of 8 ms, to the presented frame. */
  readonly presented: number[];
  /** Processor time of the page's main thread a key, saving and all that follows included: the same on a busy machine. One for each turn. */
  readonly processor: number[];
}

const noKeys = (): Keys => ({ toPaint: [], work: [], presented: [], processor: [] });

interface Desk {
  readonly page: Page;
  readonly box: Locator;
  readonly debug: CDPSession;
  readonly into: Keys;
}

/** Listens on the page from outside the product: what a key costs is taken from the browser's own clock. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const keys = { toPaint: [] as number[], work: [] as number[], presented: [] as number[] };
    Reflect.set(globalThis, 'benchKeys', keys);
    window.addEventListener(
      'keydown',
      (pressed) => {
        const begun = performance.now();
        let handled = begun;
        // After the input event and whatever React rendered for it: the same task, its end.
        window.addEventListener('input', () => queueMicrotask(() => (handled = performance.now())), { once: true });
        requestAnimationFrame(() => {
          const frame = performance.now();
          const { port1, port2 } = new MessageChannel();
          port1.start();
          port1.addEventListener('message', () => {
            const painted = performance.now();
            keys.toPaint.push(painted - pressed.timeStamp);
            keys.work.push(handled - begun + (painted - frame));
          });
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') keys.presented.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Types in the middle of the text, as a correction is made, at the pace of somebody who types well. */
async function typeKeys(page: Page, box: Locator, count: number, pause: () => number): Promise<void> {
  await page.bringToFront();
  await box.focus();
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'e');
    await page.waitForTimeout(pause());
  }
}

async function processorMilliseconds(debug: CDPSession): Promise<number> {
  const { metrics } = await debug.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** One turn at one of the two: so many keys, and what they cost. */
async function takeTurn({ page, box, debug, into }: Desk, count: number, pause: () => number): Promise<void> {
  const before = await processorMilliseconds(debug);
  await typeKeys(page, box, count, pause);
  // The last save belongs to it.
  await page.waitForTimeout(600);
  const after = await processorMilliseconds(debug);
  const taken = await page.evaluate(() => {
    const keys = Reflect.get(globalThis, 'benchKeys') as Pick<Keys, 'toPaint' | 'work' | 'presented'>;
    return { toPaint: keys.toPaint.splice(0), work: keys.work.splice(0), presented: keys.presented.splice(0) };
  });
  into.toPaint.push(...taken.toPaint);
  into.work.push(...taken.work);
  // Event Timing leaves out what took less than its threshold.
  const short = Math.max(0, count - taken.presented.length);
  into.presented.push(...taken.presented, ...Array.from({ length: short }, () => 8));
  into.processor.push((after - before) / count);
}

async function openStatement({ page, program }: RunningProgram, folder: string): Promise<Locator> {
  const text = longStatement();
  const { id, revision } = await command(page, 'reports', 'create', { kind: 'statement' });
  const values = {
    'family-name': 'Nowak',
    'given-names': 'Zaneta',
    age: 'over-18',
    identifies: 'yes',
    'for-reference': 'NE-4417-0001',
    narrative: text,
  };
  await command(page, 'reports', 'save', { id, revision, content: { values, people: [], property: [] } });
  await goTo(page, 'Reports');
  await page.getByRole('link', { name: /^Statement of Z N/ }).click();
  await heading(page, /^Statement of Z N/).waitFor();
  await sections(page).waitFor();
  const file = join(folder, 'statement.pdf');
  await page.keyboard.press('Control+p');
  await textBox(page, 'What is it for?').fill('Bench');
  await textBox(page, 'Who gets it?').fill('Bench');
  program.simulate({ kind: 'file-choice', path: file });
  await button(page, 'Save as PDF').click();
  await button(page.getByRole('dialog', { name: 'Saved as PDF' }), 'Done').click();
  const { length } = await pdfPages(file);
  if (length < pagesOfStatement) throw new Error(`The statement has ${length} pages, not ${pagesOfStatement}.`);
  await openSection(page, 'Statement');
  return page.getByRole('textbox', { name: 'Statement', exact: true });
}

/** A textarea and nothing else, as large and in the same letters as the one that it is held against. */
async function openPlain(like: Locator): Promise<{ readonly page: Page; readonly box: Locator }> {
  const { text, css, width, height } = await like.evaluate((element) => {
    const { font, lineHeight, padding } = getComputedStyle(element);
    const { width: wide, height: high } = element.getBoundingClientRect();
    return {
      text: (element as HTMLTextAreaElement).value,
      css: `font:${font};line-height:${lineHeight};padding:${padding};box-sizing:border-box`,
      width: wide,
      height: high,
    };
  });
  const page = await like.page().context().newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.setContent('<!doctype html><meta charset="utf-8"><title>plain</title><textarea></textarea>');
  const box = page.locator('textarea');
  await box.evaluate(
    (element, given) => {
      const area = element as HTMLTextAreaElement;
      area.style.cssText = `${given.css};width:${given.width}px;height:${given.height}px`;
      area.value = given.text;
    },
    { text, css, width, height },
  );
  return { page, box };
}

const toMiddle = (box: Locator): Promise<void> =>
  box.evaluate((element) => {
    const area = element as HTMLTextAreaElement;
    const middle = area.value.indexOf('. ', area.value.length / 2);
    area.focus();
    area.setSelectionRange(middle, middle);
  });

async function makeReady(page: Page, box: Locator, pause: () => number): Promise<Desk> {
  await page.bringToFront();
  await toMiddle(box);
  await watchKeys(page);
  const debug = await page.context().newCDPSession(page);
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  await takeTurn({ page, box, debug, into: noKeys() }, warmUp, pause);
  return { page, box, debug, into: noKeys() };
}

export async function benchTyping(folder: string, keys: number): Promise<Figure[]> {
  const profile = new Profile({ quickUnlock: true });
  try {
    const running = await profile.launch();
    await makeVault(running.page);
    const words = await openStatement(running, folder);
    const plain = await openPlain(words);
    // No key at the same moment of a frame as the one before, nor of the other page.
    const chance = createChance(20);
    const pause = (): number => chance.between(60, 140);
    const ours = await makeReady(running.page, words, pause);
    const bare = await makeReady(plain.page, plain.box, pause);
    for (let turn = 0; turn * keysInTurn < keys; turn += 1) {
      await takeTurn(ours, keysInTurn, pause);
      await takeTurn(bare, keysInTurn, pause);
    }
    const about = (name: string, of: keyof Keys, share: number, target: number | null = null): Figure => {
      const at = ({ into }: Desk): number => (share === 0.5 ? median(into[of]) : percentile(into[of], share));
      return figure(`${name}${share === 0.5 ? '' : ', 95th percentile'}`, milliseconds(at(ours)), {
        baseline: `a bare textarea: ${milliseconds(at(bare))}`,
        ratio: at(ours) / at(bare),
        ...(target === null ? {} : { target: `at most ${target} ms`, met: at(ours) <= target }),
      });
    };
    const key = 'a key in a 20-page statement';
    return [
      about(`${key}, to paint`, 'toPaint', 0.5),
      about(`${key}, to paint`, 'toPaint', 0.95, targetMilliseconds),
      about(`${key}, the page’s own work until then`, 'work', 0.5),
      about(`${key}, the page’s own work until then`, 'work', 0.95),
      about(`${key}, to the presented frame (Event Timing, steps of 8 ms)`, 'presented', 0.95),
      about(`${key}, processor time with all that follows`, 'processor', 0.5),
    ];
  } finally {
    await profile.remove();
  }
}
