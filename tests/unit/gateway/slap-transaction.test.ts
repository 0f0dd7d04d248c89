// Whole hands from the product to the reference gateway: encoded and sent as the product does it, within what the gateway takes, and read as
// ten fingers.
import { expect, test } from 'vitest';
import { interpolProfile } from '../../../main/biometrics/nist/domain-profile.ts';
import type { SearchPrint } from '../../../main/biometrics/nist/print-records.ts';
import { searchTransaction } from '../../../main/biometrics/nist/search-transaction.ts';
import { decodePng } from '../../../main/biometrics/png/decode-png.ts';
import { PrintKeeper } from '../../../main/biometrics/zeroise.ts';
import { layFingers } from '../../../native-mocks/devices/simulated-readers/lay-fingers.ts';
import { mostTransactionBytes } from '../../../native-mocks/peers/gateway/reference-gateway.ts';
import { readSearchPrints, usualDecoders } from '../../../native-mocks/peers/gateway/search-prints.ts';
import { ridgeFrame } from '../../support/ridge-frames.ts';

/** Of a FAP 60: no plate is larger. */
const plate = { mostWidth: 1600, mostHeight: 1500 };
const capturedAt = new Date('2026-11-27T10:00:00Z');

/** Ridges as noisy as they come, so that they compress badly. */
const handOf = (position: SearchPrint['position'], fingers: number): SearchPrint => ({
  position,
  capturedAt,
  acquisitionProfile: 60,
  image: layFingers(
    Array.from({ length: fingers }, (_, seed) => ridgeFrame({ seed: seed + 1, angle: 40 * seed, noise: 8 })),
    plate,
    fingers,
  ),
});

test.each(['type-14-wsq', 'type-14-png'] as const)(
  'both hands and both thumbs as %s are ten fingers at the gateway',
  (prints) => {
    const keeper = new PrintKeeper();
    const request = {
      transactionNumber: 'SLAPS-0000000001',
      startedAt: capturedAt,
      timeZone: 'Europe/London',
      priority: 2,
      destination: 'REFERENCE-GATEWAY',
      origin: 'INVENTED-FORCE',
      facts: { reference: 'SLAPS-1', databases: ['police'], mostCandidates: 5 },
      prints: [handOf(13, 4), handOf(14, 4), handOf(15, 2)],
    } as const;
    const transaction = searchTransaction(request, interpolProfile(prints), keeper);
    expect(transaction.length).toBeLessThan(mostTransactionBytes);
    const read = readSearchPrints(transaction, { ...usualDecoders, PNG: decodePng });
    expect(read.prints.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    // The ellipses of the frames, 220 by 300 pixels, with a rim.
    for (const { image } of read.prints) {
      expect(image.width).toBeGreaterThanOrEqual(220);
      expect(image.width).toBeLessThan(220 + 5 * 16);
      expect(image.height).toBeGreaterThanOrEqual(300);
      expect(image.height).toBeLessThan(300 + 5 * 16);
    }
  },
);
