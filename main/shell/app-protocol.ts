// The app's own protocol, `kerbdesk://app/`: the renderer's files, and recordings under /evidence/, from one origin.
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { securityHeaders } from './content-security-policy.ts';

export const appScheme = 'kerbdesk';
const appHost = 'app';
export const appOrigin = `${appScheme}://${appHost}`;
export const startAddress = `${appOrigin}/index.html`;
export const printAddress = `${appOrigin}/print.html`;

export type EvidenceRoute = (request: Request) => Promise<Response>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** True for addresses of the app's own origin only: no other host, port, user or look-alike prefix. */
export function isAppAddress(address: string): boolean {
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}

/** Answers requests of the app's pages. Nothing outside `rendererFolder` is ever read, links out of it included. */
export function createAppProtocol(
  rendererFolder: string,
  evidence: () => EvidenceRoute | null,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isAppAddress(request.url)) return plain(404);
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    // The window sends what it rendered of a recording; nothing else is ever taken.
    if (!isReading && request.method !== 'PUT') return plain(405, { allow: 'GET, HEAD, PUT' });
    const path = decodePath(new URL(request.url).pathname);
    if (path === null) return plain(400);
    if (path.startsWith('/evidence/')) {
      const route = evidence();
      return route ? withSecurityHeaders(await route(request)) : plain(404);
    }
    if (!isReading) return plain(405, { allow: 'GET, HEAD' });
    return serveFile(rendererFolder, path === '/' ? '/index.html' : path, request.method === 'HEAD');
  };
}

async function serveFile(folder: string, path: string, headOnly: boolean): Promise<Response> {
  const contentType = contentTypes[extname(path).toLowerCase()];
  if (contentType === undefined) return plain(404);
  try {
    const file = await realpath(join(folder, ...path.split('/')));
    if (!file.startsWith((await realpath(folder)) + sep)) return plain(404);
    const bytes = await readFile(file);
    const headers = { ...securityHeaders, 'content-type': contentType, 'cache-control': 'no-cache' };
    return new Response(headOnly ? null : new Uint8Array(bytes), {
      headers: { ...headers, 'content-length': String(bytes.byteLength) },
    });
  } catch {
    return plain(404);
  }
}

/** Null for what is no honest path: broken escapes, backslashes, NUL, steps upwards. */
function decodePath(pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const isOdd = path.includes('\\') || path.includes('\0') || path.split('/').includes('..');
  return isOdd ? null : path;
}

function withSecurityHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

const plain = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers: { ...securityHeaders, ...headers } });
