// Every suite of the guest, in the order in which they run.
import type { Suite } from '../suite.ts';
import { disks } from './disks.ts';

export const suites: readonly Suite[] = [disks];
