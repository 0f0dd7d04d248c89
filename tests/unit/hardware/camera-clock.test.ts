// What is said of a camera's clock was measured, or is a bound and called one.
import { describe, expect, it } from 'vitest';
import type { Instant } from '#contract/ids.ts';
import { clockSeenAhead } from '../../../main/hardware/camera-clock.ts';
import { IdentityClocks } from '../../../main/hardware/drivers/volume/identity-clock.ts';
import { unexamined } from '../../../main/hardware/media/examine.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import type { ExaminedFile } from '../../../main/hardware/segments.ts';

const now: Instant = '2026-11-22T14:00:00.000Z';

const fileOf = (
  modifiedAt: Instant | null,
  startByMedia: Instant | null = null,
  durationSeconds: number | null = null,
): ExaminedFile => ({
  file: {
    path: 'D/a.MP4',
    name: 'a.MP4',
    bytes: 1,
    modifiedAt,
    startByFile: null,
    startByFileSource: null,
    part: null,
    sideOf: null,
  },
  media: { ...unexamined, startByMedia, durationSeconds },
});

describe('files from the future', () => {
  it.each([
    ['written', fileOf('2026-11-22T14:01:12.000Z'), 72],
    ['ending', fileOf(null, '2026-11-22T13:59:00.000Z', 132), 72],
  ])('%s after now show a clock that is ahead at least so much', (_, file, offsetSeconds) => {
    expect(clockSeenAhead([fileOf('2026-11-22T10:00:00.000Z'), file], now)).toEqual({
      offsetSeconds,
      source: 'files-from-the-future',
      measuredAt: now,
    });
  });

  it('are not those of a moment ago, or within what file systems round', () => {
    expect(clockSeenAhead([fileOf(now), fileOf('2026-11-22T14:00:04.000Z')], now)).toBeNull();
    expect(clockSeenAhead([fileOf(null)], now)).toBeNull();
    expect(clockSeenAhead([], now)).toBeNull();
  });
});

describe('an identity file written when the camera is connected', () => {
  const written = (text: string, modifiedAt: Instant, field = 'clock') => ({
    fields: new Map([[field, text]]),
    modifiedMilliseconds: Date.parse(modifiedAt),
  });
  const at = '2026-11-22T14:01:12.000Z';
  const started = (): { clocks: IdentityClocks; wait: (milliseconds: number) => void } => {
    let passed = 0;
    const clock: Clock = {
      now: () => new Date(Date.parse(now) + passed).toISOString(),
      monotonic: () => passed,
    };
    return { clocks: new IdentityClocks(clock, ['clock']), wait: (milliseconds) => (passed += milliseconds) };
  };

  it("says what the camera's clock showed, and says the same when it is read again later", () => {
    const { clocks, wait } = started();
    wait(60_000);
    const measured = { cameraSaid: at, laptopSaid: '2026-11-22T14:01:00.000Z', source: 'identity-file' };
    expect(clocks.measure('7', written('2026-11-22T14:01:12Z', at))).toEqual(measured);
    wait(3_600_000);
    expect(clocks.measure('7', written('2026-11-22T14:01:12Z', at))).toEqual(measured);
  });

  it('says nothing of a camera that was connected before the program began, until it is connected anew', () => {
    const { clocks, wait } = started();
    expect(clocks.measure('7', written('2026-11-22T14:01:12Z', at))).toBeNull();
    wait(60_000);
    expect(clocks.measure('7', written('2026-11-22T14:01:12Z', at))).toBeNull();
    expect(clocks.measure('7', written('2026-11-22T14:02:12Z', '2026-11-22T14:02:12.000Z'))).not.toBeNull();
  });

  it.each([
    ['a field that IT did not name', written('2026-11-22T14:01:12Z', at, 'time')],
    ['no time', written('soon', at)],
    ['a time that is not the one the file was written at', written('2026-11-20T09:00:00Z', at)],
  ])('with %s says nothing', (_, file) => {
    const { clocks, wait } = started();
    wait(60_000);
    expect(clocks.measure('7', file)).toBeNull();
  });
});
