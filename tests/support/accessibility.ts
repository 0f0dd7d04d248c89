// What an accessibility check finds on the screen as it is: axe's rules, and what can be reached and pressed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}

/** One line for each violation of any of axe's rules, best practice included; empty where all is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Axe is put into the page through the debugger: the page's own policy rightly refuses any other way.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => {
    const axe = Reflect.get(globalThis, 'axe') as { run: (where: unknown, options: unknown) => Promise<AxeResult> };
    // React Aria's announcer holds on to a field for some seconds after it has gone with its screen; nothing is drawn there.
    return axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${help} at ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`,
    ),
  );
}

/** Whether the page can be scrolled sideways; scrolling regions within it may. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth || (main !== null && main.scrollWidth > main.clientWidth + 1);
  });

interface Target {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Its middle is on screen once it is scrolled to, and nothing lies over it. */
  readonly reachable: boolean;
}

/** Everything on screen that can be pressed or typed into, with the size of what is pressed. */
export const targets = (page: Page): Promise<Target[]> =>
  page.evaluate(async () => {
    const pressable = 'a[href], button, input, textarea, select, [role=slider], [role=option], [role=row][tabindex]';
    const top = [...document.querySelectorAll('[role=dialog], dialog[open]')].at(-1) ?? document.body;
    const found: Target[] = [];
    for (const element of top.querySelectorAll<HTMLElement>(pressable)) {
      const input = element instanceof HTMLInputElement ? element : null;
      const drawn = input && ['radio', 'checkbox'].includes(input.type) ? (input.closest('label') ?? element) : element;
      if (
        !drawn.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) ||
        element.closest('[inert], [aria-hidden=true]')
      )
        continue;
      drawn.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const { left, top: y, width, height } = drawn.getBoundingClientRect();
      // The link before everything else shows itself when it has the focus.
      if (width <= 1 || height <= 1 || y + height <= 0) continue;
      const hit = document.elementFromPoint(left + width / 2, y + height / 2);
      const reachable = hit !== null && (drawn.contains(hit) || hit.contains(drawn));
      const words = element.getAttribute('aria-label') ?? (drawn.innerText || element.id || element.tagName);
      const size = pressedSize(drawn, left + width / 2, y + height / 2);
      found.push({ name: `${element.tagName.toLowerCase()} “${words.trim().slice(0, 50)}”`, ...size, reachable });
    }
    return found;

    /** How far from its middle a press still meets it: a link may cover its whole row. */
    function pressedSize(element: Element, x: number, middle: number): { width: number; height: number } {
      const meets = (dx: number, dy: number): boolean => {
        const under = document.elementFromPoint(x + dx, middle + dy);
        return under !== null && element.contains(under);
      };
      const reach = (dx: number, dy: number): number => {
        let steps = 0;
        while (steps < 60 && meets(dx * (steps + 1), dy * (steps + 1))) steps++;
        return steps;
      };
      return { width: reach(-1, 0) + reach(1, 0) + 1, height: reach(0, -1) + reach(0, 1) + 1 };
    }
  });

/** Names of what is smaller than a finger needs; a link within a sentence may be as low as its line. */
export const tooSmall = (page: Page, pixels: number): Promise<string[]> =>
  targets(page).then((all) =>
    all
      .filter(({ width, height }) => width < pixels - 1 || height < pixels - 1)
      .map(({ name, width, height }) => `${name} ${Math.round(width)}×${Math.round(height)}`),
  );

/** Resolves when what moves, the change of a theme included, has come to rest. */
export const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const ending = (): Animation[] =>
      document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await document.fonts.ready;
    for (let rounds = 0; rounds < 10; rounds++) {
      // A change of style starts its transitions with the next frame.
      await frame();
      await frame();
      if (ending().length === 0) return;
      await Promise.allSettled(ending().map((animation) => animation.finished));
    }
  });
