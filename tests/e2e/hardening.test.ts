// What the page can never do and what the disk never shows, proven in the whole program rather than in its parts.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Page, Response } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { commandNames, eventNames } from '#contract/names.ts';
import { contentSecurityPolicy } from '../../main/shell/content-security-policy.ts';
import { filesIn } from '../support/made-camera.ts';
import { cameraIsRead, goTo, heading, lock, makeVault, offloadAll, passphrase, unlock } from '../support/officer.ts';
import { canBeWatched, describe, nameMarker, openRecording, timeline } from '../support/officer-footage.ts';
import { button, textBox } from '../support/officer.ts';
import { narrative, newReport, openReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

promises('the page', () => {
  test('carries a content security policy that allows its own files and nothing else', async () => {
    const response = (await page.reload()) as Response;
    await heading(page, /^Good /).waitFor();
    const policy = new Map(
      (response.headers()['content-security-policy'] ?? '').split(';').map((part) => {
        const [name = '', ...sources] = part.trim().split(/\s+/);
        return [name, sources.join(' ')] as const;
      }),
    );
    expect(response.headers()['content-security-policy']).toBe(contentSecurityPolicy);
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('base-uri')).toBe("'none'");
    expect(policy.get('form-action')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|https?:|data:|\*/);
    expect(response.headers()['x-content-type-options']).toBe('nosniff');
    expect(await page.locator('script:not([src]), [onclick], [onload], [onerror], iframe, object, embed').count()).toBe(
      0,
    );
  });

  test('refuses script and style that are not the program’s own, whatever puts them there', async () => {
    const outcome = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violations.push(effectiveDirective),
      );
      const attempt = (work: () => void): 'refused' | 'taken' => {
        try {
          work();
          return 'taken';
        } catch {
          return 'refused';
        }
      };
      const script = document.createElement('script');
      const assigned = attempt(() => (script.textContent = 'globalThis.wasRun = true'));
      script.append('globalThis.wasRun = true');
      document.body.append(script);
      const markup = attempt(
        () => (document.createElement('div').innerHTML = '<b onclick="globalThis.wasRun = true">'),
      );
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.body.append(style);
      const picture = document.createElement('img');
      picture.src = 'https://elsewhere.example/beacon.png';
      document.body.append(picture);
      await new Promise((resolve) => picture.addEventListener('error', () => setTimeout(resolve)));
      return { assigned, markup, violations, shown: getComputedStyle(document.body).display };
    });
    expect(outcome).toMatchObject({ assigned: 'refused', markup: 'refused', shown: 'block' });
    expect(outcome.violations.map((name) => name.replace(/-(elem|attr)$/, ''))).toEqual(
      expect.arrayContaining(['style-src', 'img-src', 'require-trusted-types-for']),
    );
    expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
    await page.reload();
    await heading(page, /^Good /).waitFor();
  });

  test('is given exactly the commands and events of the contract, frozen, and nothing of Node', async () => {
    const exposed = await page.evaluate(() => {
      const api = Reflect.get(globalThis, 'kerbdesk') as Record<string, Record<string, unknown>>;
      return {
        names: Object.fromEntries(Object.entries(api).map(([name, part]) => [name, Object.keys(part).toSorted()])),
        kinds: [...new Set(Object.values(api).flatMap((part) => Object.values(part).map((member) => typeof member)))],
        frozen: Object.isFrozen(api) && Object.values(api).every((part) => Object.isFrozen(part)),
        replaceable: Object.getOwnPropertyDescriptor(globalThis, 'kerbdesk')?.writable ?? false,
        node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
          (name) => name in globalThis,
        ),
      };
    });
    const capital = (name: string): string => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const expected = Object.entries(commandNames).map(([feature, names]) => [
      feature,
      [...names, ...eventNames[feature as keyof typeof eventNames].map(capital)].toSorted(),
    ]);
    expect(exposed.names).toEqual(Object.fromEntries(expected));
    expect(exposed).toMatchObject({ kinds: ['function'], frozen: true, replaceable: false, node: [] });
  });

  test('cannot be led away, open a window, get a permission or reach the network', async () => {
    const address = page.url();
    const windows = page.context().pages().length;
    const outcome = await page.evaluate(async () => {
      const tried: Record<string, string> = {};
      tried['window.open'] = window.open('https://elsewhere.example/') === null ? 'refused' : 'opened';
      const link = document.createElement('a');
      link.href = 'https://elsewhere.example/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      link.remove();
      tried['fetch'] = await fetch('https://elsewhere.example/').then(String, () => 'refused');
      const permission = async (name: string): Promise<string> =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'refused',
        );
      for (const name of ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read']) {
        tried[name] = await permission(name);
      }
      tried['getUserMedia'] = await (
        navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject(new Error())
      ).then(String, () => 'refused');
      tried['position'] = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('refused'),
        ),
      );
      return tried;
    });
    for (const [what, answer] of Object.entries(outcome))
      expect([what, answer]).toEqual([what, expect.stringMatching(/refused|denied/)]);
    await page.evaluate(() => {
      location.href = 'https://elsewhere.example/';
    });
    await goTo(page, 'Audit');
    expect(new URL(page.url()).origin).toBe(new URL(address).origin);
    expect(page.context().pages()).toHaveLength(windows);
    expect(running.program.openedExternally).toEqual([]);
  });

  test('never has anything personal in its title, which the task bar shows', async () => {
    await newReport(page);
    await openSection(page, 'When and where');
    await textBox(page, /^Number and street/).fill('12 Quillfeather Rise');
    await reportIsSaved(page);
    await openReport(page, /Quillfeather/);
    expect(await page.title()).not.toMatch(/Quillfeather|Okafor|4417/);
    expect(await page.title()).toContain('Kerbdesk');
  });
});

promises('what an officer types', () => {
  const canary = 'Zyxomma-Grallenweise';

  test('is nowhere on the disk in plain sight: not after a lock, a kill -9, or the end', async () => {
    const camera = await profile.camera();
    await camera.plugIn();
    await goTo(page, 'Today');
    await cameraIsRead(page, 'CAM 7');
    await offloadAll(page);
    await goTo(page, 'Footage');
    await openRecording(page, '_0001.MP4');
    await canBeWatched(page);
    await describe(page, {
      title: `T ${canary}`,
      reference: `R ${canary}`,
      tags: [`G ${canary}`],
      notes: `N ${canary}`,
    });
    await timeline(page).focus();
    await page.keyboard.press('m');
    await nameMarker(page, `M ${canary}`);
    await newReport(page);
    await narrative(page).fill(`What happened: ${canary}`);
    await openSection(page, 'People');
    await button(page, 'Add: victim').click();
    await textBox(page, /^Family name/).fill(canary);
    await reportIsSaved(page);
    const heart = camera.root;

    await lock(page);
    expect(await plainSight(heart)).toEqual([]);
    await unlock(page);
    await openReport(page, /./);
    await narrative(page).pressSequentially(` and again ${canary}`);
    await running.kill();
    expect(await plainSight(heart)).toEqual([]);
    running = await profile.launch();
    page = running.page;
    await unlock(page);
    await running.close();
    expect(await plainSight(heart)).toEqual([]);
  });

  test('would be found by this search if it were there', async () => {
    expect(await plainSight('', 'Ada Okafor')).toEqual([expect.stringMatching(/vault\.json$/)]);
  });

  /** Files under the profile that hold the words, in any of the usual encodings; the camera's own are left out. */
  async function plainSight(camera: string, words = canary): Promise<string[]> {
    const found: string[] = [];
    const utf16 = Buffer.from(words, 'utf16le');
    const needles = [
      Buffer.from(words),
      Buffer.from(words.toLowerCase()),
      utf16,
      Buffer.from(utf16).swap16(),
      Buffer.from(Buffer.from(words).toString('hex')),
      Buffer.from(passphrase),
      Buffer.from(passphrase, 'utf16le'),
    ];
    for (const file of await filesIn(profile.folder)) {
      if (camera !== '' && file.startsWith(camera)) continue;
      const bytes = readFileSync(file);
      if (needles.some((needle) => bytes.includes(needle))) found.push(relative(profile.folder, file));
    }
    return found;
  }
});
