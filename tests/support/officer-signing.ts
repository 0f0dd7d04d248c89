// Hands at the pad: a mouse, a finger and a pen, each as the browser tells of it.
import type { CDPSession, Locator, Page } from 'playwright';
import { button } from './officer.ts';

export const signingDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Sign NE-/ });
export const signingPad = (page: Page): Locator => signingDialog(page).locator('[data-pad]');

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Up and down across the pad, as a name is written. */
async function spots(page: Page, count = 24): Promise<Spot[]> {
  const box = await signingPad(page).boundingBox();
  if (box === null) throw new Error('there is no pad');
  return Array.from({ length: count }, (_one, step) => ({
    x: Math.round(box.x + box.width * (0.12 + (0.7 * step) / count)),
    y: Math.round(box.y + box.height * (0.5 + 0.3 * Math.sin(step))),
  }));
}

export async function signWithMouse(page: Page): Promise<void> {
  const [first, ...rest] = await spots(page);
  await page.mouse.move(first?.x ?? 0, first?.y ?? 0);
  await page.mouse.down();
  for (const { x, y } of rest) await page.mouse.move(x, y);
  await page.mouse.up();
}

async function withDevTools(page: Page, work: (client: CDPSession) => Promise<void>): Promise<void> {
  const client = await page.context().newCDPSession(page);
  try {
    await work(client);
  } finally {
    await client.detach();
  }
}

export const signWithFinger = (page: Page): Promise<void> =>
  withDevTools(page, async (client) => {
    const [first, ...rest] = await spots(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spot?: Spot) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: spot === undefined ? [] : [spot] });
    await touch('touchStart', first);
    for (const spot of rest) await touch('touchMove', spot);
    await touch('touchEnd');
  });

/** Pressed harder as it goes. */
export const signWithPen = (page: Page): Promise<void> =>
  withDevTools(page, async (client) => {
    const path = await spots(page);
    for (const [step, { x, y }] of path.entries()) {
      await client.send('Input.dispatchMouseEvent', {
        type: step === 0 ? 'mousePressed' : 'mouseMoved',
        x,
        y,
        button: 'left',
        buttons: 1,
        clickCount: 1,
        force: 0.2 + (0.6 * step) / path.length,
        pointerType: 'pen',
      });
    }
    const last = path.at(-1) ?? { x: 0, y: 0 };
    await client.send('Input.dispatchMouseEvent', {
      type: 'mouseReleased',
      ...last,
      button: 'left',
      clickCount: 1,
      pointerType: 'pen',
    });
  });

/** Whose turn it is, as the screen says. */
export const placeNow = (page: Page): Promise<string> =>
  signingDialog(page).getByRole('heading', { level: 3 }).last().locator('xpath=..').innerText();

export async function isKept(page: Page): Promise<void> {
  await signingDialog(page).getByText('Kept in the vault.').waitFor();
}

/** Signs here with the mouse, and every place after it that is not signed yet. */
export async function signTheRest(page: Page): Promise<void> {
  for (;;) {
    await signWithMouse(page);
    await isKept(page);
    const next = button(signingDialog(page), /^Next: /);
    if (!(await next.isVisible())) return;
    await next.click();
    await signingDialog(page).getByText('Sign with a pen, a finger or the mouse.').waitFor();
  }
}
