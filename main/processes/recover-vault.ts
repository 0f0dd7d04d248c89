// A small command for the force's escrow holder, run offline under Node: docs/operations/escrow-recovery.md.
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { KerbdeskError } from '#contract/errors.ts';
import { recoverWithEscrow } from '../storage/vault/escrow-recovery.ts';
import { rawPrivateKey } from '../storage/vault/escrow-key-file.ts';

const usage = `usage: node main/processes/recover-vault.ts --vault FOLDER --escrow-key KEY.pem

FOLDER holds the officer's vault.json (and recovery.json, if there is one); nothing else is needed.
KEY.pem is the force's X25519 private key. Asks for the key's own passphrase, if it has one, and for the new passphrase.`;

/** The vault will be locked by this alone until the officer sets one on their laptop. */
const minimumLength = 20;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { vault: { type: 'string' }, 'escrow-key': { type: 'string' } } });
  const { vault: folder, 'escrow-key': keyFile } = values;
  if (folder === undefined || keyFile === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  // Reads lines from a terminal and from a pipe alike.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question);
    const { value, done } = await answers.next();
    return done === true ? '' : value;
  };
  try {
    const pem = await readFile(keyFile);
    const keyPassphrase = pem.includes('ENCRYPTED') ? await ask('Passphrase of the escrow key: ') : undefined;
    const key = createPrivateKey({ key: pem, ...(keyPassphrase === undefined ? {} : { passphrase: keyPassphrase }) });
    const newPassphrase = await ask(`New passphrase, at least ${minimumLength} characters: `);
    if (newPassphrase.length < minimumLength) throw new Error('That is too short. Nothing was changed.');
    if ((await ask('Once more: ')) !== newPassphrase) throw new Error('The two differ. Nothing was changed.');
    const { officerName, fromCopy } = await recoverWithEscrow({
      folder,
      escrowPrivateKey: rawPrivateKey(key),
      newPassphrase,
      deviceSecret: null,
      kdf: { algorithm: 'argon2id', memoryKiB: 128 * 1024, passes: 3 },
      at: new Date().toISOString(),
    });
    const source = fromCopy ? ' from recovery.json; the damaged vault.json is kept beside it' : '';
    process.stderr.write(`The vault of ${officerName} was recovered${source}. Put vault.json back on the laptop.\n`);
    return 0;
  } catch (error) {
    const words = error instanceof KerbdeskError || error instanceof Error ? error.message : String(error);
    process.stderr.write(`Not recovered: ${words}\n`);
    return 1;
  } finally {
    lines.close();
  }
}

process.exitCode = await main();
