// Ages in law on a given day, and births that cannot be right. Days are written YYYY-MM-DD.
//
// A person attains an age at the beginning of the anniversary of the birth: Family Law Reform Act 1969, section 9(1). No Act
// says which day that is in a common year for a birth on 29 February. The first day that is not before it is taken, 1 March:
// the words of section 9 do not let an age come before its anniversary, the Supreme Court of the Australian Capital Territory
// read the same words so in 2018, and on the one day in doubt a young person keeps the protection due to a child.

const adult = 18;
/** Section 50 of the Children and Young Persons Act 1933: no child under this age can be guilty of an offence. */
const criminalResponsibility = 10;
/** Older than anybody living in the United Kingdom; a year mistyped makes such ages. */
const oldest = 112;

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Whole years that a person born on one day has attained on another. Below 0 before the birth. */
export function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

export const isUnder18On = (born: string, day: string): boolean => ageOn(born, day) < adult;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The day at whose beginning an age is attained. */
export function dayOfAge(born: string, age: number): string {
  const year = Number(born.slice(0, 4)) + age;
  const day = born.slice(5) === '02-29' && !isLeap(year) ? '03-01' : born.slice(5);
  return `${String(year).padStart(4, '0')}-${day}`;
}

const dayInWords = (day: string): string =>
  `${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;

/** Whole months of the first two years, when a number of years says little. */
function monthsOn(born: string, day: string): number {
  const months =
    (Number(day.slice(0, 4)) - Number(born.slice(0, 4))) * 12 + Number(day.slice(5, 7)) - Number(born.slice(5, 7));
  return day.slice(8) < born.slice(8) ? months - 1 : months;
}

/** "aged 36", "aged 15, under 18", "aged 17, turns 18 on 4 Dec 2026"; null for a birth that has not come. */
export function ageInWords(born: string, day: string): string | null {
  const age = ageOn(born, day);
  if (age < 0) return null;
  const months = monthsOn(born, day);
  if (months < 1) return 'aged under a month';
  if (age < 2) return `aged ${months} ${months === 1 ? 'month' : 'months'}`;
  if (age < criminalResponsibility) return `aged ${age}, under 10`;
  if (age === adult - 1) return `aged 17, turns 18 on ${dayInWords(dayOfAge(born, adult))}`;
  return age < adult ? `aged ${age}, under 18` : `aged ${age}`;
}

/** What is odd about a birth; null where nothing is. A birth that has not come is for the reader of dates to say. */
export function birthAdvice(born: string, today: string): string | null {
  const age = ageOn(born, today);
  return age > oldest ? `That makes an age of ${age}. Check the year.` : null;
}

/** Ranges from their first year of age, with the ids that a report stores. */
const ranges: readonly (readonly [from: number, id: string])[] = [
  [65, '65+'],
  [50, '50-64'],
  [35, '35-49'],
  [25, '25-34'],
  [18, '18-24'],
  [14, '14-17'],
  [10, '10-13'],
  [0, '0-9'],
];

/** The id of the range that an age belongs to. */
export const ageRangeOf = (age: number): string => ranges.find(([from]) => age >= from)?.[1] ?? '0-9';
