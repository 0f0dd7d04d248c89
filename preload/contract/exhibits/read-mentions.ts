// What reports say of exhibits: property that police hold, and what a statement produces or names. Pure; read at each save and kept
// beside the report, so that the exhibit list opens no report.
import { propertyKinds } from '../crime-report/choices.ts';
import { propertyFields } from '../crime-report/entry-fields.ts';
import { plateAsWritten } from '../facts/plates.ts';
import { formatDay, formatTime, readTime } from '../forms/dates.ts';
import { dateReadingOf, textOf } from '../forms/values.ts';
import type { FieldValues, ReportContent, ReportKind } from '../reports.ts';
import { witnessName } from '../statement/places.ts';
import { exhibitsNamed, labelPattern } from './labels.ts';
import { mostCharacters, type ExhibitFacts, type ExhibitMention } from './mention.ts';

const nothingTold: ExhibitFacts = { description: '', foundWhere: '', foundWhen: '' };

const said = (values: FieldValues, key: string): string => textOf(values[key]).replaceAll(/\s+/gu, ' ').trim();

function clipped(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

/** "Laptop, Dell Latitude, serial 5CD1290K4T, LX19 KTB, sticker of a fox": what tells it from another. */
function describe(values: FieldValues): string {
  const kind = propertyKinds.find(({ id }) => id === said(values, 'kind'))?.label ?? '';
  const serial = said(values, 'serial');
  const parts = [
    said(values, 'description') || kind,
    plateAsWritten(said(values, 'vrm')),
    serial === '' ? '' : `serial ${serial}`,
    said(values, 'marks'),
  ];
  return clipped(parts.filter((part) => part !== '').join(', '), mostCharacters.description);
}

/** As a calendar has it where it can be read; else as typed. */
function foundWhen(values: FieldValues): string {
  const field = propertyFields.find(({ id }) => id === 'found-date');
  const date = field === undefined ? null : dateReadingOf(field, values);
  const time = readTime(said(values, 'found-time'));
  const day = date?.ok === true ? formatDay(date.day).replace(/^\p{L}+day /u, '') : said(values, 'found-date');
  const clock = time?.ok === true ? formatTime(time) : said(values, 'found-time');
  return clipped([day, clock].filter((part) => part !== '').join(', '), mostCharacters.foundWhen);
}

const heldByPolice: ReadonlySet<string> = new Set(['seized', 'recovered']);

const ofProperty = (property: ReportContent['property']): ExhibitMention[] =>
  property.flatMap(({ id, values }, index): ExhibitMention[] =>
    heldByPolice.has(said(values, 'status'))
      ? [
          {
            how: 'property',
            entry: id,
            place: index + 1,
            label: '',
            by: clipped(said(values, 'found-by'), 120),
            words: '',
            facts: {
              description: describe(values),
              foundWhere: clipped(said(values, 'found-where'), mostCharacters.foundWhere),
              foundWhen: foundWhen(values),
            },
          },
        ]
      : [],
  );

/** Every part is bounded: a statement of a megabyte of spaces takes no longer than its length. */
const production = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:I|We|we)\\s(?:now\\s|also\\s|can\\s)?produce\\s(?<what>[^.;]{0,300}?)[,\\s]{0,2}\\bas\\s(?:my\\s|an?\\s)?(?:[Ee]xhibit\\s)?(?<label>${labelPattern})`,
  'gu',
);
/** "this knife" is a knife on the list; "it" says nothing. */
const pointing = /^(?:(?:this|that|these|those|it|them)\b\s*)+/iu;

const around = 70;

/** From the beginning of a word to the end of one. */
function wordsAround(text: string, at: number, length: number): string {
  const [from, to] = [Math.max(0, at - around), Math.min(text.length, at + length + around)];
  const before = text.slice(from, at);
  const after = text.slice(at + length, to);
  const whole = [
    from > 0 ? before.slice(before.search(/\s|$/u)) : before,
    text.slice(at, at + length),
    to < text.length ? after.slice(0, after.search(/\s\S*$|$/u)) : after,
  ];
  const words = whole.join('').toWellFormed().replaceAll(/\s+/gu, ' ').trim();
  return `${from > 0 ? '… ' : ''}${words}${to < text.length ? ' …' : ''}`;
}

/** More than any statement names; what comes after stays in the statement. */
const mostNamed = 200;

function ofStatement(values: FieldValues): ExhibitMention[] {
  const text = textOf(values['narrative']);
  const produced = new Map<string, string>();
  for (const { groups } of text.matchAll(production)) {
    const { label = '', what = '' } = groups ?? {};
    const said = what.replaceAll(/\s+/gu, ' ').trim().replace(pointing, '');
    const description = said.replace(/^\p{Ll}/u, (first) => first.toLocaleUpperCase('en-GB'));
    if ((produced.get(label) ?? '') === '') produced.set(label, clipped(description, mostCharacters.description));
  }
  return exhibitsNamed(text)
    .slice(0, mostNamed)
    .map(({ label, at }) => {
      const description = produced.get(label);
      const isProduced = description !== undefined;
      return {
        how: isProduced ? 'produced' : 'named',
        entry: label,
        place: 0,
        label,
        by: isProduced ? clipped(witnessName(values), 120) : '',
        words: wordsAround(text, at, label.length),
        facts: { ...nothingTold, description: description ?? '' },
      };
    });
}

export function exhibitMentionsOf(kind: ReportKind, { values, property }: ReportContent): ExhibitMention[] {
  if (kind === 'crime') return ofProperty(property);
  return kind === 'statement' ? ofStatement(values) : [];
}
