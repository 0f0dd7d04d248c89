// A step that is typed before it is recorded, of the power or the notice: saved as it is typed, and what is missing said before it goes on.
import { ArrowRight, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DraftGap, IdentificationDraft } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import { Button, Card, ErrorSummary, SaveState, useShortcut } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { useDraftSaver } from '../open-drafts.ts';
import { ReadinessNotice } from '../ReadinessNotice.tsx';

export interface DraftForm {
  readonly draft: IdentificationDraft;
  readonly change: (part: Partial<IdentificationDraft>) => void;
  /** A field was left: it is saved at once. */
  readonly leave: () => void;
  /** What is wrong with a field, once going on was tried. */
  readonly errorOf: (field: keyof IdentificationDraft) => string | undefined;
}

interface DraftStepProps {
  readonly kept: KeptIdentification;
  readonly title: string;
  readonly icon?: LucideIcon;
  /** On the button that goes on. */
  readonly deed: string;
  readonly gapsOf: (draft: IdentificationDraft) => readonly DraftGap[];
  readonly record: () => Promise<boolean>;
  readonly isPending: boolean;
  /** Above the form, from what is typed. */
  readonly above?: (draft: IdentificationDraft) => ReactNode;
  readonly children: (form: DraftForm) => ReactNode;
}

export const fieldId = (field: keyof IdentificationDraft): string => `identify-${field}`;

export function DraftStep(props: DraftStepProps) {
  const { kept, title, icon, deed, gapsOf, record, isPending, above, children } = props;
  const { saver, state } = useDraftSaver(kept);
  const draft = state.content;
  const [tries, setTries] = useState(0);
  const shown = tries > 0 ? gapsOf(draft) : [];
  const goOn = async (): Promise<void> => {
    if (isPending) return;
    setTries((count) => count + 1);
    await saver.flush();
    if (gapsOf(saver.snapshot().content).length === 0) await record();
  };
  useShortcut('Ctrl+Enter', () => void goOn(), { label: 'Go on', group: 'Identify' });
  return (
    <>
      <ReadinessNotice />
      {shown.length === 0 ? null : (
        <ErrorSummary
          key={tries}
          title="Before you go on"
          errors={shown.map(({ field, words }) => ({ text: words, targetId: fieldId(field) }))}
        />
      )}
      {above?.(draft)}
      <Card
        title={title}
        {...(icon === undefined ? {} : { icon })}
        aside={<SaveState autosave={state.autosave} onTryNow={() => void saver.flush()} />}
        footer={
          <Button
            variant="primary"
            icon={ArrowRight}
            shortcut="Ctrl+Enter"
            isPending={isPending}
            onPress={() => void goOn()}
          >
            {deed}
          </Button>
        }
      >
        <div className={styles['fields']}>
          {children({
            draft,
            change: (part) => saver.change(part),
            leave: () => void saver.flush(),
            errorOf: (field) => shown.find((gap) => gap.field === field)?.words,
          })}
        </div>
      </Card>
    </>
  );
}
