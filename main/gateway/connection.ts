// Requests to the gateway over TLS 1.3, with certificates on both sides and the pinned authority alone. No redirects, no compression, no
// answer longer than was allowed for.
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { failureOf, failureOfStatus, GatewayFailure } from './gateway-failure.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { notUnderstood } from './hostile-json.ts';
import type { LaptopIdentity } from './laptop-identity.ts';

export interface Exchange {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent from where it lies. */
  readonly body?: Uint8Array;
  /** Its reason is thrown where it is a `GatewayFailure`. */
  readonly signal: AbortSignal;
}

export interface GatewayConnection {
  /** When the head of a successful answer has come; throws `GatewayFailure`. Whoever has the answer reads or destroys it. */
  open(exchange: Exchange): Promise<IncomingMessage>;
  close(): void;
}

const mostHeadBytes = 8192;

/** `longestConnecting`: milliseconds until a connection must stand, handshake included. */
export function createConnection(
  address: string,
  identity: LaptopIdentity,
  longestConnecting: number,
): GatewayConnection {
  const { hostname, port } = new URL(address);
  // A literal IPv6 address stands in brackets in an address, and without them everywhere else.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const secureContext = createSecureContext({
    ca: identity.authority,
    cert: identity.certificate,
    key: identity.key,
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
  });
  const agent = new Agent({
    secureContext,
    keepAlive: true,
    maxSockets: 4,
    maxFreeSockets: 1,
    timeout: 90_000,
    // Said although they are the defaults: the environment can change those.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  });
  const base: RequestOptions = { host, port: port === '' ? 443 : Number(port), agent, maxHeaderSize: mostHeadBytes };
  return {
    open: (exchange) => openExchange(base, exchange, longestConnecting),
    close: () => agent.destroy(),
  };
}

function openExchange(
  base: RequestOptions,
  { method, path, headers, body, signal }: Exchange,
  longestConnecting: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(failureOf(signal.reason));
      return;
    }
    const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
    const outgoing = request({
      ...base,
      method,
      path,
      headers: { ...headers, ...length, 'accept-encoding': 'identity' },
    });
    const abandon = (): void => void outgoing.destroy(failureOf(signal.reason));
    signal.addEventListener('abort', abandon, { once: true });
    const over = (): void => signal.removeEventListener('abort', abandon);
    outgoing.once('close', over);
    outgoing.on('error', (error) => {
      over();
      reject(failureOf(signal.aborted ? signal.reason : error));
    });
    outgoing.once('response', (response) => {
      const problem = problemOf(response);
      if (problem === null) resolve(response);
      else {
        reject(problem);
        outgoing.destroy();
      }
    });
    outgoing.once('socket', (socket) => void sendWhenConnected(outgoing, socket as TLSSocket, body, longestConnecting));
    if (body === undefined) outgoing.end();
    else outgoing.flushHeaders();
  });
}

/** The body goes to a gateway that has proven itself, and to nobody else. */
async function sendWhenConnected(
  outgoing: ClientRequest,
  socket: TLSSocket,
  body: Uint8Array | undefined,
  longestConnecting: number,
): Promise<void> {
  if (!socket.authorized) {
    const late = new GatewayFailure('unreachable', 'The gateway cannot be reached: no connection came about.', {
      mayPass: true,
    });
    const timer = setTimeout(() => outgoing.destroy(late), longestConnecting);
    await new Promise((resolve) => {
      socket.once('secureConnect', resolve);
      outgoing.once('close', resolve);
    });
    clearTimeout(timer);
  }
  if (body !== undefined && socket.authorized) await sendBody(outgoing, body);
}

/**
 * One write of the caller's own bytes once the connection stands: Node then encrypts straight from them. Written earlier, or together
 * with the head, they would be copied into memory that nobody can overwrite.
 */
async function sendBody(outgoing: ClientRequest, body: Uint8Array): Promise<void> {
  await nextTurn();
  if (outgoing.destroyed) return;
  outgoing.write(body, (error) => {
    if (!error) outgoing.end();
  });
}

function problemOf({ statusCode = 0, headers }: IncomingMessage): GatewayFailure | null {
  if (statusCode < 200 || statusCode > 299) return failureOfStatus(statusCode);
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' ? null : notUnderstood('it is compressed');
}

/** The pieces of an answer; throws `GatewayFailure` where it is cut, or silent for `longestSilence` milliseconds. */
export async function* piecesOf(
  response: IncomingMessage,
  signal: AbortSignal,
  longestSilence: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const silence = new GatewayFailure('cut-off', 'The gateway fell silent.', { mayPass: true });
  const abandon = (): void => void response.destroy(failureOf(signal.reason));
  const timer = setTimeout(() => response.destroy(silence), longestSilence);
  signal.addEventListener('abort', abandon, { once: true });
  try {
    if (signal.aborted) throw failureOf(signal.reason);
    for await (const piece of response) {
      timer.refresh();
      yield piece as Uint8Array;
    }
  } catch (error) {
    throw failureOf(signal.aborted ? signal.reason : error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abandon);
    response.destroy();
  }
}

/** All of a short answer. */
export async function readWhole(
  response: IncomingMessage,
  limits: { readonly bytes: number; readonly longestSilence: number },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const whole = new GrowingBytes();
  for await (const piece of piecesOf(response, signal, limits.longestSilence)) {
    if (whole.length + piece.length > limits.bytes) throw notUnderstood('it is too long');
    whole.append(piece);
  }
  return whole.take();
}
