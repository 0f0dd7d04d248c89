// What a report says of one exhibit: the shapes alone, for pages that read no form.
import { z } from 'zod';

/** What is told of an exhibit by a report and by the list, and may differ. */
export const exhibitFacts = z.object({ description: z.string(), foundWhere: z.string(), foundWhen: z.string() });
export type ExhibitFacts = z.infer<typeof exhibitFacts>;
export const exhibitFact = exhibitFacts.keyof();
export type ExhibitFact = z.infer<typeof exhibitFact>;

export const mostCharacters: Readonly<Record<ExhibitFact, number>> = {
  description: 500,
  foundWhere: 200,
  foundWhen: 60,
};

/** `property`: seized or recovered. `produced`: “I produce … as exhibit JS/2”. `named`: by its label alone. */
export const mentionHow = z.enum(['property', 'produced', 'named']);

export const exhibitMention = z.object({
  how: mentionHow,
  /** Tells the mentions of one report apart for good: the id of the property, or the label. */
  entry: z.string(),
  /** Counts from 1: which of the property; 0 in a statement. */
  place: z.number().int().min(0),
  /** As a statement has it; empty for property, which has none yet. */
  label: z.string(),
  /** Who found or produces it; empty: not said. */
  by: z.string(),
  /** The words around it in a statement; empty for property. */
  words: z.string(),
  facts: exhibitFacts,
});
export type ExhibitMention = z.infer<typeof exhibitMention>;

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase('en-GB')
    .replaceAll(/[\s.,;:]+/gu, ' ')
    .trim();

/** Capitals, spaces and stops tell no difference; a report that says nothing contradicts nothing. */
export const differs = (mine: string, theirs: string): boolean => theirs !== '' && folded(mine) !== folded(theirs);
