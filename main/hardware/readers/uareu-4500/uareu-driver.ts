// DigitalPersona U.are.U 4500 and 4000, driven natively: readers to develop with, not certified for police work.
import type { Clock } from '../../../ports/clock.ts';
import { ReaderError, type ReaderInfo } from '../reader.ts';
import type { UsbDevice, UsbDescriptors } from '../../../ports/usb.ts';
import { tidy } from '../../drivers/layout/tidy.ts';
import type { ReaderDriver } from '../reader-driver.ts';
import { rowBytes, rowLimit } from './frame.ts';
import { Heat } from './heat.ts';
import { randomSeed, type RandomSeed } from './key-exchange.ts';
import { asReaderError } from './reader-problems.ts';
import { findEndpoints, modelOf, type UareuModel } from './recognise.ts';
import { UareuReader } from './uareu-reader.ts';
import type { UareuTimes } from './uareu-times.ts';

export interface UareuDriverParts {
  readonly times: UareuTimes;
  readonly clock: Clock;
  readonly seed?: RandomSeed;
}

type OpeningParts = Required<UareuDriverParts> & { readonly heat: Heat };

/** About: the maker states no exact number, and frames are given as they come, without resampling. */
const ppi = 500;

export function createUareuDriver({ times, clock, seed = randomSeed }: UareuDriverParts): ReaderDriver {
  const heats = new WeakMap<UsbDevice, Heat>();
  const heatOf = (device: UsbDevice): Heat => {
    const heat = heats.get(device) ?? new Heat(clock, times);
    heats.set(device, heat);
    return heat;
  };
  return {
    id: 'uareu-4500',
    matches: (place) => place.kind === 'usb' && modelOf(place.device) !== null,
    describe: (place) => ({
      id: place.kind === 'usb' ? `u-are-u ${place.device.key}` : place.key,
      name: `DigitalPersona ${(place.kind === 'usb' && modelOf(place.device)?.name) || 'U.are.U'}`,
      fingersAtOnce: 1,
      // A reader for development: no acquisition profile is claimed for it.
      acquisitionProfile: null,
      isSimulated: false,
    }),
    async open(place, signal) {
      signal.throwIfAborted();
      const model = place.kind === 'usb' ? modelOf(place.device) : null;
      if (place.kind !== 'usb' || !model) throw new ReaderError('failed', 'This is no U.are.U fingerprint reader.');
      try {
        return await openReader(place.device, model, { times, clock, seed, heat: heatOf(place.device) }, signal);
      } catch (error) {
        signal.throwIfAborted();
        throw asReaderError(error);
      }
    },
  };
}

async function openReader(
  device: UsbDevice,
  model: UareuModel,
  { times, clock, seed, heat }: OpeningParts,
  signal: AbortSignal,
): Promise<UareuReader> {
  const connection = await device.open();
  try {
    const endpoints = findEndpoints(connection.descriptors);
    await connection.claim(endpoints.interfaceNumber);
    signal.throwIfAborted();
    const info = describe(device, connection.descriptors, model);
    return new UareuReader({ connection, endpoints, info, upsideDown: model.upsideDown, times, clock, seed, heat });
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function describe(device: UsbDevice, descriptors: UsbDescriptors, model: UareuModel): ReaderInfo {
  const serial = tidy(descriptors.serial ?? '') || null;
  const numbers = [device.vendorId, device.productId].map((number) => number.toString(16).padStart(4, '0')).join(':');
  return {
    id: serial === null ? `usb:${numbers}@${device.port}` : `usb:${numbers}:${serial}`,
    maker: 'DigitalPersona',
    name: model.name,
    serial,
    port: device.port,
    fap: null,
    wishes: ['one-finger'],
    ppi,
    mostWidth: rowBytes,
    mostHeight: rowLimit - 1,
    simulated: false,
  };
}
