// Every suite of the guest, in the order in which they run.
import type { Suite } from '../suite.ts';
import { disks } from './disks.ts';
import { fingerprintReader } from './fingerprint-reader.ts';
import { listingTests } from './listing.ts';
import { pullingTests } from './pulling.ts';
import { readingTests } from './reading.ts';
import { responders } from './responders.ts';
import { several } from './several.ts';

export const suites: readonly Suite[] = [
  ...responders.map((responder) => ({
    title: responder.title,
    tests: [...listingTests(responder), ...readingTests(responder), ...pullingTests(responder)],
  })),
  disks,
  several,
  fingerprintReader,
];
