// The technical log is bounded, readable by its owner alone, and holds nothing personal.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileLogger } from '../../../main/shell/file-logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbdesk-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const read = (): string => readFileSync(join(folder, 'logs/kerbdesk.log'), 'utf8');

it('writes one line of JSON an entry, without what must not be there', () => {
  const log = createFileLogger(join(folder, 'logs'));
  log.debug('not at this level');
  log.info('command failed', { code: 'locked', passphrase: 'correct horse', name: 'Ada Okafor' });
  expect(JSON.parse(read())).toMatchObject({
    msg: 'command failed',
    code: 'locked',
    passphrase: '(redacted)',
    name: '(redacted)',
  });
});

it("describes errors by kind, code and place, without the account's name in paths", () => {
  const error = Object.assign(new Error(`EIO at ${homedir()}/vault`), { code: 'EIO' });
  createFileLogger(join(folder, 'logs')).error('disk', { error });
  expect(JSON.parse(read())).toMatchObject({ error: { kind: 'Error', code: 'EIO', message: 'EIO at ~/vault' } });
  expect(read()).not.toContain(`${homedir()}/vault`);
});

it('keeps four files of a bounded size', () => {
  const log = createFileLogger(join(folder, 'logs'), { bytesPerFile: 2000 });
  for (let index = 0; index < 500; index++) log.warn('again', { index });
  const files = readdirSync(join(folder, 'logs')).toSorted();
  expect(files).toEqual(['kerbdesk.1.log', 'kerbdesk.2.log', 'kerbdesk.3.log', 'kerbdesk.log']);
  for (const file of files) expect(statSync(join(folder, 'logs', file)).size).toBeLessThanOrEqual(2000);
  expect(read()).toContain('"index":499');
});

it('never stops the program', () => {
  writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
  expect(() => createFileLogger(join(folder, 'logs')).error('nowhere to go')).not.toThrow();
});
