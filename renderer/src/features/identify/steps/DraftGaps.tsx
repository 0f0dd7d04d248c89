// What is still missing of the power or the notice: as a summary that leads to the fields, and said at each of them.
import type { DraftGap, IdentificationDraft } from '#contract/identify/draft.ts';
import { ErrorSummary } from '../../../ui/index.ts';

export const fieldId = (field: keyof IdentificationDraft): string => `identify-${field}`;

export const GapSummary = ({ gaps }: { readonly gaps: readonly DraftGap[] }) => (
  <ErrorSummary
    title="Before you go on"
    errors={gaps.map(({ field, words }) => ({ text: words, targetId: fieldId(field) }))}
  />
);

export const wordsOf = (gaps: readonly DraftGap[], field: keyof IdentificationDraft): string | undefined =>
  gaps.find((gap) => gap.field === field)?.words;
