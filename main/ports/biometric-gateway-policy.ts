// Which biometric gateway this laptop speaks to and as whom: part of IT's policy, checked before any of it is believed.
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { biometricDatabase } from '#contract/biometric-search.ts';

function isBareAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(address);
  return protocol === 'https:' && pathname === '/' && [username, password, search, hash].every((part) => part === '');
}

const file = z
  .string()
  .max(1024)
  .refine((path) => isAbsolute(path), 'must be the absolute path of a PEM file');

const certificateBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/;

/** Letters, digits and what separates them in identifiers of agencies: nothing that could end a field of a transaction. */
const agency = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,35}$/, 'must be 1 to 36 letters, digits, spaces and . / _ -');

export const gatewayPolicy = z.strictObject({
  /** Host and port alone, such as "https://gateway.example.police.uk:8443". */
  address: z
    .string()
    .max(300)
    .refine(
      isBareAddress,
      'must be https://, a host and perhaps a port, such as "https://gateway.example.police.uk:8443"',
    ),
  /** PEM. The only authorities that the gateway's certificate may come from; those of the system do not count. */
  authority: z
    .string()
    .max(65_536)
    .refine((pem) => certificateBlock.test(pem), 'must be one certificate in PEM or several'),
  clientCertificateFile: file,
  clientKeyFile: file,
  /** What a transaction names as its domain (1.013). */
  domain: z.strictObject({ name: agency, version: agency.nullable() }),
  /** Originating agency (1.008) and destination agency (1.007), as the gateway's operator gave them. */
  originatingAgency: agency,
  destinationAgency: agency,
  databases: z
    .array(biometricDatabase)
    .min(1)
    .refine((all) => new Set(all).size === all.length, 'names a database twice'),
  /** Whether a gateway that calls itself the reference gateway is taken for one: for training and demonstrations only. */
  allowReference: z.boolean().default(false),
});
export type GatewayPolicy = z.infer<typeof gatewayPolicy>;
