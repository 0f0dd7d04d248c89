// Promise: what others see outside of the page says nothing of what is in it: the window's title names a kind of screen, and there are
// no notifications, badges of the dock or jump lists.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRoute } from '../../../renderer/src/app/route.ts';

const project = join(import.meta.dirname, '../../..');

async function sources(): Promise<{ readonly file: string; readonly text: string }[]> {
  const files = await Promise.all(
    ['main', 'preload', 'renderer/src'].map(async (folder) => {
      const names = await readdir(join(project, folder), { recursive: true });
      return names.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
    }),
  );
  return Promise.all(files.flat().map(async (file) => ({ file, text: await readFile(join(project, file), 'utf8') })));
}

test('nothing of the program notifies, counts in the dock or lists what was open', async () => {
  const telling =
    /\bNotification\s*\(|displayBalloon|setBadgeCount|setOverlayIcon|setJumpList|addRecentDocument|setToolTip|flashFrame/;
  const found = (await sources()).filter(({ text }) => telling.test(text)).map(({ file }) => file);
  expect(found).toEqual([]);
});

test('the title is written by the two frames, from the kind of screen; a page for paper, never shown, has its reference', async () => {
  const all = await sources();
  const writers = all.filter(({ text }) => /document\.title\s*=|\.setTitle\(/.test(text));
  expect(writers.map(({ file }) => file).toSorted()).toEqual([
    'renderer/src/app/Desk.tsx',
    'renderer/src/features/session/SessionFrame.tsx',
    'renderer/src/print/draw.ts',
  ]);
  const desk = writers.find(({ file }) => file.endsWith('Desk.tsx'));
  expect(desk?.text).toContain('document.title = `${screenNames[route.screen]} · Kerbdesk`;');
  const paper = writers.find(({ file }) => file.endsWith('draw.ts'));
  expect(paper?.text).toContain('document.title = `${frame.name} ${frame.reference}`;');
  const names = all.flatMap(({ text }) => [...text.matchAll(/<SessionFrame\s+name=(\S+)/g)].map(([, name]) => name));
  expect(new Set(names)).toEqual(new Set(['"Locked"', '"New']));
  // The address of a screen, which a title may fall back to, holds an id and no words.
  expect(parseRoute('#/team-posts/Wendy')).toEqual({ screen: 'team-posts' });
});
