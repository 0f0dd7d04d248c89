// One description for all that is chosen: what is left empty stays as it is in each of them.
import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { Category } from '#contract/footage.ts';
import type { BulkChange } from '#contract/tagging.ts';
import { titlePlaceholders } from '#contract/title-pattern.ts';
import { formatCount } from '../../../format/index.ts';
import { Button, Dialog, Select, TagList, TextField, useShortcut } from '../../../ui/index.ts';
import type { Chosen } from '../list/selection.ts';
import { useOtherTags } from '../use-footage-list.ts';
import styles from './BulkDialog.module.css';
import { changeByTemplate, useTemplateKeys, type KeyedTemplate } from './templates.ts';

interface BulkDialogProps {
  readonly recordings: readonly Chosen[];
  readonly categories: readonly Category[];
  readonly templates: readonly KeyedTemplate[];
  readonly onClose: () => void;
  readonly onApply: (change: BulkChange) => void;
}

const asItIs = 'as-it-is';
const none = 'none';

export function BulkDialog(props: BulkDialogProps) {
  const [change, setChange] = useState<BulkChange>({});
  const count = props.recordings.length;
  const apply = (): void => props.onApply(change);
  const isNothing = Object.keys(change).length === 0;
  return (
    <Dialog
      title={`Describe ${formatCount(count, 'recording')}`}
      isOpen
      onClose={props.onClose}
      isDismissable={isNothing}
      actions={
        <>
          <Button variant="primary" icon={PencilLine} shortcut="Ctrl+Enter" isDisabled={isNothing} onPress={apply}>
            {count === 1 ? 'Change it' : `Change ${count}`}
          </Button>
          <Button onPress={props.onClose}>Cancel</Button>
        </>
      }
    >
      <BulkFields {...props} change={change} onChange={setChange} onApply={isNothing ? () => undefined : apply} />
    </Dialog>
  );
}

interface BulkFieldsProps extends Omit<BulkDialogProps, 'onApply'> {
  readonly change: BulkChange;
  readonly onChange: (change: BulkChange) => void;
  readonly onApply: () => void;
}

/** A field that says nothing is left out of the change altogether. */
function set<Name extends keyof BulkChange>(change: BulkChange, name: Name, value: BulkChange[Name]): BulkChange {
  const { [name]: _, ...rest } = change;
  return value === undefined ? rest : { ...rest, [name]: value };
}
const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
const some = (tags: readonly string[]): string[] | undefined => (tags.length === 0 ? undefined : [...tags]);

function BulkFields({ categories, templates, change, onChange, onApply }: BulkFieldsProps) {
  const otherTags = useOtherTags();
  const { addTags = [], removeTags = [] } = change;
  useShortcut('Ctrl+Enter', onApply, { label: 'Change them', group: 'Several at once' });
  useTemplateKeys(
    templates,
    true,
    (template) => onChange({ ...change, ...changeByTemplate(template) }),
    'Several at once',
  );
  return (
    <form
      className={styles['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        onApply();
      }}
    >
      {/* A form of several fields is only sent by Enter where it has a button for it. */}
      <button type="submit" hidden aria-hidden tabIndex={-1} />
      <p className={styles['about']}>What you leave empty stays as it is in each of them.</p>
      <Select
        label="Category"
        value={change.categoryId === undefined ? asItIs : (change.categoryId ?? none)}
        onChange={(id) => onChange(set(change, 'categoryId', id === asItIs ? undefined : id === none ? null : id))}
        options={[
          { id: asItIs, label: 'As it is' },
          ...categories.map(({ id, label }) => ({ id, label })),
          { id: none, label: 'No category' },
        ]}
      />
      <TextField
        label="Reference"
        aside="crime, CAD or stop number"
        value={change.reference ?? ''}
        maxLength={75}
        spellCheck={false}
        onChange={(text) => onChange(set(change, 'reference', filled(text)))}
      />
      <TextField
        label="Title"
        value={change.titlePattern ?? ''}
        maxLength={200}
        hint={`Filled in for each: ${titlePlaceholders.join(' ')}`}
        onChange={(text) => onChange(set(change, 'titlePattern', filled(text)))}
      />
      <TagList
        label="Tags to add"
        tags={addTags}
        suggestions={otherTags}
        onAdd={(tag) => onChange(set(change, 'addTags', [...new Set([...addTags, tag])]))}
        onRemove={(tag) => onChange(set(change, 'addTags', some(addTags.filter((other) => other !== tag))))}
      />
      <TagList
        label="Tags to take away"
        tags={removeTags}
        suggestions={otherTags}
        onAdd={(tag) => onChange(set(change, 'removeTags', [...new Set([...removeTags, tag])]))}
        onRemove={(tag) => onChange(set(change, 'removeTags', some(removeTags.filter((other) => other !== tag))))}
      />
    </form>
  );
}
