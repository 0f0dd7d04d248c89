// The reference gateway: a real HTTPS server with certificates on both sides that speaks the protocol of docs/operations/biometric-gateway.md
// over invented people. A REFERENCE, made for Kerbdesk: not the Home Office Biometric Services Gateway, whose specification is not public.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { biometricDatabase, type BiometricDatabase } from '#contract/biometric-search.ts';
import { CertificateAuthority, type KeyedCertificate } from './certificates.ts';
import { Control, FaultyAnswer, gatewayControl, type GatewayControl, type Route } from './control.ts';
import { TransactionRefused, usualDecoders, type ImageDecoders } from './search-prints.ts';
import { Searches, SubmissionRefused, type ReferenceSearch } from './searches.ts';
import { Timings } from './timings.ts';
import type { FingerprintEngine } from '../fingerprint-engine.ts';

export interface ReferenceGatewayOptions {
  /** With the prints of `inventedPeople` enrolled; closed with the gateway. */
  readonly engines: Readonly<Record<BiometricDatabase, FingerprintEngine>>;
  readonly decoders?: ImageDecoders;
  readonly databaseTimeout?: number;
  readonly longestSearch?: number;
  /** 0: any that is free. */
  readonly port?: number;
  /** Names and IPv4 addresses in its certificate; by default those at which it is. */
  readonly hosts?: readonly string[];
  /** Of TLS. */
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3';
}

export interface ReferenceGateway {
  readonly address: string;
  readonly port: number;
  /** PEM, for the laptop's policy. */
  readonly authority: string;
  /** A certificate for one more laptop. */
  admit(name: string): KeyedCertificate;
  control(control: GatewayControl): void;
  readonly searches: Searches;
  close(): Promise<void>;
}

export const mostTransactionBytes = 4_194_304;
const label = 'Kerbdesk reference gateway with invented people; not the Home Office Biometric Services Gateway';

export async function startReferenceGateway(options: ReferenceGatewayOptions): Promise<ReferenceGateway> {
  const authority = new CertificateAuthority();
  const own = authority.issue({
    name: 'Reference gateway',
    use: 'server',
    hosts: options.hosts ?? ['localhost', '127.0.0.1'],
  });
  const control = new Control();
  const timings = new Timings();
  const searches = new Searches({
    engines: options.engines,
    decoders: options.decoders ?? usualDecoders,
    control,
    databaseTimeout: options.databaseTimeout ?? 45_000,
    longestSearch: options.longestSearch ?? 60_000,
  });
  const server = createServer(
    {
      ca: authority.certificatePem,
      cert: own.certificatePem,
      key: own.keyPem,
      requestCert: true,
      // Node would cut such a connection without a word; it is answered with one, and nothing of it is kept.
      rejectUnauthorized: false,
      minVersion: options.maxVersion ?? 'TLSv1.3',
      maxVersion: options.maxVersion ?? 'TLSv1.3',
      maxHeaderSize: 8192,
      requestTimeout: 65_000,
    },
    (request, response) => void serve(request, response, { searches, control, timings }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `https://localhost:${port}`,
    port,
    authority: authority.certificatePem,
    admit: (name) => authority.issue({ name, use: 'client' }),
    control: (wanted) => control.set(wanted),
    searches,
    async close() {
      searches.dropAll();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await Promise.all([...new Set(Object.values(options.engines))].map((engine) => engine.close()));
    },
  };
}

interface Parts {
  readonly searches: Searches;
  readonly control: Control;
  readonly timings: Timings;
}

/** One request with all that its route needs. */
interface Call extends Parts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly client: string;
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  response.on('error', () => undefined);
  const socket = request.socket as TLSSocket;
  if (!socket.authorized) {
    request.resume();
    request.once('end', () => say(plain(response), 403, { problem: 'This certificate is not admitted here' }));
    return;
  }
  const client = socket.getPeerCertificate().fingerprint256;
  const url = new URL(request.url ?? '/', 'https://localhost');
  try {
    await answer({ request, response, url, client, ...parts });
  } catch (error) {
    if (response.headersSent) response.destroy();
    else if (error instanceof TransactionRefused) say(plain(response), 422, { problem: error.message });
    else if (error instanceof SubmissionRefused) say(plain(response), error.status, { problem: error.message });
    else say(plain(response), 500, { problem: 'The reference gateway failed' });
  }
}

const plain = (response: ServerResponse): FaultyAnswer => new FaultyAnswer(response, null);
const faulty = ({ response, control }: Call, route: Route): FaultyAnswer =>
  new FaultyAnswer(response, control.takeFault(route));

function say(answer: FaultyAnswer, status: number, content: Readonly<Record<string, unknown>>): void {
  answer.begin(status, {
    'content-type': 'application/json',
    'kerbdesk-reference-gateway': label,
    connection: 'keep-alive',
  });
  answer.write(JSON.stringify({ reference: true, ...content }));
  answer.end();
}

async function answer(call: Call): Promise<void> {
  const { request, url, client, searches, control, response } = call;
  const [, first = '', id = '', last = ''] = url.pathname.split('/');
  const route = `${request.method} ${first}${id === '' ? '' : '/id'}${last === '' ? '' : `/${last}`}`;
  if (route === 'GET health') {
    say(faulty(call, 'health'), 200, { ready: true });
  } else if (route === 'POST searches') await submit(call);
  else if (route === 'DELETE searches') {
    const tcr = url.searchParams.get('transaction') ?? '';
    say(faulty(call, 'drop'), 200, { tcr, receipt: await searches.dropNumber(client, tcr) });
  } else if (route === 'PUT reference/id' && id === 'control') {
    control.set(gatewayControl.parse(JSON.parse(Buffer.from(await bodyOf(request, 65_536)).toString())));
    say(plain(response), 200, {});
  } else if (route === 'GET reference/id' && id === 'timings') {
    say(plain(response), 200, { searches: call.timings.all });
  } else {
    const search = first === 'searches' ? searches.find(client, id) : null;
    if (search === null) say(plain(response), 404, { problem: 'There is no such search' });
    else if (route === 'DELETE searches/id') {
      say(faulty(call, 'drop'), 200, { tcr: search.transactionControlNumber, receipt: search.drop() });
    } else if (route === 'GET searches/id/events') tell(call, search);
    else say(plain(response), 405, { problem: 'That cannot be asked' });
  }
}

/** Milliseconds; without the header all the time that there is. */
const timeLeftOf = ({ headers }: IncomingMessage): number => {
  const value = headers['kerbdesk-time-left'];
  return typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : Infinity;
};

async function submit(call: Call): Promise<void> {
  const { request, searches, client, timings } = call;
  const transaction = await bodyOf(request, mostTransactionBytes);
  const number = /^"([A-Za-z0-9._-]{1,40})"$/.exec(String(request.headers['idempotency-key']))?.[1];
  const databases = biometricDatabase
    .array()
    .min(1)
    .max(2)
    .safeParse(String(request.headers['kerbdesk-databases']).split(', '));
  if (number === undefined || !databases.success) {
    transaction.fill(0);
    throw new TransactionRefused('The transaction number or the databases are missing');
  }
  timings.received(number, transaction.length);
  const search = searches.submit({
    client,
    transactionControlNumber: number,
    databases: [...new Set(databases.data)],
    transaction,
    timeLeft: timeLeftOf(request),
  });
  const content = { tcr: number, searchId: search.id, databases: search.databases };
  say(faulty(call, 'submit'), 202, content);
}

/** Into one buffer whose owner can overwrite it; the pieces it came in are overwritten here, also where it breaks off. */
async function bodyOf(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!Number.isInteger(length) || length < 1) throw new SubmissionRefused(411, 'The length must be said');
  if (length > most) throw new SubmissionRefused(413, 'That is too long');
  const body = new Uint8Array(length);
  let at = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      body.set(piece, at);
      at += piece.length;
      piece.fill(0);
    }
    return body;
  } catch (error) {
    body.fill(0);
    throw error;
  }
}

function tell(call: Call, search: ReferenceSearch): void {
  search.limit(timeLeftOf(call.request));
  const after = call.url.searchParams.get('after');
  if (after === null) stream(call, search);
  else turn(call, search, numberIn(after));
}

const numberIn = (text: unknown): number => (typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : 0);
const heartbeat = 1000;

function stream(call: Call, search: ReferenceSearch): void {
  const { request, response } = call;
  const out = faulty(call, 'stream');
  let last = numberIn(request.headers['last-event-id']);
  out.begin(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'kerbdesk-reference-gateway': label,
  });
  out.write(`: ${label}\n\n`);
  const more = (): void => {
    for (const { id, event } of search.saidAfter(last)) {
      out.write(`id: ${id}\nevent: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`);
      last = id;
    }
    if (search.isOver) {
      stop();
      out.end();
      call.timings.answered(search.transactionControlNumber);
    }
  };
  const beat = setInterval(() => out.write(':\n\n'), heartbeat);
  const unlisten = search.listen(more);
  const stop = (): void => {
    clearInterval(beat);
    unlisten();
  };
  response.once('close', stop);
  more();
}

/** Answers as soon as there is something after `last`, or when the time to wait is over. */
function turn(call: Call, search: ReferenceSearch, last: number): void {
  const { response, url } = call;
  const out = faulty(call, 'turn');
  const finish = (): void => {
    clearTimeout(timer);
    unlisten();
    say(out, 200, { tcr: search.transactionControlNumber, events: search.saidAfter(last) });
    if (search.isOver) call.timings.answered(search.transactionControlNumber);
  };
  const timer = setTimeout(finish, Math.min(numberIn(url.searchParams.get('wait')), 10_000));
  const unlisten = search.listen(finish);
  response.once('close', () => {
    clearTimeout(timer);
    unlisten();
  });
  if (search.saidAfter(last).length > 0 || search.isOver) finish();
}
