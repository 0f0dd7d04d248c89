// A page in real Chromium that runs the program's own frame reader and player on media files, under its own security policy.
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import type { RecordingId } from '#contract/ids.ts';
import { contentSecurityPolicy } from '../../../main/shell/content-security-policy.ts';
import { requireChromium } from '../../support/program.ts';

export interface FootagePage {
  readonly page: Page;
  /** Where the media of a file is to be put. */
  readonly file: (id: RecordingId) => string;
  readonly sizeOf: (id: RecordingId) => Promise<number>;
  /** Bytes of media served since this was last asked. */
  readonly bytesServed: () => number;
  readonly close: () => Promise<void>;
}

/** @param harness the script that the page runs; what it PUTs to /result/<id> becomes the media of that id */
export async function openFootagePage(
  fill: (file: FootagePage['file']) => Promise<void>,
  harness = join(import.meta.dirname, 'browser-harness.ts'),
): Promise<FootagePage> {
  const folder = await mkdtemp(join(tmpdir(), 'kerbdesk-footage-'));
  const file = (id: RecordingId): string => join(folder, `${id}.mp4`);
  let served = 0;
  await fill(file);
  await buildHarness(folder, harness);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    served += await answer(folder, request, response);
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const address = server.address();
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
  const harnesses = ['harness', 'renderHarness', 'listHarness', 'deriveHarness'];
  await page.waitForFunction((names) => names.some((name) => name in window), harnesses);
  return {
    page,
    file,
    sizeOf: async (id) => (await stat(file(id))).size,
    bytesServed: () => {
      const bytes = served;
      served = 0;
      return bytes;
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function buildHarness(folder: string, harness: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      cssCodeSplit: false,
      modulePreload: false,
      rollupOptions: {
        input: harness,
        output: { entryFileNames: 'harness.js', assetFileNames: 'harness[extname]' },
      },
    },
  });
}

const html = `<!doctype html><title>Footage</title><link rel="stylesheet" href="/harness.css">
  <body><script type="module" src="/harness.js"></script>`;

/** Null where it is none of what was built; a harness may have no styles. */
async function builtFile(folder: string, path: string): Promise<Buffer | null> {
  if (path !== '/harness.js' && path !== '/harness.css') return null;
  return await readFile(join(folder, path)).catch(() => null);
}

/** Answers with how many bytes of media it served. */
async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<number> {
  const path = request.url ?? '/';
  const result = /^\/result\/([0-9a-f-]+)$/.exec(path)?.[1];
  if (request.method === 'PUT' && result !== undefined) {
    await writeFile(join(folder, `${result}.mp4`), await bodyOf(request));
    response.writeHead(204).end();
    return 0;
  }
  const evidence = /^\/evidence\/([0-9a-f-]+)\/media$/.exec(path)?.[1];
  if (evidence === undefined) {
    const built = await builtFile(folder, path);
    response.writeHead(path === '/' || built !== null ? 200 : 404, {
      'content-type': path === '/harness.js' ? 'text/javascript' : path === '/harness.css' ? 'text/css' : 'text/html',
      'content-security-policy': contentSecurityPolicy,
    });
    response.end(built ?? html);
    return 0;
  }
  const file = join(folder, `${evidence}.mp4`);
  const { size } = await stat(file);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? 'bytes=0-');
  const start = Number(range?.[1]);
  const end = Math.min(size - 1, range?.[2] === '' ? size - 1 : Number(range?.[2]));
  const handle = await open(file);
  const bytes = await handle.read(Buffer.alloc(end - start + 1), 0, end - start + 1, start);
  await handle.close();
  response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': `bytes ${start}-${end}/${size}` });
  response.end(bytes.buffer);
  return bytes.bytesRead;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}
