// Letters and texts from templates: {placeholders} filled with facts, and those without a fact left marked. Pure.

/** What a template may name, and what the officer is told to write where the fact is not known. */
export const placeholders = {
  'victim-name': 'the victim’s name',
  event: 'what happened',
  'event-day': 'the day on which it happened',
  'event-time': 'the time at which it happened',
  'report-reference': 'the report’s reference',
  'crime-number': 'the crime number',
  offence: 'the offence',
  'officer-name': 'your name',
  'officer-rank': 'your rank',
  'officer-number': 'your shoulder number',
  'officer-phone': 'a number to ring you on',
  station: 'your station',
  today: 'today’s date',
} as const;
export type Placeholder = keyof typeof placeholders;

export type TemplateFacts = Readonly<Partial<Record<Placeholder, string>>>;

const marks = /\{([^{}\n]{0,60})\}/gu;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name);

/** Names in braces that no fact can ever fill: a slip in the force's configuration. */
export const unknownPlaceholders = (text: string): string[] =>
  [...text.matchAll(marks)].map(([, name = '']) => name).filter((name) => !isPlaceholder(name));

/** What is known is put in; the rest stays in its braces. A fact that has braces itself is not read again. */
export const fillTemplate = (text: string, facts: TemplateFacts): string =>
  text.replaceAll(marks, (mark, name: string) => {
    const fact = isPlaceholder(name) ? facts[name]?.trim() : undefined;
    return fact === undefined || fact === '' ? mark : fact;
  });

/** What is still in braces, in order and each once; a text that has any is neither copied nor printed. */
export const unfilled = (text: string): string[] => [
  ...new Set([...text.matchAll(marks)].map(([, name = '']) => name)),
];

/** Whether it tells of what happened; "please ring me" does not, and settles nothing that is owed. */
export const tellsOfEvents = (template: string): boolean =>
  [...template.matchAll(marks)].some(([, name]) => name === 'event');

/** "{officer-phone}: a number to ring you on". */
export const unfilledWords = (name: string): string =>
  isPlaceholder(name) ? `{${name}}: ${placeholders[name]}` : `{${name}}: replace it or take the braces away`;
