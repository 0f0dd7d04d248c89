// Templates by their number keys: the force's first, then the officer's own.
import { useQuery } from '@tanstack/react-query';
import { mostTemplates, type BulkChange, type TagTemplate } from '#contract/tagging.ts';
import { queries } from '../../../ipc/queries.ts';
import { useShortcut } from '../../../ui/index.ts';

export interface KeyedTemplate extends TagTemplate {
  /** "1" to "9". */
  readonly digit: string;
}

/** Those that have a number key. */
export function useTemplates(): readonly KeyedTemplate[] {
  const { data } = useQuery(queries.templates);
  return (data ?? []).slice(0, mostTemplates).map((template, index) => ({ ...template, digit: String(index + 1) }));
}

export const changeByTemplate = ({ categoryId, title, tags }: TagTemplate): BulkChange => ({
  ...(categoryId === null ? {} : { categoryId }),
  ...(title === '' ? {} : { titlePattern: title }),
  ...(tags.length === 0 ? {} : { addTags: tags }),
});

const digits = Array.from({ length: mostTemplates }, (_, index) => String(index + 1));

export function useTemplateKeys(
  templates: readonly KeyedTemplate[],
  when: boolean,
  apply: (template: KeyedTemplate) => void,
  group: string,
): void {
  // As many hooks as there are digits, in the same order each time: the rules of hooks are kept.
  for (const digit of digits) {
    const template = templates.find((each) => each.digit === digit);
    // oxlint-disable-next-line react/rules-of-hooks
    useShortcut(digit, () => template && apply(template), {
      when: when && template !== undefined,
      label: template === undefined ? '' : `Template: ${template.label}`,
      group,
    });
  }
}
