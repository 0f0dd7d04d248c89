// What the most serious offence of each recording class can be punished with, as the Home Office’s notifiable offence list of April 2026
// has it (Open Government Licence v3.0). A class holds many offences: where they differ it is a span, and the class alone cannot tell.

/** Months on indictment; a fine alone is 0. */
export interface SentenceSpan {
  readonly least: number;
  readonly most: number;
}

export const life = Number.POSITIVE_INFINITY;
const years = (count: number): number => count * 12;
const all = (months: number): SentenceSpan => ({ least: months, most: months });
const between = (least: number, most: number): SentenceSpan => ({ least, most });

const spans: Readonly<Record<string, SentenceSpan>> = {
  '1': all(life),
  '2': all(life),
  '3B': all(years(10)),
  '5D': all(life),
  '8L': between(6, years(10)),
  '8N': between(0, years(14)),
  '8P': all(years(7)),
  '8Q': between(6, years(10)),
  '8R': between(12, years(5)),
  '8S': between(years(5), life),
  '8T': between(years(5), life),
  '8U': all(years(5)),
  '9A': between(6, years(2)),
  '9B': between(6, years(2)),
  '10B': between(years(5), life),
  '10C': between(12, years(4)),
  '10D': all(years(4)),
  '11A': between(0, years(14)),
  '17A': between(years(10), life),
  '19C': all(life),
  '19F': all(life),
  '20A': between(years(10), life),
  '28I': all(years(14)),
  '28J': all(years(14)),
  '28K': all(years(14)),
  '28M': all(years(14)),
  '29B': all(life),
  '30C': all(years(10)),
  '30D': all(years(10)),
  '33': all(years(3)),
  '34A': all(life),
  '34B': all(life),
  '35': all(years(14)),
  '36': between(years(7), life),
  '37/2': between(6, years(2)),
  '39': all(years(7)),
  '40': all(years(7)),
  '41': all(years(7)),
  '42': all(years(7)),
  '44': between(0, years(7)),
  '45': all(years(7)),
  '46': all(years(7)),
  '48': between(6, years(7)),
  '49': between(6, years(7)),
  '49A': all(years(2)),
  '54': all(years(14)),
  '56A': all(life),
  '56B': all(life),
  '58A': between(3, life),
  '58B': between(3, life),
  '58C': between(3, life),
  '58D': between(3, life),
  '62A': between(years(5), life),
  '79': between(years(2), life),
  '88E': all(years(2)),
  '92A': between(years(2), life),
  '92D': between(years(2), years(7)),
  '104': between(3, years(2)),
  '105A': between(0, years(5)),
  '105B': all(years(2)),
  '106': between(years(5), life),
  '126': between(0, 3),
};

/** Null for a class that is not in the program's list. */
export const greatestSentenceOf = (classCode: string): SentenceSpan | null => spans[classCode] ?? null;

const lengthWords = (months: number): string => {
  if (months === life) return 'life';
  if (months === 0) return 'a fine';
  return months % 12 === 0 && months >= 12 ? `${months / 12} ${months === 12 ? 'year' : 'years'}` : `${months} months`;
};

/** "14 years", "6 months to 7 years". */
export const sentenceWords = ({ least, most }: SentenceSpan): string =>
  least === most ? lengthWords(most) : `${lengthWords(least)} to ${lengthWords(most)}`;
