// Dates and times as officers type them: what is read, what is refused with advice, and London's two clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, formatTime, instantOf, localDayAt, readDate, readTime } from '#contract/forms.ts';

const typedOn = '2026-11-22';
const dayRead = (typed: string, context: { typedOn: string | null; born?: boolean } = { typedOn }) => {
  const reading = readDate(typed, context);
  return reading?.ok === true ? reading.day : null;
};
const timeRead = (typed: string) => {
  const reading = readTime(typed);
  return reading?.ok === true ? formatTime(reading) : null;
};
const isDay = (day: string) => new Date(day).toISOString().slice(0, 10) === day;
const pad = (value: number, length = 2) => String(value).padStart(length, '0');

describe('a date as typed', () => {
  it.each([
    ['22/11/26', '2026-11-22'],
    ['22.11.2026', '2026-11-22'],
    ['22-11-26', '2026-11-22'],
    ['22 11 26', '2026-11-22'],
    ['221126', '2026-11-22'],
    ['22112026', '2026-11-22'],
    ['2026-11-22', '2026-11-22'],
    ['22 nov', '2026-11-22'],
    ['22NOV26', '2026-11-22'],
    ['22nd November 2026', '2026-11-22'],
    ['3rd of sept 2025', '2025-09-03'],
    ['sun 22 nov 2026', '2026-11-22'],
    ['Sunday, 22/11', '2026-11-22'],
    ['1/2', '2026-02-01'],
    ['  today ', '2026-11-22'],
    ['Yesterday', '2026-11-21'],
    ['friday', '2026-11-20'],
    ['last sunday', '2026-11-15'],
  ])('%s is read as %s', (typed, day) => {
    expect(dayRead(typed)).toBe(day);
  });

  it.each(['32/1/26', '29/2/26', '31 apr', '1/13/26', 'soon', '22', '22//11', '0/1/26', '22/11/026', 'mayhem'])(
    '%s is not read, and advice says so',
    (typed) => {
      const reading = readDate(typed, { typedOn });
      expect(reading).toMatchObject({ ok: false });
      expect(reading?.ok === false && reading.message.length > 10).toBe(true);
    },
  );

  it('without a year is the latest such day that had come when it was typed', () => {
    expect(dayRead('23 nov')).toBe('2025-11-23');
    expect(dayRead('29 feb')).toBe('2024-02-29');
    expect(dayRead('29/2', { typedOn: '2104-01-05' })).toBe('2096-02-29');
  });

  it('keeps the meaning of "today" by the day of typing, and reads nothing into it without that', () => {
    expect(dayRead('today', { typedOn: '2026-11-22' })).toBe('2026-11-22');
    expect(dayRead('today', { typedOn: null })).toBeNull();
    expect(dayRead('22 nov', { typedOn: null })).toBeNull();
    expect(dayRead('22/11/26', { typedOn: null })).toBe('2026-11-22');
  });

  it('says when the weekday typed is not that of the date', () => {
    expect(readDate('mon 22 nov 2026', { typedOn })).toMatchObject({ ok: true, wrongWeekday: 'Monday' });
    expect(readDate('sun 22 nov 2026', { typedOn })).toMatchObject({ ok: true, wrongWeekday: null });
  });

  it('of birth is never in the future', () => {
    const born = { typedOn, born: true };
    expect(dayRead('4/3/61', born)).toBe('1961-03-04');
    expect(dayRead('22/11/26', born)).toBe('2026-11-22');
    expect(dayRead('23/11/26', born)).toBe('1926-11-23');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 99 }),
        (d, m, y) => {
          const day = dayRead(`${d}/${m}/${pad(y)}`, born);
          expect(day !== null && day <= typedOn && day > '1926-11-22').toBe(true);
        },
      ),
    );
  });

  it('reads every day of the calendar in every way of writing it, leap days included', () => {
    const day = fc.date({ min: new Date('1980-01-01'), max: new Date('2079-12-31'), noInvalidDate: true });
    const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
    fc.assert(
      fc.property(day, (at) => {
        const iso = at.toISOString().slice(0, 10);
        const [year = '', month = '', date = ''] = iso.split('-');
        const written = [
          iso,
          `${date}/${month}/${year}`,
          `${Number(date)}.${Number(month)}.${year.slice(2)}`,
          `${date}${month}${year.slice(2)}`,
          `${date}${month}${year}`,
          `${Number(date)} ${months[at.getUTCMonth()] ?? ''} ${year}`,
          formatDay(iso),
        ];
        expect(written.map((typed) => dayRead(typed))).toEqual(written.map(() => iso));
        expect(readDate(formatDay(iso), { typedOn })).toMatchObject({ wrongWeekday: null });
      }),
    );
  });

  it('answers every text with a real day or with advice, never with a throw', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const reading = readDate(typed, { typedOn });
        const said = reading === null ? typed.trim() === '' : reading.ok ? isDay(reading.day) : reading.message !== '';
        expect(said).toBe(true);
      }),
    );
  });
});

describe('a time as typed', () => {
  it.each([
    ['1403', '14:03'],
    ['14:03', '14:03'],
    ['14.03', '14:03'],
    ['2.03pm', '14:03'],
    ['2:03 p.m.', '14:03'],
    ['2pm', '14:00'],
    ['12am', '00:00'],
    ['12.30 pm', '12:30'],
    ['903', '09:03'],
    ['9', '09:00'],
    ['1403hrs', '14:03'],
    ['14h03', '14:03'],
    ['14:03:22', '14:03:22'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['about 0210', 'about 02:10'],
    ['~2:10', 'about 02:10'],
    ['c. 2am', 'about 02:00'],
    ['01:30 gmt', '01:30 GMT'],
    ['0130 BST', '01:30 BST'],
    ['14:03Z', '14:03 GMT'],
  ])('%s is read as %s', (typed, time) => {
    expect(timeRead(typed)).toBe(time);
  });

  it.each(['24:00', '25:00', '14:60', '13pm', '0pm', 'later', '14:3', '140322', '1:2:3:4'])(
    '%s is not read',
    (typed) => {
      expect(readTime(typed)).toMatchObject({ ok: false });
    },
  );

  it('reads every minute of the day however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const twelve = `${((hour + 11) % 12) + 1}.${pad(minute)}${hour < 12 ? 'am' : 'pm'}`;
        const written = [`${pad(hour)}${pad(minute)}`, `${hour}:${pad(minute)}`, `${pad(hour)}.${pad(minute)}`, twelve];
        expect(written.map(timeRead)).toEqual(written.map(() => `${pad(hour)}:${pad(minute)}`));
      }),
    );
  });
});

describe('the instant of a London time', () => {
  const at = (day: string, typed: string) => {
    const time = readTime(typed);
    if (time?.ok !== true) throw new Error(`not a time: ${typed}`);
    return instantOf(day, time);
  };

  it('is UTC in winter and an hour before in summer', () => {
    expect(at('2026-11-22', '1403')).toEqual({ instant: '2026-11-22T14:03:00.000Z', clockChange: 'none' });
    expect(at('2026-07-01', '0030')).toEqual({ instant: '2026-06-30T23:30:00.000Z', clockChange: 'none' });
  });

  it('in the hour that happens twice is the first, unless GMT is typed', () => {
    expect(at('2026-10-25', '01:30')).toEqual({ instant: '2026-10-25T00:30:00.000Z', clockChange: 'twice' });
    expect(at('2026-10-25', '01:30 bst').instant).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '01:30 gmt').instant).toBe('2026-10-25T01:30:00.000Z');
    expect(at('2026-10-25', '00:59').clockChange).toBe('none');
    expect(at('2026-10-25', '02:00').clockChange).toBe('none');
  });

  it('in the hour that is skipped is what a clock not yet put forward shows', () => {
    expect(at('2026-03-29', '01:30')).toEqual({ instant: '2026-03-29T01:30:00.000Z', clockChange: 'skipped' });
    expect(at('2026-03-29', '00:59').clockChange).toBe('none');
    expect(at('2026-03-29', '02:00')).toEqual({ instant: '2026-03-29T01:00:00.000Z', clockChange: 'none' });
  });

  it('reads back as the same wall clock, for any moment since 1980', () => {
    const wall = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1980-01-01'), max: new Date('2079-12-31'), noInvalidDate: true }),
        (moment) => {
          const at = new Date(Math.floor(moment.getTime() / 1000) * 1000);
          const [date = '', clock = ''] = wall.format(at).split(', ');
          const [d = '', m = '', y = ''] = date.split('/');
          const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
          const day = `${y}-${m}-${d}`;
          expect(localDayAt(at.toISOString())).toBe(day);
          const { instant, clockChange } = instantOf(day, { hour, minute, second, zone: null });
          expect(clockChange).not.toBe('skipped');
          const apart = at.getTime() - Date.parse(instant);
          expect(clockChange === 'twice' ? [0, 3_600_000] : [0]).toContain(apart);
        },
      ),
      { numRuns: 500 },
    );
  });
});
