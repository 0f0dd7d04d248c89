// Promise: dates, amounts and deadlines are written one way everywhere, in United Kingdom time.
import { describe, expect, it } from 'vitest';
import {
  calendarDaysBetween,
  dueClock,
  formatBytes,
  formatBytesOf,
  formatCount,
  formatDate,
  formatDateTimeWithSeconds,
  formatDuration,
  formatLength,
  formatLongDate,
  formatPercent,
  formatRate,
  formatRecent,
  formatRelative,
  formatShortDate,
  formatSpan,
  formatTime,
  formatTimeLeft,
  formatWeekday,
  partOfDay,
} from '../../../renderer/src/format/index.ts';

const winter = '2026-11-22T14:03:22.000Z';
const summer = '2026-07-01T23:30:00.000Z';

describe('dates', () => {
  it('are written as 22 Nov 2026, 14:03', () => {
    expect(formatDate(winter)).toBe('22 Nov 2026');
    expect(formatTime(winter)).toBe('14:03');
    expect(formatDateTimeWithSeconds(winter)).toBe('22 Nov 2026 14:03:22');
    expect(formatLongDate(winter)).toBe('Sunday 22 Nov 2026');
    expect(formatWeekday('2026-11-27T09:00:00.000Z', winter)).toBe('Fri 27 Nov');
  });

  it('follow summer time', () => {
    expect(formatDateTimeWithSeconds(summer)).toBe('2 Jul 2026 00:30:00');
  });

  it('write September in three letters and midnight as 00:00', () => {
    expect(formatDate('2026-09-05T12:00:00.000Z')).toBe('5 Sep 2026');
    expect(formatTime('2026-11-22T00:00:00.000Z')).toBe('00:00');
  });

  it('leave out this year only', () => {
    expect(formatShortDate('2026-11-20T10:00:00.000Z', winter)).toBe('20 Nov');
    expect(formatShortDate('2025-11-20T10:00:00.000Z', winter)).toBe('20 Nov 2025');
  });

  it('count days by the calendar, not by 24 hours', () => {
    expect(calendarDaysBetween('2026-11-22T23:59:00.000Z', '2026-11-23T00:01:00.000Z')).toBe(1);
    expect(calendarDaysBetween('2026-10-24T12:00:00.000Z', '2026-10-26T12:00:00.000Z')).toBe(2);
    expect(formatRecent('2026-11-22T05:00:00.000Z', winter)).toBe('today 05:00');
    expect(formatRecent('2026-11-21T13:40:00.000Z', winter)).toBe('yesterday 13:40');
    expect(formatRecent('2026-11-19T13:40:00.000Z', winter)).toBe('19 Nov 13:40');
  });

  it('greet a night turn with good evening', () => {
    expect(partOfDay('2026-11-22T03:00:00.000Z')).toBe('evening');
    expect(partOfDay('2026-11-22T05:00:00.000Z')).toBe('morning');
    expect(partOfDay('2026-11-22T12:00:00.000Z')).toBe('afternoon');
    expect(partOfDay('2026-11-22T18:00:00.000Z')).toBe('evening');
  });
});

describe('amounts', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [12_400, '12 kB'],
    [6_200_000, '6.2 MB'],
    [148_000_000, '148 MB'],
    [10_000_000_000, '10.0 GB'],
    [999_999, '1.0 MB'],
    [999_400, '999 kB'],
    [0.4e15, '400 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('writes a part in the unit of the whole', () => {
    expect(formatBytesOf(6_200_000_000, 10_000_000_000)).toEqual(['6.2', '10.0 GB']);
    expect(formatBytesOf(0, 512)).toEqual(['0', '512 bytes']);
    expect(formatBytesOf(403_200_000, 555_000_000)).toEqual(['403', '555 MB']);
  });

  it('writes rates, shares and counts', () => {
    expect(formatRate(38_200_000)).toBe('38 MB/s');
    expect(formatRate(1_250_000_000)).toBe('1.3 GB/s');
    expect(formatPercent(999, 1000)).toBe('99 %');
    expect(formatPercent(0, 0)).toBe('0 %');
    expect(formatCount(1, 'recording')).toBe('1 recording');
    expect(formatCount(1284, 'entry', 'entries')).toBe('1,284 entries');
  });

  it('writes a place on a timeline, never rounding up into the future', () => {
    expect(formatDuration(291.08, true)).toBe('00:04:51.08');
    expect(formatDuration(0.29, true)).toBe('00:00:00.29');
    expect(formatDuration(59.999)).toBe('00:00:59');
    expect(formatDuration(36_610)).toBe('10:10:10');
  });

  it('writes a length without hours that are not there', () => {
    expect(formatLength(42)).toBe('00:42');
    expect(formatLength(1100)).toBe('18:20');
    expect(formatLength(3631)).toBe('1:00:31');
    expect(formatLength(36_610)).toBe('10:10:10');
  });

  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [240, '4 min'],
    [3600, '1 h'],
    [4800, '1 h 20 min'],
    [69_500, '19 h'],
    [172_800, '2 days'],
  ])('writes a span of %d seconds as %s', (seconds, text) => {
    expect(formatSpan(seconds)).toBe(text);
  });

  it('does not count seconds down in front of the officer', () => {
    expect(formatTimeLeft(12)).toBe('less than a minute');
    expect(formatTimeLeft(50)).toBe('about 1 min');
    expect(formatTimeLeft(118)).toBe('about 2 min');
  });

  it('says when, seen from now', () => {
    const now = Date.parse(winter);
    expect(formatRelative(now - 1000, now)).toBe('just now');
    expect(formatRelative(now - 3 * 3_600_000, now)).toBe('3 h ago');
    expect(formatRelative(now + 120_000, now)).toBe('in 2 min');
  });
});

describe('clocks', () => {
  const now = Date.parse(winter);
  const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

  it('say overdue in red words', () => {
    expect(dueClock(at(-3), now, true)).toEqual({ tone: 'bad', label: 'Overdue 3 h' });
  });

  it('count hours for the 24 h rule and warn in the last six', () => {
    expect(dueClock(at(19.34), now, true)).toEqual({ tone: 'neutral', label: '19 h left' });
    expect(dueClock(at(4.5), now, true)).toEqual({ tone: 'warn', label: '4 h 30 min left' });
  });

  it('count calendar days for a deletion', () => {
    expect(dueClock(at(2), now, false)).toEqual({ tone: 'warn', label: 'Today' });
    expect(dueClock(at(12), now, false)).toEqual({ tone: 'warn', label: 'Tomorrow' });
    expect(dueClock(at(24 * 3), now, false)).toEqual({ tone: 'warn', label: '3 days' });
    expect(dueClock(at(24 * 29), now, false)).toEqual({ tone: 'neutral', label: '29 days' });
  });
});
