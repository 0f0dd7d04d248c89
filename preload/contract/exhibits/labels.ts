// How exhibits are called: "JS/1", and "JS/1A" what was made from it.
const initials = String.raw`\p{Lu}[\p{Lu}'-]{0,7}`;
/** As the source of an expression with the `u` flag. */
export const labelPattern = String.raw`${initials}\/\d{1,4}[A-Z]{0,2}(?![\p{L}\p{N}/])`;
const anyLabel = new RegExp(String.raw`(?<![\p{L}\p{N}/])${labelPattern}`, 'gu');

export interface NamedExhibit {
  readonly label: string;
  /** Where the text names it first, in UTF-16 units. */
  readonly at: number;
}

/** Each once, in the order in which the text names them. */
export function exhibitsNamed(text: string): NamedExhibit[] {
  const first = new Map<string, number>();
  for (const { 0: label, index } of text.matchAll(anyLabel)) if (!first.has(label)) first.set(label, index);
  return [...first].map(([label, at]) => ({ label, at }));
}

/** The parts of a label; null for what is none. */
export function partsOfLabel(
  label: string,
): { readonly producer: string; readonly number: number; readonly suffix: string } | null {
  const match = new RegExp(String.raw`^(${initials})\/(\d{1,4})([A-Z]{0,2})$`, 'u').exec(label);
  const number = Number(match?.[2]);
  return match === null || number < 1 ? null : { producer: match[1] ?? '', number, suffix: match[3] ?? '' };
}
