// Real ANSI/NIST transactions and WSQ images of published test sets, beside the checkout; where they are absent, their tests skip, loudly.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/samples/nist/', import.meta.url));

export const hasNistSamples = existsSync(folder);
if (!hasNistSamples) console.warn(`SKIPPED: published fingerprint records (no folder ${folder} beside the checkout)`);

export const nistSamples = (kind: RegExp): readonly string[] =>
  hasNistSamples ? readdirSync(folder).filter((name) => kind.test(name)) : [];

export const nistSamplePath = (name: string): string => path.join(folder, name);
export const nistSample = (name: string): Uint8Array => new Uint8Array(readFileSync(nistSamplePath(name)));
