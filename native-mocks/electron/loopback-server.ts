// Serves a session's `protocol.handle` handlers to Chromium, which knows no scheme of the program's own. A page of
// `kerbdesk://app` is `http://app.kerbdesk.localhost:<port>` there: a secure context, its own origin, on loopback.
// Who does not bring the token of this start (a cookie that only the program's own Chromium has) gets nothing.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebReadableStream } from 'node:stream/web';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export const tokenCookie = 'kerbdesk-stand-in-token';

const notForThePage = new Set(['connection', 'keep-alive', 'transfer-encoding']);
const notForTheHandler = new Set(['connection', 'cookie', 'host', 'keep-alive', 'transfer-encoding']);

export class LoopbackServer {
  readonly token = randomBytes(32).toString('base64url');
  readonly #handlers = new Map<string, ProtocolHandler>();
  readonly #server: Server;
  #port: number | null = null;
  #listening: Promise<void> | null = null;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
    // A paused player holds its answer for as long as it likes.
    this.#server.requestTimeout = 0;
    this.#server.keepAliveTimeout = 60_000;
  }

  get schemes(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been registered`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  listen(): Promise<void> {
    this.#listening ??= new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        this.#server.unref();
        resolve();
      });
    });
    return this.#listening;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** `kerbdesk://app/x` → `http://app.kerbdesk.localhost:<port>/x`; other addresses as they are. */
  toLoopback(address: string): string {
    const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address);
    const [, scheme, host, rest] = match ?? [];
    if (scheme === undefined || !this.#handlers.has(scheme.toLowerCase()) || this.#port === null) return address;
    const path = rest === undefined || rest === '' ? '/' : rest;
    return `http://${host}.${scheme.toLowerCase()}.localhost:${this.#port}${path}`;
  }

  /** The way back; an address that is not this server's stays what it is. */
  toProgram(address: string): string {
    const match = /^(blob:)?http:\/\/([^/?#:]+)\.([^/?#:.]+)\.localhost:(\d+)(.*)$/s.exec(address);
    const [, blob = '', host, scheme, port, rest = ''] = match ?? [];
    if (scheme === undefined || Number(port) !== this.#port || !this.#handlers.has(scheme)) return address;
    return `${blob}${scheme}://${host}${rest}`;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const address = this.toProgram(`http://${incoming.headers.host}${incoming.url}`);
    const handler = this.#handlers.get(/^[^:]*/.exec(address)?.[0] ?? '');
    if (!handler || address.startsWith('http:') || !this.#hasToken(incoming)) {
      outgoing.writeHead(403, { 'content-type': 'text/plain' }).end('Refused');
      return;
    }
    const left = new AbortController();
    outgoing.once('close', () => left.abort());
    const response = await handler(this.#toRequest(address, incoming, left.signal));
    outgoing.sendDate = false;
    outgoing.statusCode = response.status;
    if (response.statusText !== '') outgoing.statusMessage = response.statusText;
    const headers = [...response.headers].filter(([name]) => !notForThePage.has(name));
    for (const [name, value] of headers) outgoing.appendHeader(name, value);
    if (!response.body || incoming.method === 'HEAD') {
      await response.body?.cancel();
      outgoing.end();
      return;
    }
    // pipeline keeps back pressure, and cancels the body when Chromium leaves.
    await pipeline(Readable.fromWeb(response.body as WebReadableStream), outgoing);
  }

  #hasToken(incoming: IncomingMessage): boolean {
    const cookies = (incoming.headers.cookie ?? '').split('; ');
    const given = cookies.find((cookie) => cookie.startsWith(`${tokenCookie}=`))?.slice(tokenCookie.length + 1) ?? '';
    const expected = Buffer.from(this.token);
    const actual = Buffer.from(given);
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  }

  #toRequest(address: string, incoming: IncomingMessage, signal: AbortSignal): Request {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headersDistinct)) {
      if (notForTheHandler.has(name)) continue;
      for (const line of value ?? []) headers.append(name, this.toProgram(line));
    }
    const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
    return new Request(address, {
      method: incoming.method ?? 'GET',
      headers,
      signal,
      ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}),
    } as RequestInit);
  }
}
