// The app's own protocol serves the renderer's folder and nothing else.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAppProtocol, isAppAddress } from '../../../main/shell/app-protocol.ts';
import { contentSecurityPolicy, securityHeaders } from '../../../main/shell/content-security-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-protocol-'));
const rendererFolder = join(folder, 'renderer');
mkdirSync(join(rendererFolder, 'assets'), { recursive: true });
writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>');
writeFileSync(join(rendererFolder, 'assets/a.js'), 'a');
writeFileSync(join(rendererFolder, 'assets/f.woff2'), 'f');
writeFileSync(join(rendererFolder, 'notes.txt'), 'no');
writeFileSync(join(folder, 'secret.js'), 'secret');
mkdirSync(join(folder, 'renderer-2'));
writeFileSync(join(folder, 'renderer-2/b.js'), 'b');
symlinkSync(join(folder, 'secret.js'), join(rendererFolder, 'link.js'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const serve = createAppProtocol(
  rendererFolder,
  () => (request) => Promise.resolve(new Response(`e ${request.url}`, { status: 206 })),
);
const get = (path: string, init?: RequestInit): Promise<Response> => serve(new Request(`kerbdesk://app${path}`, init));

describe('the app protocol', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/a.js?v=1', 'text/javascript; charset=utf-8'],
    ['/assets/f.woff2', 'font/woff2'],
  ])('serves %s as %s with every security header', async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    for (const [name, value] of Object.entries(securityHeaders)) expect(answer.headers.get(name)).toBe(value);
  });
  it.each([
    '/..%2fsecret.js',
    '/%2e%2e%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/a%00.js',
    '/%ff.js',
    '/..%2frenderer-2%2fb.js',
  ])('refuses %s as no honest path', async (path) => {
    expect((await get(path)).status).toBe(400);
  });
  it.each(['/../secret.js', '/link.js', '/notes.txt', '/missing.js', '/assets', '//secret.js'])(
    'has nothing at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
  it('answers GET and HEAD only', async () => {
    expect((await get('/index.html', { method: 'POST', body: 'x' })).status).toBe(405);
    const head = await get('/index.html', { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '15']);
  });
  it('hands recordings on, and adds the security headers to the answer', async () => {
    const answer = await get('/evidence/1');
    expect([answer.status, await answer.text()]).toEqual([206, 'e kerbdesk://app/evidence/1']);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });
  it('has no recordings while nobody serves them', async () => {
    const answer = await createAppProtocol(rendererFolder, () => null)(new Request('kerbdesk://app/evidence/1'));
    expect(answer.status).toBe(404);
  });
  it.each([
    'kerbdesk://app.example.org/',
    'kerbdesk://apple/',
    'kerbdesk://app:1/',
    'kerbdesk://other/',
    'https://app/',
  ])('takes %s for no address of its own', (address) => {
    expect(isAppAddress(address)).toBe(false);
  });
});

describe('the content security policy', () => {
  it('begins with nothing and has no unsafe exception', () => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'; /);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|data:|https?:/);
  });
});
