// How much of the minute at the kerb is the laptop's own: whole identifications in the demonstration, from the last picture of a finger to
// the comparison on screen, without the time that the gateway and its databases take.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { z } from 'zod';
import { glassTimes } from '../../native-mocks/devices/person-at-the-glass.ts';
import { askReference, endWhatIsInHand, people, standBefore } from '../support/identify-kit.ts';
import { makeVault } from '../support/officer.ts';
import { compared, readyToSearch, toTheGlass } from '../support/officer-identify.ts';
import { Profile } from '../support/program.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

const targetMilliseconds = 1000;
/** Thrown away: code that runs for the first time is compiled, and the gateway still enrols its people. */
const warmUps = 1;
const timings = z.object({
  searches: z
    .object({ transactionControlNumber: z.string(), bytes: z.number(), receivedAt: z.number(), answeredAt: z.number() })
    .array(),
});

/** Milliseconds each. */
interface Run {
  /** From the picture with which the second finger was good enough until it is shown as taken. */
  readonly taken: number;
  /** From the key until the gateway has the whole transaction. */
  readonly sent: number;
  /** From the gateway's last answer until the comparison is shown; the prints are overwritten in between. */
  readonly shown: number;
  /** As many bytes to the same gateway over a new connection with the same certificates, and its answer. */
  readonly barePost: number;
  /** One word more on the page. */
  readonly barePaint: number;
}

/** Moments of the wall clock, in milliseconds since 1970, as the page sees them. */
interface Moments {
  pressed: number;
  taken: number;
  compared: number;
}

/** Watches from outside the product: the first frame after each change was handed to the compositor. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const moments: Moments = { pressed: 0, taken: 0, compared: 0 };
    Reflect.set(globalThis, 'benchMoments', moments);
    const isThere: Readonly<Record<'taken' | 'compared', () => boolean>> = {
      taken: () => document.querySelectorAll('[aria-label^="Take again"]').length === 2,
      compared: () =>
        document.querySelector('[aria-current=step]')?.textContent.includes('Compare and decide') === true &&
        document.querySelector('#identification-step article') !== null,
    };
    const painted = (told: (at: number) => void): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.start();
        port1.addEventListener('message', () => told(Date.now()));
        port2.postMessage(null);
      });
    };
    Reflect.set(globalThis, 'benchPainted', painted);
    new MutationObserver(() => {
      for (const which of ['taken', 'compared'] as const) {
        if (moments[which] !== 0 || !isThere[which]()) continue;
        moments[which] = -1;
        painted((at) => (moments[which] = at));
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    window.addEventListener(
      'keydown',
      ({ key, ctrlKey, timeStamp }) => {
        if (key === 'Enter' && ctrlKey) moments.pressed = performance.timeOrigin + timeStamp;
      },
      { capture: true },
    );
  });
}

const momentsOf = (page: Page): Promise<Moments> =>
  page.evaluate(() => ({ ...(Reflect.get(globalThis, 'benchMoments') as Moments) }));

const forgetMoments = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(Reflect.get(globalThis, 'benchMoments') as Moments, { pressed: 0, taken: 0, compared: 0 });
  });

const barePaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const painted = Reflect.get(globalThis, 'benchPainted') as (told: (at: number) => void) => void;
        const begun = Date.now();
        const word = document.createElement('span');
        word.textContent = 'Taken';
        document.body.append(word);
        painted((at) => {
          word.remove();
          resolve(at - begun);
        });
      }),
  );

async function barePost(profile: Profile, bytes: number): Promise<number> {
  const body = '{}'.padEnd(bytes);
  const begun = performance.now();
  await askReference(profile, 'PUT', 'control', body);
  return performance.now() - begun;
}

async function identifyOnce(profile: Profile, page: Page): Promise<Run> {
  await endWhatIsInHand(page);
  await forgetMoments(page);
  await toTheGlass(page);
  await readyToSearch(page).waitFor({ timeout: 60_000 });
  // An officer reads before searching; a paint that is not done is not read.
  await page.waitForTimeout(300);
  const { taken } = await momentsOf(page);
  const lastFrame = Number(readFileSync(glassTimes(join(profile.folder, 'glass.json')), 'utf8'));
  await page.keyboard.press('Control+Enter');
  await compared(page);
  await page.waitForFunction(() => (Reflect.get(globalThis, 'benchMoments') as Moments).compared > 0);
  const moments = await momentsOf(page);
  const { searches } = timings.parse(JSON.parse(await askReference(profile, 'GET', 'timings')));
  const search = searches.at(-1);
  if (search === undefined || taken <= 0) throw new Error('the search or its finger was not seen');
  return {
    taken: taken - lastFrame,
    sent: search.receivedAt - moments.pressed,
    shown: moments.compared - search.answeredAt,
    barePost: await barePost(profile, search.bytes),
    barePaint: await barePaint(page),
  };
}

const both = (values: readonly number[]): string =>
  `${milliseconds(median(values))} (95th percentile ${milliseconds(percentile(values, 0.95))})`;

/** @param runs whole identifications of two fingers, after one that is thrown away */
export async function benchIdentify(runs: number): Promise<Figure[]> {
  const profile = new Profile({ quickUnlock: true });
  try {
    standBefore(profile, { person: people.inBoth, isTimed: true });
    const { page, close } = await profile.launch({ identify: true });
    await makeVault(page);
    await watch(page);
    const all: Run[] = [];
    for (let run = 0; run < warmUps + runs; run += 1) all.push(await identifyOnce(profile, page));
    await close();
    return figuresOf(all.slice(warmUps));
  } finally {
    await profile.remove();
  }
}

function figuresOf(runs: readonly Run[]): Figure[] {
  const of = (pick: (run: Run) => number): number[] => runs.map((run) => pick(run));
  const [paints, posts] = [of(({ barePaint: one }) => one), of(({ barePost: one }) => one)];
  const against = (name: string, values: readonly number[], what: string, plain: readonly number[]): Figure =>
    figure(name, both(values), {
      baseline: `${what}: ${both(plain)}`,
      ratio: median(values) / median(plain),
    });
  const sums = of(({ taken, sent, shown }) => taken + sent + shown);
  const plainSums = of((run) => run.barePost + 2 * run.barePaint);
  return [
    against(
      'identify: from the last good picture to “Taken”',
      of(({ taken }) => taken),
      'a word painted',
      paints,
    ),
    against(
      'identify: from “Search now” to the transaction at the gateway, two fingers',
      of(({ sent }) => sent),
      'as many bytes over HTTPS, and the answer',
      posts,
    ),
    against(
      'identify: from the last answer to the comparison, prints overwritten',
      of(({ shown }) => shown),
      'a word painted',
      paints,
    ),
    {
      ...against(
        'identify: the laptop’s own part of the 60 s',
        sums,
        'two words painted and the bytes sent',
        plainSums,
      ),
      target: 'at most 1 s, 95th percentile',
      met: percentile(sums, 0.95) <= targetMilliseconds,
    },
  ];
}
