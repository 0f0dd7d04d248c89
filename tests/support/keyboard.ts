// A page under the keys alone: where the focus is, as a screen reader names it, and what Tab comes to.
import type { Locator, Page } from 'playwright';

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What has the focus, as a screen reader names it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : null;
    const named = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '');
    const shown = element.matches('a, button, h1, h2, [role]:not([role=row])') ? element.innerText : element.tagName;
    return (element.getAttribute('aria-label') ?? label?.textContent ?? (named.join(' ').trim() || shown)).trim();
  });

/** Presses Tab until something with this name has the focus; throws with what it went by. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const met: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    const here = await focused(page);
    if (name.test(here)) return;
    met.push(here);
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${name}; it went by: ${met.join(' | ')}`);
}

/** Whether it can be seen where the focus is: an outline or a ring of shadow, on it or on what it is drawn as. */
const focusIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return false;
    const drawn = [element, element.closest('label'), element.nextElementSibling];
    return drawn.some((one) => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
  });

export interface TabWalk {
  /** Controls within that Tab never came to; of radios one for all is enough. */
  readonly passedBy: readonly string[];
  /** Where the focus was and could not be seen. */
  readonly unseen: readonly string[];
}

/** From the beginning of a part of the page with Tab alone, until the focus leaves it. */
export async function walkByTab(page: Page, within: Locator): Promise<TabWalk> {
  await within.evaluate((part) => {
    const met = new Set<EventTarget>();
    Reflect.set(globalThis, 'metByTab', met);
    part.addEventListener('focusin', ({ target }) => target !== null && met.add(target));
    (part as HTMLElement).focus();
  });
  const unseen: string[] = [];
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    if (!(await within.evaluate((part) => part.contains(document.activeElement)))) break;
    if (!(await focusIsSeen(page))) unseen.push(await focused(page));
  }
  const passedBy = await within.evaluate((part) => {
    const met = Reflect.get(globalThis, 'metByTab') as Set<EventTarget>;
    const controls = [...part.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex="0"]')];
    const isOneOfMany = (one: HTMLElement): boolean =>
      one instanceof HTMLInputElement &&
      one.type === 'radio' &&
      controls.some((other) => other instanceof HTMLInputElement && other.name === one.name && met.has(other));
    return controls
      .filter((one) => one.checkVisibility() && !one.matches(':disabled') && one.tabIndex >= 0)
      .filter((one) => !met.has(one) && !isOneOfMany(one) && one.closest('[aria-hidden=true], [inert]') === null)
      .map((one) => one.getAttribute('aria-label') ?? (one.innerText || one.id || one.tagName));
  });
  return { passedBy, unseen };
}
