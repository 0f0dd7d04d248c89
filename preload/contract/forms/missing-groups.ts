// A long list of what is missing, by where it is missing: a hundred fields of five vehicles are read as five vehicles.
import type { Instant } from '../ids.ts';
import type { ReportContent } from '../reports.ts';
import type { FormDefinition, MissingField } from './types.ts';

export interface MissingTogether {
  /** The entry's id, else the section's. */
  readonly key: string;
  /** "Vehicle 3: Van or goods vehicle", "The road". */
  readonly name: string;
  /** At least one; the first is where a link leads. */
  readonly fields: readonly MissingField[];
}

/** What fits on a screen of 640 pixels beside the rest. */
const mostOneByOne = 20;

export const isReadInGroups = (fields: readonly MissingField[]): boolean => fields.length > mostOneByOne;

/** In the order of the form: sections as they come, entries as they are numbered. */
export function missingTogether(
  form: FormDefinition,
  content: ReportContent,
  fields: readonly MissingField[],
  now: Instant,
): readonly MissingTogether[] {
  const nameOf = ({ section, entryId }: MissingField): string => {
    for (const { id, wordsOf } of form.lists) {
      const index = content[id].findIndex((entry) => entry.id === entryId);
      const entry = content[id][index];
      if (entry !== undefined) return wordsOf(entry.values, now, index, content).name;
    }
    return form.sections.find(({ id }) => id === section)?.title ?? '';
  };
  const groups = Map.groupBy(fields, ({ section, entryId }) => entryId ?? section);
  return [...groups].flatMap(([key, together]) => {
    const [first] = together;
    return first === undefined ? [] : [{ key, name: nameOf(first), fields: together }];
  });
}
