// Kerbdesk against USB devices that others wrote, in a machine of its own: QEMU's and Debian's MTP responders, USB disks.
// KERBDESK_ONLY='pulled' npx vitest run --project usb-vm runs only the tests whose name has that in it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GuestRun } from './guest-run.ts';
import { nameOf } from './guest/suite.ts';
import { suites } from './guest/suites/index.ts';
import { whyNoGuest } from './project.ts';

const reason = whyNoGuest();
if (reason !== null) console.warn(`\nREAL USB DEVICES ARE NOT TESTED HERE. ${reason}\n`);

const only = process.env['KERBDESK_ONLY'] ?? '';
const chosen = suites.flatMap((suite) =>
  suite.tests.map((test) => ({ suite, test, name: nameOf(suite, test) })).filter(({ name }) => name.includes(only)),
);
const limitSeconds = 120 + chosen.reduce((sum, { test }) => sum + test.limitSeconds, 0);

describe.skipIf(reason !== null)('in the guest machine', () => {
  const guest = new GuestRun(limitSeconds);

  beforeAll(() => guest.start(), 900_000);
  afterAll(() => guest.stop(), 30_000);

  it.each(chosen)('$name', { timeout: limitSeconds * 1000 }, async ({ name, test }) => {
    expect(await guest.outcome(name, test.limitSeconds)).toBe('kept');
  });
});
