// The certificates by which laptop and gateway know each other, read from the files that IT's policy names, with a reason for each that is wrong.
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';
import { GatewayFailure } from './gateway-failure.ts';
import type { GatewayPolicy } from '../ports/biometric-gateway-policy.ts';

export interface LaptopIdentity {
  /** PEM, as TLS wants them. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const mostBytes = 65_536;

const wrong = (words: string, cause?: unknown): GatewayFailure =>
  new GatewayFailure('not-configured', `The gateway is not set up rightly on this laptop: ${words}. Tell IT.`, {
    cause,
  });

async function readPem(path: string, what: string): Promise<{ pem: string; mode: number }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size, mode } = await file.stat();
      if (size > mostBytes) throw wrong(`the file of the ${what} is too long`);
      return { pem: await file.readFile('latin1'), mode };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GatewayFailure) throw error;
    throw wrong(`the file of the ${what} cannot be read (${path})`, error);
  }
}

function certificateIn(pem: string, what: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw wrong(`the ${what} is no certificate in PEM`, error);
  }
}

function keyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw wrong("the laptop's key is no unencrypted private key in PEM", error);
  }
}

function checkDates(certificate: X509Certificate, what: string, now: Date): void {
  if (now < certificate.validFromDate) throw wrong(`the ${what} is valid from ${certificate.validFrom} only`);
  if (now > certificate.validToDate) throw wrong(`the ${what} expired on ${certificate.validTo}`);
}

const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Throws `GatewayFailure` `not-configured` with what is wrong with which of them. */
export async function readLaptopIdentity(policy: GatewayPolicy, now: Date): Promise<LaptopIdentity> {
  for (const pem of policy.authority.match(certificates) ?? []) {
    const authority = certificateIn(pem, 'authority');
    if (!authority.ca) throw wrong('the authority is a certificate that may not issue others');
    checkDates(authority, 'authority', now);
  }
  const { pem: certificate } = await readPem(policy.clientCertificateFile, "laptop's certificate");
  const { pem: key, mode } = await readPem(policy.clientKeyFile, "laptop's key");
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw wrong("other accounts may read the laptop's key");
  const own = certificateIn(certificate, "laptop's certificate");
  if (!own.checkPrivateKey(keyIn(key))) throw wrong("the laptop's key does not belong to its certificate");
  checkDates(own, "laptop's certificate", now);
  return { authority: policy.authority, certificate, key };
}
