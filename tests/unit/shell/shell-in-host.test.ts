// The shell's hardening, seen from a page that tries everything.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EndedEarly, launchStandIn, type StandInProgram } from '../../../native-mocks/electron/launch.ts';
import { contentSecurityPolicy } from '../../../main/shell/content-security-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-shell-'));
const mainEntry = join(import.meta.dirname, 'shell-program.ts');
let program: StandInProgram;
let page: Page;

/** Runs in the hidden page: a document that tells what this page can do, or one that is never laid out. */
async function showDocument(printed: { rows: { cells: { text: string }[] }[] }): Promise<object[]> {
  const { text } = printed.rows[0]?.cells[0] ?? { text: '' };
  if (text === 'for ever') await new Promise(() => undefined);
  const elsewhere = await fetch('https://example.org/').then(
    () => 'fetched',
    () => 'refused',
  );
  const evidence = (await fetch('/evidence/abc')).status;
  const opened = window.open('https://example.org/') === null ? 'not opened' : 'opened';
  const answer = [text, elsewhere, evidence, opened, typeof Reflect.get(globalThis, 'shell')];
  return [{ rows: [{ kind: 'note', cells: [{ text: answer.join(' | ') }] }] }];
}

async function start(keystore: 'simulated' | 'missing' | 'basic_text' = 'simulated'): Promise<void> {
  program = await launchStandIn({
    mainEntry,
    args: [`--user-data-dir=${join(folder, 'profile')}`],
    env: { SHELL_PROGRAM_FOLDER: folder },
    keystore,
  });
  const browser = await chromium.connectOverCDP(program.endpoint);
  const first = browser.contexts()[0]?.pages()[0];
  if (!first) throw new Error('no page');
  page = first;
}
const ask = (name: string, input?: string): Promise<unknown> =>
  page.evaluate(`shell.ask('command:probe.${name}', ${JSON.stringify(input ?? null)})`);
const printed = (text: string): Promise<void> =>
  expect.poll(() => program.output(), { timeout: 10_000 }).toContain(text);
const log = (): string => readFileSync(join(folder, 'profile/logs/kerbdesk.log'), 'utf8');

beforeAll(async () => {
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'secret.html'), 'outside');
  writeFileSync(
    join(folder, 'renderer/index.html'),
    '<!doctype html><title>shell</title><script>window.inline = true</script><script src="/own.js"></script><body></body>',
  );
  writeFileSync(join(folder, 'renderer/own.js'), 'window.own = true;');
  writeFileSync(join(folder, 'renderer/print.html'), '<!doctype html><script src="/print.js"></script><body></body>');
  writeFileSync(join(folder, 'renderer/print.js'), `window.showDocument = ${showDocument.toString()};`);
  writeFileSync(
    join(folder, 'preload.cjs'),
    `const { contextBridge, ipcRenderer } = require('electron');
     contextBridge.exposeInMainWorld('shell', { ask: (channel, input) => ipcRenderer.invoke(channel, input) });`,
  );
  await start();
});
afterAll(async () => {
  await program.killAll();
  rmSync(folder, { recursive: true, force: true });
});

describe('the page', () => {
  it('runs its own scripts and no inline ones', async () => {
    expect(await page.evaluate('[typeof window.inline, typeof window.own]')).toEqual(['undefined', 'boolean']);
  });
  it('gets the policy with every file', async () => {
    const policies = await page.evaluate(
      `Promise.all(['/', '/own.js', '/missing.js', '/evidence/x'].map(async (path) => (await fetch(path)).headers.get('content-security-policy')))`,
    );
    expect(policies).toEqual(Array(4).fill(contentSecurityPolicy));
  });
  it('cannot put text into the document as markup, or into a script', async () => {
    expect(
      await page.evaluate(
        `(() => { try { document.body.innerHTML = '<b>x</b>'; return 'done' } catch (error) { return error.name } })()`,
      ),
    ).toBe('TypeError');
  });
  it('reaches recordings under its own origin', async () => {
    expect(await page.evaluate(`fetch('/evidence/abc').then((answer) => answer.text())`)).toBe(
      'evidence of kerbdesk://app/evidence/abc',
    );
  });
  it('cannot read beyond its folder', async () => {
    expect(await page.evaluate(`fetch('/..%2fsecret.html').then((answer) => answer.status)`)).toBe(400);
  });
  it('cannot send anything elsewhere, in any of the ways a page has', async () => {
    let reached = 0;
    const stranger = createServer((_request, response) => {
      reached += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/?leak`;
    const tries = await page.evaluate<string[]>(`(async () => {
      const address = ${JSON.stringify(address)};
      const element = (name, attributes) => new Promise((done) => {
        const made = Object.assign(document.createElement(name), attributes);
        made.onload = () => done(name + ' loaded');
        made.onerror = () => done('refused');
        document.head.append(made);
      });
      return Promise.all([
        element('link', { rel: 'prefetch', href: address }),
        element('link', { rel: 'stylesheet', href: address }),
        element('img', { src: address }),
        fetch(address, { mode: 'no-cors' }).then(() => 'fetched', () => 'refused'),
      ]);
    })()`);
    await page.evaluate(`(navigator.sendBeacon(${JSON.stringify(address)}), undefined)`);
    stranger.close();
    expect(tries).toEqual(Array(4).fill('refused'));
    expect(reached).toBe(0);
  });
  it('cannot leave, open a window or get a permission; each is logged', async () => {
    await page.evaluate(`void (location.href = 'https://example.org/')`);
    expect(await page.evaluate(`window.open('https://example.org/')`)).toBe(null);
    const state = await page.evaluate(
      `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`,
    );
    expect(state).toBe('denied');
    await expect.poll(log).toContain('navigation refused');
    await expect.poll(log).toContain('new window refused');
    expect(await page.evaluate('document.title')).toBe('shell');
  });
  it('is known to main by origin and frame', async () => {
    expect(await ask('sender')).toEqual({ ok: true, value: { origin: 'kerbdesk://app', isMainFrame: true } });
  });
  it('has an allowed address opened outside, and no other', async () => {
    await ask('open', 'https://www.police.uk/advice');
    for (const address of [
      'http://www.police.uk/',
      'https://www.police.uk.example.org/',
      'https://a@www.police.uk/',
      'file:///etc/passwd',
      'x',
    ]) {
      expect(await ask('open', address)).toMatchObject({ ok: false, error: { code: 'link-not-allowed' } });
    }
    expect(program.openedExternally).toEqual(['https://www.police.uk/advice']);
  });
  it('follows the theme that main applies', async () => {
    await ask('theme', 'dark');
    await expect.poll(() => page.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`)).toBe(true);
  });
});

describe('the hidden page that is printed', () => {
  it('is handed a document as data, and can do less than the window: no preload, no evidence, nothing beyond the app', async () => {
    const hostile = '\u2028"); alert(1); (" </script> ${1} \\ __proto__';
    expect(await ask('document', hostile)).toEqual({
      ok: true,
      value: {
        pages: [{ rows: [{ kind: 'note', cells: [{ text: `${hostile} | refused | 404 | not opened | undefined` }] }] }],
        pdf: '%PDF-',
      },
    });
  });
  it('goes at a lock, and whoever waits for it is told', async () => {
    const waiting = ask('document', 'for ever');
    await expect
      .poll(async () => {
        await ask('closeDocuments');
        return Promise.race([waiting, Promise.resolve('waits')]);
      })
      .toMatchObject({ ok: false, error: { code: 'locked' } });
  });
});

describe('the shell', () => {
  it('hears the lock shortcut, suspend and the lock of the system', async () => {
    await page.keyboard.press('Control+Shift+KeyL');
    await printed('lock shortcut');
    program.simulate({ kind: 'power', event: 'suspend' });
    await printed('suspend');
    program.simulate({ kind: 'power', event: 'lock-screen' });
    await printed('system lock');
    expect(program.output()).toMatch(/lock shortcut\n[\s\S]*suspend\n[\s\S]*system lock/);
  });
  it.each([
    { args: ['--self-test'], code: 0, verdict: /All \d+ checks passed/ },
    {
      args: ['--self-test', '--broken'],
      code: 1,
      verdict: /native broken +FAILED +will not load[\s\S]*1 of \d+ checks failed/,
    },
  ])('tests itself and answers $code with $args', async ({ args, code, verdict }) => {
    const tested = await launchStandIn({
      mainEntry,
      args: [`--user-data-dir=${join(folder, 'self-test')}`, ...args],
      env: { SHELL_PROGRAM_FOLDER: folder },
    });
    expect(await tested.ended).toBe(code);
    expect(tested.output()).toMatch(verdict);
    expect(tested.output()).toMatch(/Ed25519 +ok[\s\S]*H\.264 and AAC in MP4 +ok/);
  });
  it('refuses to start with a debug switch, and says so in one sentence', async () => {
    const refused = launchStandIn({
      mainEntry,
      args: ['--remote-debugging-port=9222'],
      env: { SHELL_PROGRAM_FOLDER: folder },
    });
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EndedEarly);
    expect(error).toMatchObject({
      code: 64,
      output: expect.stringContaining('Kerbdesk was started with --remote-debugging-port'),
    });
  });
  it('has one instance a profile', async () => {
    const second = launchStandIn({
      mainEntry,
      args: [`--user-data-dir=${join(folder, 'profile')}`],
      env: { SHELL_PROGRAM_FOLDER: folder },
    });
    await expect(second).rejects.toMatchObject({ code: 0, output: expect.stringContaining('another instance') });
  });
  it('finishes its work before it ends', async () => {
    expect(await program.close()).toBe(0);
    expect(program.output()).toContain('work before the end is done');
  });
  it.each([
    ['simulated', { state: 'available', back: [0, 128, 255] }],
    ['basic_text', { state: 'weak', back: [0, 128, 255] }],
    ['missing', { state: 'missing', back: null }],
  ] as const)('knows a keystore that is %s', async (keystore, expected) => {
    await start(keystore);
    expect(await ask('keystore')).toEqual({ ok: true, value: expected });
    await program.close();
  });
});
