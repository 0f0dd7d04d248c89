// The tour's signing: a statement by a fifteen-year-old with an interpreter, signed on the laptop, sealed and corrected.
import type { Page } from 'playwright';
import { emptyReportContent } from '#contract/reports.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, goTo, textBox } from '../support/officer.ts';
import { openReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { isKept, signingDialog, signingPad } from '../support/officer-signing.ts';
import { young } from '../support/signing-kit.ts';
import type { Stop } from './stop.ts';

const values = {
  ...young,
  narrative:
    'I am a pupil at Kelmscott School. On Friday I was waiting for the bus at Hoe Street with my friend Ola.\n\n' +
    Array.from(
      { length: 14 },
      () =>
        'A man came round the corner from the market. He was about twenty, taller than my father, in a grey hooded top, and he ' +
        'looked at Ola’s phone while he walked past. He turned at the shop, came back and said: “Give it here.”',
    ).join('\n\n'),
};

export async function signing({ page, album }: Stop): Promise<void> {
  await command(page, 'reports', 'create', { kind: 'statement', content: { ...emptyReportContent, values } });
  await goTo(page, 'Reports');
  await openReport(page, /^Statement of Z K/);
  await openSection(page, 'Statement');
  await page.keyboard.press('Alt+r');
  await button(page.getByRole('dialog', { name: 'Read over' }), 'Sign').click();
  await signingDialog(page).waitFor();
  await album.take(page, 'signing', 'Signing begins with the declaration: the page as it will print, and the pad.');
  await write(page);
  await isKept(page);
  await album.take(page, 'signing-signed', 'Signed: it is in the vault, and on the page.');
  await button(signingDialog(page), /^Next: /).click();
  await page.setViewportSize({ width: 1024, height: 640 });
  await write(page);
  await isKept(page);
  await album.take(page, 'signing-small', 'The same at 1024×640: the foot of a page.');
  await page.setViewportSize({ width: 1280, height: 800 });
  await button(signingDialog(page), /^Adult present/).click();
  await button(signingDialog(page), 'Cannot sign here').click();
  await album.take(page, 'signing-cannot', 'Who makes a mark or does not sign says why.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await button(page, 'Go on signing').waitFor();
  await album.take(page, 'signing-held', 'Left in the middle: what was signed is kept, the text stands still.');
  await button(page, 'Go on signing').click();
  for (;;) {
    await write(page);
    await isKept(page);
    const next = button(signingDialog(page), /^Next: /);
    if (!(await next.isVisible())) break;
    await next.click();
    await signingDialog(page).getByText('Sign with a pen, a finger or the mouse.').waitFor();
  }
  await album.take(page, 'signing-whole', 'All is signed: the last step seals it.');
  await button(signingDialog(page), 'Seal the statement').click();
  await page.getByText(/^Sealed .*pages$/).waitFor();
  await album.take(page, 'sealed', 'The sealed statement: when, how many pages, under which hash.');
  await button(page, 'Read version 1').click();
  await page.getByText('Checked just now: it is what was sealed').waitFor();
  await album.take(page, 'sealed-pages', 'A sealed version, checked and shown as it stands on paper.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  await album.take(page, 'sealed-print', 'Printing a sealed statement, or its sealed form.');
  await page.keyboard.press('Escape');
  await button(page, 'Make a corrected version').click();
  await textBox(page, 'Why?').fill('It was the 55, not any bus');
  await button(page.getByRole('dialog'), 'Make a corrected version').click();
  await openSection(page, 'Statement');
  await textBox(page, 'Statement').fill(values.narrative.replace('the bus', 'the 55'));
  await reportIsSaved(page);
  await album.take(page, 'corrected', 'A corrected version: unsigned, with what was sealed before beside it.');
  await button(page, 'What changed since version 1').click();
  await page.locator('ins').first().waitFor();
  await album.take(page, 'corrected-changes', 'What the corrected version says otherwise.');
  await page.keyboard.press('Escape');
}

/** Something like a name: loops that lean, one taller at the beginning, and a line under it. */
async function write(page: Page): Promise<void> {
  const box = await signingPad(page).boundingBox();
  if (box === null) throw new Error('there is no pad');
  const spot = (share: number): readonly [number, number] => {
    const angle = share * Math.PI * 15;
    const tall = share < 0.12 ? 0.36 : 0.13 + 0.07 * Math.sin(share * 9);
    const across = 0.1 + share * 0.68 + 0.035 * Math.sin(angle + 1);
    return [box.x + box.width * across, box.y + box.height * (0.56 - tall * Math.cos(angle))];
  };
  const draw = async (from: number, to: number, at: (share: number) => readonly [number, number]): Promise<void> => {
    await page.mouse.move(...at(from));
    await page.mouse.down();
    for (let step = 1; step <= 90; step += 1) await page.mouse.move(...at(from + ((to - from) * step) / 90));
    await page.mouse.up();
  };
  await draw(0, 0.55, spot);
  await draw(0.6, 1, spot);
  await draw(0, 1, (share) => [
    box.x + box.width * (0.2 + 0.6 * share),
    box.y + box.height * (0.84 - 0.06 * Math.sin(share * 3)),
  ]);
}
