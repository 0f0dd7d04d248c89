// Fills in a recording's fields from a template, the recording before or a report: through the saver, as if it had been typed.
import type { Recording } from '#contract/footage.ts';
import type { TagTemplate } from '#contract/tagging.ts';
import { filledTitle } from '#contract/title-pattern.ts';
import type { RecordingSaver } from '../about/recording-saver.ts';
import type { Description } from './last-description.ts';

const mostTags = 30;

function addTags(saver: RecordingSaver, tags: readonly string[]): void {
  const { shown } = saver.snapshot().draft;
  if (tags.some((tag) => !shown.tags.includes(tag))) {
    saver.type('tags', [...new Set([...shown.tags, ...tags])].slice(0, mostTags));
  }
}

export function fillFromTemplate(saver: RecordingSaver, recording: Recording, template: TagTemplate): void {
  const { shown } = saver.snapshot().draft;
  if (template.categoryId !== null) saver.type('categoryId', template.categoryId);
  // A title that the officer has written is not overwritten.
  if (template.title !== '' && shown.title === '') {
    saver.type('title', filledTitle(template.title, { recording, reference: shown.reference.trim(), number: 1 }));
  }
  addTags(saver, template.tags);
  void saver.flush();
}

export function fillFromLast(saver: RecordingSaver, last: Description): void {
  const { shown } = saver.snapshot().draft;
  if (last.categoryId !== null) saver.type('categoryId', last.categoryId);
  if (last.reference !== '') saver.type('reference', last.reference);
  if (shown.title === '' && last.title !== '') saver.type('title', last.title);
  addTags(saver, last.tags);
}

/** Answers what was filled in, in words; null where both fields had their own. */
export function fillFromReport(
  saver: RecordingSaver,
  prefill: { readonly reference: string; readonly title: string },
): string | null {
  const { shown } = saver.snapshot().draft;
  const filled = (['reference', 'title'] as const).filter((name) => shown[name] === '' && prefill[name] !== '');
  for (const name of filled) saver.type(name, prefill[name]);
  void saver.flush();
  return filled.length === 0 ? null : filled.join(' and ');
}
