// What an offload would take: space from what the vault's disk has, time from a short read of the camera. Nothing is guessed.
import type { CameraEstimate, CameraLink } from '#contract/cameras.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EvidenceSink } from '../../ports/evidence-sink.ts';
import type { CameraSource, SourceFile } from '../camera-source.ts';

/** Left on the disk for everything else: a laptop with less than this is in trouble soon. */
export const reserveBytes = 2_000_000_000;

/** The short read ends at whichever comes first. */
const probeBytes = 32 * 1024 * 1024;
const probeMilliseconds = 400;
const probeBlock = 1024 * 1024;
/** Less than this measures the start of a transfer, not its speed. */
const leastProbeBytes = 2 * 1024 * 1024;

/** How fast this laptop's disk took in earlier offloads, bytes a second. */
export interface VaultSpeed {
  readonly copying: number | null;
  readonly verifying: number | null;
}

export interface EstimateInput {
  readonly source: CameraSource;
  readonly left: readonly SourceFile[];
  readonly sink: EvidenceSink | null;
  /** Bytes of the disk that other offloads still need. */
  readonly claimed: number;
  readonly link: CameraLink | null;
  readonly hotDisk: number | null;
}

export class Estimator {
  readonly #clock: Clock;
  /** A camera is read once each time it is opened. */
  readonly #rates = new WeakMap<CameraSource, number | null>();
  #vault: VaultSpeed = { copying: null, verifying: null };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An offload has shown how fast it can go. */
  learn({ copying, verifying }: VaultSpeed): void {
    this.#vault = {
      copying: copying === null ? this.#vault.copying : Math.max(copying, this.#vault.copying ?? 0),
      verifying: verifying ?? this.#vault.verifying,
    };
  }

  async estimate({ source, left, sink, claimed, link, hotDisk }: EstimateInput): Promise<CameraEstimate> {
    const bytesToCopy = left.reduce((sum, file) => sum + file.bytes, 0);
    const free = sink === null ? null : await sink.freeBytes().catch(() => null);
    const bytesFree = free === null ? null : free - claimed;
    const rate = await this.#rateOf(source, left);
    const { verifying } = this.#vault;
    return {
      bytesToCopy,
      bytesFree,
      space: bytesFree === null ? null : spaceFor(bytesToCopy, bytesFree),
      seconds: rate === null ? null : bytesToCopy / rate + (verifying === null ? 0 : bytesToCopy / verifying),
      atLeast: verifying === null,
      link,
      hotDisk,
    };
  }

  async #rateOf(source: CameraSource, left: readonly SourceFile[]): Promise<number | null> {
    const known = this.#rates.get(source);
    const reading = known === undefined ? await measureReading(source, left, this.#clock) : known;
    this.#rates.set(source, reading);
    const { copying } = this.#vault;
    // A camera can be read faster than the vault's disk takes it.
    return reading === null || copying === null ? reading : Math.min(reading, copying);
  }
}

export function spaceFor(needed: number, free: number): 'enough' | 'tight' | 'short' {
  if (needed > free) return 'short';
  return needed + reserveBytes > free ? 'tight' : 'enough';
}

/** Bytes a second over a short read from the middle of the largest file, where nothing has been read before; null where it fails. */
export async function measureReading(
  source: CameraSource,
  files: readonly SourceFile[],
  clock: Clock,
): Promise<number | null> {
  const largest = files.reduce<SourceFile | null>(
    (best, file) => (file.bytes > (best?.bytes ?? 0) ? file : best),
    null,
  );
  if (largest === null || largest.bytes < leastProbeBytes * 2) return null;
  try {
    const reader = await source.open(largest, 'look');
    try {
      const into = Buffer.allocUnsafe(probeBlock);
      const from = Math.floor(largest.bytes / 2);
      const begun = clock.monotonic();
      let read = 0;
      while (read < probeBytes && clock.monotonic() - begun < probeMilliseconds) {
        const count = await reader.read(into, from + read);
        if (count === 0) break;
        read += count;
      }
      const elapsed = clock.monotonic() - begun;
      return read < leastProbeBytes || elapsed <= 0 ? null : (read * 1000) / elapsed;
    } finally {
      await reader.close();
    }
  } catch {
    return null;
  }
}
