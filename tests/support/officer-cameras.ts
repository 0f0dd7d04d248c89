// What an officer does with several cameras: whose they are, which goes first, and what leaves them.
import type { Locator, Page } from 'playwright';
import { beginning, button, cameraCard } from './officer.ts';

async function openMore(page: Page, camera: string): Promise<Locator> {
  await cameraCard(page, camera)
    .getByRole('button', { name: `More for ${camera}` })
    .click();
  const menu = page.getByRole('menu', { name: `More for ${camera}` });
  await menu.waitFor();
  return menu;
}

export async function chooseMore(page: Page, camera: string, entry: string): Promise<void> {
  await (await openMore(page, camera)).getByRole('menuitem', { name: beginning(entry) }).click();
}

export const whoseQuestion = (page: Page, camera: string): Locator =>
  page.getByRole('dialog', { name: `Whose camera is ${camera}?` });

export async function answerWhose(page: Page, camera: string, officer: string, once = false): Promise<void> {
  const question = whoseQuestion(page, camera);
  await question.waitFor();
  await question.locator('label').filter({ hasText: officer }).click();
  if (once) await question.locator('label').filter({ hasText: 'Just this once' }).click();
  await button(question, /^(Offload to|It is)/).click();
  await question.waitFor({ state: 'detached' });
}

export async function openErasing(page: Page, camera: string): Promise<Locator> {
  await chooseMore(page, camera, 'Erase from the camera');
  const dialog = page.getByRole('dialog', { name: `Erase recordings from ${camera}` });
  await dialog.getByRole('heading', { level: 3 }).first().waitFor();
  return dialog;
}
