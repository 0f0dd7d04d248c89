// The reference gateway as a process of its own: `node native-mocks/processes/reference-gateway.ts --engines=<module> --folder=<folder>`.
// Writes certificates and the part of device.json for one laptop into the folder, prints its address, and ends with its standard input.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { BiometricDatabase } from '#contract/biometric-search.ts';
import type { FingerprintEngine } from '../peers/fingerprint-engine.ts';
import { setUpLaptop } from '../peers/gateway/laptop-entry.ts';
import { startReferenceGateway } from '../peers/gateway/reference-gateway.ts';

/** What the module of the engines exports: they come with the prints of the invented people enrolled. */
type CreateEngines = () => Promise<Readonly<Record<BiometricDatabase, FingerprintEngine>>>;

const { values } = parseArgs({
  options: { engines: { type: 'string' }, folder: { type: 'string' }, port: { type: 'string', default: '0' } },
});
const wanted = z
  .object({ engines: z.string(), folder: z.string(), port: z.coerce.number().int().min(0).max(65_535) })
  .safeParse(values);
if (!wanted.success) {
  process.stderr.write(
    'The reference gateway needs --engines=<module that exports createEngines> and --folder=<folder>.\n',
  );
  process.exit(2);
}
const { engines, folder, port } = wanted.data;
const { createEngines } = (await import(pathToFileURL(resolve(engines)).href)) as { createEngines: CreateEngines };
const gateway = await startReferenceGateway({ engines: await createEngines(), port });
const biometricGateway = await setUpLaptop(gateway, folder);
await writeFile(join(folder, 'biometric-gateway.json'), `${JSON.stringify(biometricGateway, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ reference: true, address: gateway.address })}\n`);
process.stdin.on('end', () => void gateway.close().then(() => process.exit(0)));
process.stdin.resume();
