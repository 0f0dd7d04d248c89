// Promise: when the owner of a transaction has overwritten it, nothing of the prints is left anywhere in the memory of the program that sent them.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { setUpLaptop } from '../../../native-mocks/peers/gateway/laptop-entry.ts';
import { startGateway } from '../../support/gateway-kit.ts';

const laptop = resolve(import.meta.dirname, '../../support/searching-laptop.ts');

test.skipIf(process.platform !== 'linux')('the client, TLS and HTTP keep no copy of what was sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-nothing-left-'));
  const gateway = await startGateway();
  const policy = await setUpLaptop(gateway, folder);
  writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy));
  const { stdout } = await promisify(execFile)(process.execPath, [laptop, join(folder, 'policy.json')]);
  const seen = JSON.parse(stdout) as { before: number; after: number; searched: number; statuses: string[] };
  expect(seen.statuses).toContain('end');
  // The search finds what is there, so that finding nothing means something.
  // More than one where the buffer that is read into stands close to what it reads.
  expect(seen.before).toBeGreaterThanOrEqual(1);
  expect(seen.searched).toBeGreaterThanOrEqual(1);
  expect(seen.after).toBe(0);
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});
