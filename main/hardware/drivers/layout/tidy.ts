// What a camera says of itself, made fit to be shown.

/** One line for a person: without control and direction characters, at most 60 characters. */
export function tidy(value: string): string {
  return value
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .trim()
    .slice(0, 60);
}
