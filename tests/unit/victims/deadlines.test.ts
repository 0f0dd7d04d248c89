// Promise: a victim's deadline is never a weekend or a bank holiday, never counts the day of the event, and is London's day.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayAfter, localDayAt } from '#contract/forms.ts';
import {
  daysBetween,
  deadlineOf,
  isWorkingDay,
  workingDaysLeft,
  type WorkingCalendar,
} from '#contract/victims/deadlines.ts';
import { dutyClock } from '#contract/victims/words.ts';
import { bankHolidays } from '../../../main/features/victims/bank-holidays.ts';

let calendar: WorkingCalendar;
beforeAll(async () => {
  calendar = await bankHolidays([]);
});

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
const moments = fc
  .date({ min: new Date('2013-01-01T00:00:00Z'), max: new Date('2028-11-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const periods = fc.integer({ min: 1, max: 20 });

describe('bank holidays of England and Wales', () => {
  it.each([
    ['2020-05-08', 'VE day, moved from the Monday'],
    ['2022-06-02', 'spring bank holiday, moved'],
    ['2022-06-03', 'Platinum Jubilee'],
    ['2022-09-19', 'state funeral'],
    ['2023-05-08', 'coronation'],
    ['2021-12-27', 'substitute of Christmas Day'],
    ['2021-12-28', 'substitute of Boxing Day'],
    ['2022-01-03', 'substitute of New Year’s Day'],
    ['2026-12-28', 'substitute of Boxing Day'],
  ])('%s is one: %s', (day) => {
    expect(isWorkingDay(day, calendar)).toBe(false);
  });

  it.each(['2020-05-04', '2022-05-30', '2026-03-17', '2026-07-13', '2026-11-30', '2026-08-03'])(
    '%s is none here, whatever it is elsewhere or was before',
    (day) => {
      expect(isWorkingDay(day, calendar)).toBe(true);
    },
  );

  const published = fileURLToPath(new URL('../../../../shared/reference/calendar/bank-holidays.json', import.meta.url));
  it.skipIf(!existsSync(published))('are on working weekdays exactly those that the government publishes', () => {
    const file = JSON.parse(readFileSync(published, 'utf8')) as Record<string, { events: { date: string }[] }>;
    const official = (file['england-and-wales']?.events ?? []).map(({ date }) => date);
    for (let year = calendar.firstYear; year <= calendar.lastYear; year += 1) {
      const ofYear = (days: readonly string[]): string[] =>
        days.filter((day) => day.startsWith(`${year}-`) && !isWeekend(day)).toSorted();
      expect(ofYear(calendar.bankHolidays)).toEqual(ofYear(official));
    }
  });

  it('has those that were proclaimed since, from the configuration', async () => {
    expect(isWorkingDay('2027-06-08', await bankHolidays(['2027-06-08']))).toBe(false);
  });
});

describe('a deadline', () => {
  it('of one working day from the Friday evening before a bank holiday is the Tuesday', () => {
    expect(deadlineOf('2026-08-28T18:40:00.000Z', 1, calendar)).toEqual({ day: '2026-09-01', isCertain: true });
    expect(deadlineOf('2026-08-28T18:40:00.000Z', 5, calendar).day).toBe('2026-09-07');
  });

  it('counts from the day in London, also where it is still yesterday in Greenwich', () => {
    // 00:30 on Tuesday in British summer time.
    expect(deadlineOf('2026-06-15T23:30:00.000Z', 1, calendar).day).toBe('2026-06-17');
    expect(deadlineOf('2026-06-15T22:30:00.000Z', 1, calendar).day).toBe('2026-06-16');
  });

  it('over Christmas leaves out all of it', () => {
    expect(deadlineOf('2026-12-24T09:00:00.000Z', 1, calendar).day).toBe('2026-12-29');
    expect(deadlineOf('2026-12-24T09:00:00.000Z', 5, calendar).day).toBe('2027-01-05');
  });

  it('is never on a weekend or a bank holiday, and never the day of the event', () => {
    fc.assert(
      fc.property(moments, periods, (at, days) => {
        const { day } = deadlineOf(at, days, calendar);
        expect(isWeekend(day) || calendar.bankHolidays.includes(day)).toBe(false);
        expect(day > localDayAt(at)).toBe(true);
      }),
    );
  });

  it('has exactly its working days after the event, the last of them being the deadline', () => {
    fc.assert(
      fc.property(moments, periods, (at, days) => {
        const { day } = deadlineOf(at, days, calendar);
        expect(workingDaysLeft(localDayAt(at), day, calendar)).toBe(days);
        expect(workingDaysLeft(localDayAt(at), dayAfter(day, -1), calendar)).toBe(days - 1);
      }),
    );
  });

  it('comes no sooner for a later event or a longer period', () => {
    fc.assert(
      fc.property(moments, moments, periods, (one, other, days) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        const { day } = deadlineOf(first, days, calendar);
        expect(day <= deadlineOf(second, days, calendar).day).toBe(true);
        expect(day < deadlineOf(first, days + 1, calendar).day).toBe(true);
      }),
    );
  });

  it('where bank holidays are not known says so, and is never later than the true one', () => {
    expect(deadlineOf('2028-12-28T12:00:00.000Z', 5, calendar)).toEqual({ day: '2029-01-04', isCertain: false });
    expect(deadlineOf('2031-04-10T12:00:00.000Z', 1, calendar).isCertain).toBe(false);
    const unknowing: WorkingCalendar = { firstYear: 1, lastYear: 0, bankHolidays: [] };
    fc.assert(
      fc.property(moments, periods, (at, days) => {
        const known = deadlineOf(at, days, calendar);
        const unknown = deadlineOf(at, days, unknowing);
        expect(known.isCertain).toBe(true);
        expect(unknown.isCertain).toBe(false);
        expect(unknown.day <= known.day).toBe(true);
      }),
    );
  });
});

describe('a clock in words', () => {
  const words = (due: string, today: string): string =>
    dutyClock(due, today, workingDaysLeft(today, due, calendar)).words;
  it.each([
    ['2026-12-01', '2026-11-27', 'by Tue 1 Dec, 2 working days left'],
    ['2026-12-01', '2026-11-30', 'by Tue 1 Dec, 1 working day left'],
    ['2026-12-01', '2026-12-01', 'by today, Tue 1 Dec'],
    ['2026-12-01', '2026-12-02', 'was due Tue 1 Dec, 1 day late'],
    ['2026-12-29', '2026-12-24', 'by Tue 29 Dec, 1 working day left'],
    ['2027-01-05', '2026-12-24', 'by Tue 5 Jan 2027, 5 working days left'],
  ])('due %s, seen on %s: %s', (due, today, said) => {
    expect(words(due, today)).toBe(said);
  });

  it('is late exactly after its day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -30, max: 30 }), (at, days) => {
        const due = localDayAt(at);
        const today = dayAfter(due, days);
        expect(dutyClock(due, today, workingDaysLeft(today, due, calendar)).tone === 'bad').toBe(days > 0);
        expect(daysBetween(due, today)).toBe(days);
      }),
    );
  });
});
