// Lists a camera for an offload that has recordings of it left: what it stumbles over is asked for again before it is given up.
import { setTimeout as delay } from 'node:timers/promises';
import type { SourceFile } from '../camera-source.ts';
import type { JobCamera, JobListing } from './job-camera.ts';

/** A camera that was just plugged in, or is about to go, may fail to describe a file that it has. */
const mostListings = 3;
const betweenListings = 500;

/** @returns what it lists, and which of `left` it does not */
export async function listPatiently(
  camera: Pick<JobCamera, 'list'>,
  left: readonly SourceFile[],
  signal: AbortSignal,
): Promise<JobListing & { readonly missing: readonly SourceFile[] }> {
  for (let asked = 1; ; asked++) {
    const listing = await camera.list(signal);
    const listed = new Set(listing.files.map((file) => file.path));
    const missing = left.filter((one) => !listed.has(one.path));
    if (missing.length === 0 || listing.complete || asked === mostListings) return { ...listing, missing };
    await delay(betweenListings, undefined, { signal });
  }
}
