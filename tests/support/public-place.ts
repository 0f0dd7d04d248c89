// What of a page could be seen, heard or copied by somebody else: looked for by words that nobody says by chance.
import type { Locator, Page } from 'playwright';

/** Begins the public place, or ends it, and waits until it is so. */
export async function beginPublicPlace(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await page.locator('html[data-public-place]').waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Public place', exact: true }).waitFor();
}

export async function endPublicPlace(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F8');
  await page.locator('html:not([data-public-place])').waitFor();
}

/** One line for each place at which one of the words, or any picture, can be perceived; empty where none can. */
export async function leaks(page: Page, words: RegExp): Promise<string[]> {
  // A field that is typed in holds its own text: to the eye dots, to the officer's own screen reader what they type.
  const focused = await page.evaluateHandle(() => document.activeElement);
  const isField = await focused.evaluate((element) => element?.matches('input, textarea') === true);
  if (isField) await focused.evaluate((element) => (element as HTMLElement).blur());
  const [tree, seen] = [await accessibilityTree(page), await page.evaluate(perceivable)];
  if (isField) await focused.evaluate((element) => (element as HTMLElement).focus());
  return [
    ...tree.filter((text) => words.test(text)).map((text) => `spoken: ${text}`),
    ...seen.texts.filter((text) => words.test(text)).map((text) => `written: ${text}`),
    ...seen.others,
    ...(words.test(await page.title()) ? [`the window’s title: ${await page.title()}`] : []),
  ];
}

/** All that a screen reader could be told. */
async function accessibilityTree(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page);
  try {
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .flatMap(({ name, value, description, properties = [] }) => [
        name?.value,
        value?.value,
        description?.value,
        ...properties.map((property) => property.value.value as unknown),
      ])
      .filter((text): text is string => typeof text === 'string' && text !== '');
  } finally {
    await client.detach();
  }
}

function perceivable(): { texts: string[]; others: string[] } {
  const visible = (element: Element): boolean =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const spoken = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder'];
  const all = [...document.querySelectorAll('*')];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode() !== null) {
    const { currentNode } = walker;
    if (currentNode.parentElement?.matches('textarea, script, style') !== true) texts.push(currentNode.nodeValue ?? '');
  }
  const attributes = all.flatMap((element) => spoken.map((name) => element.getAttribute(name) ?? ''));
  const others = all.filter(visible).flatMap((element) => {
    const style = getComputedStyle(element);
    const isPicture =
      element.matches('img, video, canvas, image') || (style.backgroundImage.includes('url(') && style.opacity !== '0');
    const isOpenField =
      element.matches('input, textarea') &&
      (element as HTMLInputElement).value !== '' &&
      !['checkbox', 'radio', 'range', 'hidden'].includes((element as HTMLInputElement).type) &&
      style.getPropertyValue('-webkit-text-security') !== 'disc';
    return [
      ...(isPicture ? [`picture: ${element.outerHTML.slice(0, 120)}`] : []),
      ...(isOpenField ? [`field: ${(element as HTMLInputElement).value}`] : []),
    ];
  });
  return { texts: [...texts, ...attributes], others };
}

/** How many colours are painted where an element’s text stands: one, where it is blanked. */
export async function coloursOfText(page: Page, element: Locator): Promise<number> {
  const box = await element.evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.selectNodeContents(walker.nextNode() ?? node);
    const { left, top, width, height } = range.getClientRects()[0] ?? node.getBoundingClientRect();
    return { x: left + 2, y: top + 3, width: Math.max(4, Math.min(width, 200) - 4), height: height - 6 };
  });
  const png = await page.screenshot({ clip: box });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    const { data } = context?.getImageData(0, 0, picture.width, picture.height) ?? { data: new Uint8ClampedArray() };
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      colours.add(((data[at] ?? 0) << 16) + ((data[at + 1] ?? 0) << 8) + (data[at + 2] ?? 0));
    return colours.size;
  }, png.toString('base64'));
}
