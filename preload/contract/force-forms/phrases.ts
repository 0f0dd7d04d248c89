// The words that a force's configuration puts on the screen: no more private than the program's own, and so shown in a public place.
import type { ForceForms } from './schema.ts';

export function phrasesOf({ force, version, lists, fields, changes, recordingRules }: ForceForms): string[] {
  const codes = [...Object.values(lists), ...fields.map(({ options }) => options)].flatMap((list) => list ?? []);
  const rules = Object.values(recordingRules).flatMap((rule) => (rule === undefined ? [] : [rule.text, rule.source]));
  return [
    force,
    version,
    ...codes.map(({ label }) => label),
    ...[...fields, ...changes].flatMap(({ label, hint }) => [label, hint].filter((words) => words !== undefined)),
    ...rules,
  ];
}
