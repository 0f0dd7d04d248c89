// What went wrong between this laptop and the gateway, in words for an officer; and what of Node's errors means which.
import type { SearchProblem } from '#contract/biometric-search.ts';

export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  readonly problem: SearchProblem;
  /** Whether the same request may do better a moment later. */
  readonly mayPass: boolean;

  /** Of HTTP, where it was one that told. */
  readonly status: number | null;

  constructor(
    why: SearchProblem['cause'],
    words: string,
    options: { mayPass?: boolean; status?: number; cause?: unknown } = {},
  ) {
    super(words, options.cause === undefined ? undefined : { cause: options.cause });
    this.problem = { cause: why, words };
    this.mayPass = options.mayPass ?? false;
    this.status = options.status ?? null;
  }
}

const notTrusted =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH)/;
const notAdmitted = /^ERR_SSL_.*(CERTIFICATE_REQUIRED|ALERT_.*(CERTIFICATE|CA|ACCESS_DENIED))/;
const otherProtocol = /^ERR_SSL_.*(PROTOCOL|VERSION|HANDSHAKE_FAILURE)/;
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ETIMEDOUT|EAI_AGAIN|EADDRNOTAVAIL)$/;

/** RFC 8446, section 6: what the other side says of our certificate, and of our protocol. */
const alertsOfCertificates = [42, 43, 44, 45, 46, 48, 49, 116];
const alertsOfProtocols = [40, 70, 71, 86];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Null where the connection did not end by an alert. Node has its number in the message only. */
function alertOf(error: unknown): number | null {
  const number = error instanceof Error ? /SSL alert number (\d{1,3})/.exec(error.message)?.[1] : undefined;
  return number === undefined ? null : Number(number);
}

/** `error`: of a connection. Nothing that the other side wrote becomes part of the words. */
export function failureOf(error: unknown): GatewayFailure {
  if (error instanceof GatewayFailure) return error;
  const alert = alertOf(error);
  const code = alert === null ? codeOf(error) : `TLS alert ${alert}`;
  if (notTrusted.test(code)) {
    return new GatewayFailure(
      'not-trusted',
      `What answered at the gateway's address could not prove that it is the gateway (${code}). No prints were sent. Tell IT.`,
      { cause: error },
    );
  }
  if (notAdmitted.test(code) || (alert !== null && alertsOfCertificates.includes(alert))) {
    return new GatewayFailure(
      'not-admitted',
      `The gateway does not admit this laptop's certificate (${code}). Nothing was searched. Tell IT.`,
      { cause: error },
    );
  }
  if (otherProtocol.test(code) || (alert !== null && alertsOfProtocols.includes(alert))) {
    return new GatewayFailure(
      'not-trusted',
      `What answered at the gateway's address does not speak TLS 1.3 (${code}). No prints were sent. Tell IT.`,
      { cause: error },
    );
  }
  if (unreachable.test(code)) {
    return new GatewayFailure('unreachable', `The gateway cannot be reached (${code}).`, {
      mayPass: true,
      cause: error,
    });
  }
  return new GatewayFailure('cut-off', 'The connection to the gateway was cut.', { mayPass: true, cause: error });
}

/** For an answer that is no success. */
export function failureOfStatus(status: number): GatewayFailure {
  if (status === 401 || status === 403)
    return new GatewayFailure('not-admitted', `The gateway does not admit this laptop (${status}). Tell IT.`);
  if (status >= 500) return new GatewayFailure('gateway-failed', `The gateway failed (${status}).`, { mayPass: true });
  if (status === 404 || status === 410)
    return new GatewayFailure('gateway-failed', 'The gateway no longer knows this search.');
  return new GatewayFailure('refused', `The gateway refused what it was sent (${status}). Tell IT.`, { status });
}
