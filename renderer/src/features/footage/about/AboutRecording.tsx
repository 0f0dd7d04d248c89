// "About this recording": what the officer says of it, saved as it is typed; its proof; and the way to the next one.
import { History } from 'lucide-react';
import { useId, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react';
import type { Recording } from '#contract/footage.ts';
import { navigate } from '../../../app/route.ts';
import { IconButton, Select, TagList, TextField } from '../../../ui/index.ts';
import styles from './AboutRecording.module.css';
import side from '../SidePanel.module.css';
import { AttachedReports } from './AttachedReports.tsx';
import { ChangedElsewhere } from './ChangedElsewhere.tsx';
import { CustodyBlock } from './CustodyBlock.tsx';
import { retentionSentence } from '../footage-words.ts';
import type { FieldName } from './recording-draft.ts';
import type { RecordingSaver } from './recording-saver.ts';
import { SaveState } from './SaveState.tsx';
import { TaggingAids } from '../tagging/TaggingAids.tsx';
import { TaggingFooter } from './TaggingFooter.tsx';
import { TagSuggestions } from './TagSuggestions.tsx';
import { categoryOf, useCategories, useOtherTags } from '../use-footage-list.ts';
import { useNow } from '../use-now.ts';
import { useSaverSnapshot } from './use-recording-saver.ts';
import { categoryFieldId, useTaggingRun } from './use-tagging-run.ts';

interface AboutRecordingProps {
  readonly recording: Recording;
  readonly saver: RecordingSaver;
}

export function AboutRecording({ recording, saver, panels }: AboutRecordingProps & { readonly panels: ReactNode }) {
  const titleId = useId();
  const run = useTaggingRun(recording.id, saver);
  // Enter in a one-line field, as in any form: this one is done, on to the next.
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    run.goNext?.();
  };
  return (
    <form className={side['panel']} aria-labelledby={titleId} onSubmit={onSubmit}>
      <header className={side['header']}>
        <h2 id={titleId}>About this recording</h2>
        <SaveState saver={saver} />
        <IconButton
          icon={History}
          label="What was done with it"
          size="small"
          onPress={() => navigate({ screen: 'audit', subjectId: recording.id })}
        />
      </header>
      <div className={side['body']}>
        <TaggingAids recording={recording} saver={saver} walk={run} />
        <RecordingFields recording={recording} saver={saver} />
        <AttachedReports ids={recording.reportIds} />
        {panels}
        <CustodyBlock recording={recording} saver={saver} />
      </div>
      <TaggingFooter run={run} />
    </form>
  );
}

const noCategory = 'none';

/** Letters typed on the closed list choose from it; they must not also rewind the recording. */
const keepLettersHere = (event: KeyboardEvent): void => {
  if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation();
};

function RecordingFields({ recording, saver }: AboutRecordingProps) {
  const { draft } = useSaverSnapshot(saver);
  const { shown, conflicts } = draft;
  const categories = useCategories();
  const otherTags = useOtherTags();
  const now = useNow();
  const category = categoryOf(categories, shown.categoryId);
  const leave = (name: FieldName) => () => saver.leaveField(name);
  const elsewhere = (name: FieldName) =>
    conflicts.has(name) ? (
      <div className={styles['conflict']}>
        <ChangedElsewhere
          name={name}
          base={recording}
          categories={categories}
          onSettle={(keep) => saver.settle(name, keep)}
        />
      </div>
    ) : null;
  const waiting = shown.categoryId !== recording.categoryId;

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={keepLettersHere}>
        <Select
          id={categoryFieldId}
          label="Category"
          value={shown.categoryId ?? noCategory}
          placeholder="Choose a category"
          options={[
            ...categories
              .filter(({ id, retired }) => !retired || id === shown.categoryId)
              .map(({ id, label }) => ({ id, label })),
            { id: noCategory, label: 'No category yet' },
          ]}
          onChange={(id) => {
            saver.type('categoryId', id === noCategory ? null : id);
            void saver.flush();
          }}
          // While the choice is on its way, the old day of deletion would be wrong.
          hint={retentionSentence(waiting ? { deletionDueAt: null } : recording, category, now)}
        />
        {elsewhere('categoryId')}
      </div>
      <div>
        <TextField
          label="Reference"
          aside="crime, CAD or stop number"
          value={shown.reference}
          maxLength={75}
          spellCheck={false}
          onChange={(text) => saver.type('reference', text)}
          onBlur={leave('reference')}
        />
        {elsewhere('reference')}
      </div>
      <div>
        <TextField
          label="Title"
          value={shown.title}
          maxLength={200}
          onChange={(text) => saver.type('title', text)}
          onBlur={leave('title')}
        />
        {elsewhere('title')}
      </div>
      <div>
        <TagList
          label="Tags"
          tags={shown.tags}
          suggestions={otherTags}
          onAdd={(tag) => saver.type('tags', shown.tags.includes(tag) ? shown.tags : [...shown.tags, tag])}
          onRemove={(tag) =>
            saver.type(
              'tags',
              shown.tags.filter((other) => other !== tag),
            )
          }
        />
        <TagSuggestions
          tags={shown.tags}
          suggestions={otherTags}
          onAdd={(tag) => saver.type('tags', [...shown.tags, tag])}
        />
        {elsewhere('tags')}
      </div>
      <div>
        <TextField
          label="Notes"
          value={shown.notes}
          multiline
          rows={3}
          maxLength={20_000}
          spellCheck
          onChange={(text) => saver.type('notes', text)}
          onBlur={leave('notes')}
        />
        {elsewhere('notes')}
      </div>
    </>
  );
}
