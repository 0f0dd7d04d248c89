// `npm run tour`: drives the whole main job and photographs every screen and important state, for a person to look at.
// With --guide after the folder it renews the pictures of docs/guide.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { standBefore } from '../support/identify-kit.ts';
import { Profile } from '../support/program.ts';
import { Album } from './album.ts';
import { cameras } from './cameras.ts';
import { collision } from './collision.ts';
import { courtExport } from './export.ts';
import { derivatives } from './derivatives.ts';
import { beforeTheDesk, firstDay } from './first-day.ts';
import { fillGuide } from './guide-pictures.ts';
import { footage } from './footage.ts';
import { identify } from './identify.ts';
import { desk } from './desk.ts';
import { inPublic } from './in-public.ts';
import { keeping } from './keeping.ts';
import { known } from './known.ts';
import { locked } from './locked.ts';
import { narrow } from './narrow.ts';
import { printing } from './printing.ts';
import { notebook } from './notebook.ts';
import { reports } from './reports.ts';
import { signing } from './signing.ts';
import { tagging } from './tagging.ts';
import { victims } from './victims.ts';
import { watching } from './watching.ts';

const [folderName = '.cache/tour', ...flags] = process.argv.slice(2);
const folder = resolve(folderName);
const album = await Album.open(folder);
const profile = new Profile({ escrow: true });
let problem: unknown = null;
standBefore(profile, {});
const running = await profile.launch({ identify: true });
try {
  const stop = { page: running.page, program: running.program, profile, album };
  await beforeTheDesk(stop);
  await firstDay(stop);
  await footage(stop);
  await courtExport(stop);
  await reports(stop);
  await printing(stop);
  await signing(stop);
  await victims(stop);
  await notebook(stop);
  await cameras(stop);
  await watching(stop);
  await derivatives(stop);
  await keeping(stop);
  await tagging(stop);
  await desk(stop);
  await identify(stop);
  await collision(stop);
  await inPublic(stop);
  await narrow(stop);
  await known(stop);
  await locked(stop);
} catch (error) {
  problem = error;
  await running.page.screenshot({ path: `${folder}/where-it-stopped.png` }).catch(() => undefined);
  await writeFile(
    `${folder}/where-it-stopped.txt`,
    `${await running.page.locator('body').ariaSnapshot().catch(String)}\n`,
  );
} finally {
  await profile.remove();
}
process.stdout.write(`${album.count} pictures in ${folder}; begin with index.md\n`);
if (problem !== null) throw problem;
if (flags.includes('--guide')) {
  const missing = await fillGuide(folder);
  if (missing.length > 0)
    throw new Error(`The guide shows pictures that the tour does not take: ${missing.join(', ')}`);
}
