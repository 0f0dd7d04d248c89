// The program that the guest runs for `npm test`: every test in order, each outcome told to the host at once.
import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { Lab } from './lab.ts';
import { MachineControl } from './machine-control.ts';
import { tellHost } from './report.ts';
import { nameOf, type GuestTest } from './suite.ts';
import { suites } from './suites/index.ts';

// start.sh watches it: where this stands still, no timer of a test can end it.
setInterval(() => writeFileSync('/run/pulse', ''), 5000).unref();

const control = await MachineControl.connect();
const wanted = process.env['KERBDESK_ONLY'] ?? '';

for (const suite of suites) {
  for (const test of suite.tests) {
    const name = nameOf(suite, test);
    if (!name.includes(wanted)) continue;
    tellHost({ kind: 'began', test: name });
    tellHost({ kind: 'ended', test: name, failure: await failureOf(test) });
  }
}
tellHost({ kind: 'finished' });
process.exit(0);

async function failureOf(test: GuestTest): Promise<string | null> {
  const lab = new Lab(control);
  const failures: string[] = [];
  try {
    await within(test.limitSeconds, test.run(lab));
  } catch (error) {
    failures.push(inspect(error));
  }
  try {
    await within(300, lab.tidy());
  } catch (error) {
    failures.push(`while tidying up: ${inspect(error)}`);
  }
  return failures.length === 0 ? null : failures.join('\n');
}

async function within(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
