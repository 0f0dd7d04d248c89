// Which options fit what is typed. Pure.
import type { Option } from './field-props.ts';

/** Options that hold every word typed, in label or detail. */
export function matchingOptions(options: readonly Option[], text: string): readonly Option[] {
  const words = text.toLocaleLowerCase('en-GB').split(/\s+/u).filter(Boolean);
  return options.filter((option) => {
    const haystack = `${option.label} ${option.detail ?? ''} ${option.id}`.toLocaleLowerCase('en-GB');
    return words.every((word) => haystack.includes(word));
  });
}
