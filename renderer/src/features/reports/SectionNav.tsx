// The sections of the report with their state: done, in hand, or still to do. A list, or one picker where it is narrow.
import { Check, Circle, CircleDot } from 'lucide-react';
import { memo } from 'react';
import { checkSection, type FormDefinition, type MissingField } from '#contract/forms.ts';
import type { ReportContent } from '#contract/reports.ts';
import { Select, VisuallyHidden } from '../../ui/index.ts';
import { isSectionStarted } from './section-fields.ts';
import styles from './SectionNav.module.css';
import { assessmentOf, useOpenReport, useSettledContent } from './session-context.tsx';

const missedIn = (section: string, fields: readonly MissingField[]): number =>
  fields.filter((field) => field.section === section).length;

interface SectionState {
  readonly isDone: boolean;
  readonly words: string;
}

function stateOf(form: FormDefinition, section: string, content: ReportContent): SectionState {
  const { neededNow, beforeSubmission } = assessmentOf(form, content).missing;
  if (section === checkSection) return { isDone: false, words: '' };
  const missing = missedIn(section, neededNow) + missedIn(section, beforeSubmission);
  if (missing > 0) return { isDone: false, words: `${missing} still missing` };
  const isDone = isSectionStarted(form, section, content);
  return { isDone, words: isDone ? 'done' : 'nothing needed' };
}

export const SectionNav = memo(function SectionNav({ current }: { readonly current: string }) {
  const { form, goTo } = useOpenReport();
  const content = useSettledContent();
  return (
    <nav aria-label="Sections of the report">
      <ol className={styles['list']}>
        {form.sections.map(({ id, title }) => {
          const { isDone, words } = stateOf(form, id, content);
          const Icon = isDone ? Check : id === current ? CircleDot : Circle;
          return (
            <li key={id}>
              <button
                type="button"
                className={styles['section']}
                {...(id === current ? { 'aria-current': 'step' as const } : {})}
                data-done={isDone}
                onClick={() => goTo({ section: id })}
              >
                <Icon size={17} aria-hidden />
                <span>{title}</span>
                {words === '' ? null : <VisuallyHidden>{`, ${words}`}</VisuallyHidden>}
              </button>
            </li>
          );
        })}
      </ol>
      <div className={styles['picker']}>
        <Select
          label="Section"
          value={current}
          onChange={(id) => {
            const section = form.sections.find((candidate) => candidate.id === id);
            if (section !== undefined) goTo({ section: section.id });
          }}
          options={form.sections.map(({ id, title }) => ({
            id,
            label: title,
            detail: stateOf(form, id, content).words || undefined,
          }))}
        />
      </div>
    </nav>
  );
});
