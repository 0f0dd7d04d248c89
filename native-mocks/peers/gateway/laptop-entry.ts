// What IT would put on a laptop of the reference gateway: its certificate and key as files, and the entry of device.json.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { GatewayPolicy } from '../../../main/ports/biometric-gateway-policy.ts';
import type { ReferenceGateway } from './reference-gateway.ts';

/** @param folder where the files go; made where it is missing, for this account alone */
export async function setUpLaptop(gateway: ReferenceGateway, folder: string): Promise<GatewayPolicy> {
  const { certificatePem, keyPem } = gateway.admit('Laptop of the demonstration');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const clientCertificateFile = resolve(join(folder, 'laptop.pem'));
  const clientKeyFile = resolve(join(folder, 'laptop-key.pem'));
  await writeFile(clientCertificateFile, certificatePem);
  await writeFile(clientKeyFile, keyPem, { mode: 0o600 });
  return {
    address: gateway.address,
    authority: gateway.authority,
    clientCertificateFile,
    clientKeyFile,
    domain: { name: 'KERBDESK-REFERENCE', version: null },
    originatingAgency: 'INVENTED-FORCE',
    destinationAgency: 'REFERENCE-GATEWAY',
    databases: ['police', 'immigration'],
    allowReference: true,
  };
}
