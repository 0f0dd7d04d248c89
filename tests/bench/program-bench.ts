// How long an officer waits: for the lock screen, for the desk after the passphrase, for a draft to be safe.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// oxlint-disable-next-line import/default -- a CommonJS package, seen through its types
import Database from 'better-sqlite3';
import sodium from 'libsodium-wrappers-sumo';
import { chromium, type Page } from 'playwright';
import type { KerbdeskApi } from '#contract/index.ts';
import { atDesk, atLockScreen, lock, makeVault, unlock } from '../support/officer.ts';
import { Profile, requireChromium } from '../support/program.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

declare const window: { readonly kerbdesk: KerbdeskApi };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Argon2id with the product's cost and nothing else around it. */
async function argon2Alone(): Promise<number> {
  await sodium.ready;
  return timed(() =>
    Promise.resolve(
      sodium.crypto_pwhash(
        32,
        'copper kettle marsh',
        new Uint8Array(16),
        3,
        128 * 1024 * 1024,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
      ),
    ),
  );
}

/** The browser itself with an empty page: nothing that shows a window can be sooner. */
async function browserAlone(executablePath: string): Promise<number> {
  return timed(async () => {
    const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
    await (await browser.newPage()).goto('about:blank');
    await browser.close();
  });
}

async function startUp(profile: Profile): Promise<number> {
  const begun = performance.now();
  const { page, close } = await profile.launch();
  await atLockScreen(page);
  const taken = performance.now() - begun;
  await close();
  return taken;
}

/** Saves a draft `count` times through the page's own API, as typing does; milliseconds each. */
function saveDrafts(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (saves) => {
    const { reports } = window.kerbdesk;
    const created = await reports.create({ kind: 'crime' });
    if (!created.ok) throw new Error(created.error.message);
    const { id } = created.value;
    let { revision } = created.value;
    const narrative =
      'The informant heard glass break at about 02:10 and saw two males leave by the side gate. '.repeat(25);
    const taken: number[] = [];
    for (let save = 0; save < saves; save++) {
      const begun = performance.now();
      const content = { values: { narrative: `${narrative}${save}` }, people: [], property: [] };
      const saved = await reports.save({ id, revision, content });
      taken.push(performance.now() - begun);
      if (!saved.ok) throw new Error(saved.error.message);
      revision = saved.value.revision;
    }
    return taken;
  }, count);
}

/** One row of the same size in an ordinary database that is as careful: WAL, synchronous=FULL. */
function plainSaves(count: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-plain-'));
  const database = new Database(join(folder, 'plain.db'));
  database.pragma('journal_mode=WAL');
  database.pragma('synchronous=FULL');
  database.exec('create table draft (id integer primary key, content text)');
  const put = database.prepare('insert or replace into draft values (1, ?)');
  const taken = Array.from({ length: count }, (_, save) => {
    const begun = performance.now();
    put.run('x'.repeat(2200) + String(save));
    return performance.now() - begun;
  });
  database.close();
  rmSync(folder, { recursive: true });
  return taken;
}

export async function benchProgram(runs: number): Promise<Figure[]> {
  const profile = new Profile();
  try {
    const { page, close } = await profile.launch();
    await makeVault(page);
    const unlocks: number[] = [];
    const stretches: number[] = [];
    for (let run = 0; run < runs; run++) {
      await lock(page);
      // An officer comes back to a laptop that has been locked for a while, and all is ready behind the lock screen.
      await page.waitForTimeout(3000);
      unlocks.push(
        await timed(async () => {
          await unlock(page);
          await atDesk(page);
        }),
      );
      stretches.push(await argon2Alone());
    }
    await saveDrafts(page, 20);
    const saves = await saveDrafts(page, 200);
    const plain = plainSaves(200);
    await close();

    const starts: number[] = [];
    const blanks: number[] = [];
    const executable = requireChromium();
    for (let run = 0; run < runs; run++) {
      starts.push(await startUp(profile));
      blanks.push(await browserAlone(executable));
    }
    return [
      figure('start-up to a usable lock screen', milliseconds(median(starts)), {
        baseline: `the browser with an empty page: ${milliseconds(median(blanks))}`,
        ratio: median(starts) / median(blanks),
      }),
      figure('unlock, from Enter to the desk', milliseconds(median(unlocks)), {
        baseline: `Argon2id (128 MiB, t=3) alone: ${milliseconds(median(stretches))}`,
        ratio: median(unlocks) / median(stretches),
        target: 'at most 1 s',
        met: median(unlocks) <= 1000,
      }),
      figure('a draft saved, window to disk and back', milliseconds(median(saves)), {
        baseline: `a plain database row, synchronous=FULL: ${milliseconds(median(plain))}`,
        ratio: median(saves) / median(plain),
      }),
      figure('a draft saved, 95th percentile', milliseconds(percentile(saves, 0.95)), {
        baseline: `a plain database row: ${milliseconds(percentile(plain, 0.95))}`,
        ratio: percentile(saves, 0.95) / percentile(plain, 0.95),
      }),
    ];
  } finally {
    await profile.remove();
  }
}
