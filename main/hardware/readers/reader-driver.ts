// What a driver of fingerprint readers is, and where readers are found.
import type { FingerprintReader } from './reader.ts';
import type { Scanner } from '../../ports/scanner.ts';
import type { UsbDevice } from '../../ports/usb.ts';

export type ReaderPlace =
  | { readonly kind: 'usb'; readonly device: UsbDevice }
  /** Found by a maker's own kit, which lists its readers by itself. */
  | { readonly kind: 'kit'; readonly kit: string; readonly key: string };

export interface ReaderDriver {
  readonly id: string;
  /** Looks only at what is known without opening the device. */
  matches(place: ReaderPlace): boolean;
  /** Of a place that matches. */
  describe(place: ReaderPlace): Omit<Scanner, 'frames'>;
  /** @throws ReaderError where the reader cannot be used; the signal's reason when stopped. Nothing is left open then. */
  open(place: ReaderPlace, signal: AbortSignal): Promise<FingerprintReader>;
}
