// Templates by their number keys, "=" for the same as the last, and a reference that stays for the next.
import { Pin, PinOff } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { classNames, Key, useShortcut } from '../../../ui/index.ts';
import { categoryOf, useCategories } from '../use-footage-list.ts';
import { useSaverSnapshot } from '../about/use-recording-saver.ts';
import { fillFromLast, fillFromTemplate } from './fill-in.ts';
import { useKeptReference, useLastDescription, type Description } from './last-description.ts';
import styles from './QuickTags.module.css';
import type { TaggingAidsProps } from './TaggingAids.tsx';
import { useTemplateKeys, useTemplates } from './templates.ts';

const group = 'Tagging';

export function QuickTags({ recording, saver, walk }: TaggingAidsProps) {
  const templates = useTemplates();
  const last = useLastDescription();
  const [isKept, toggleKept] = useKeptReference();
  const { draft } = useSaverSnapshot(saver);
  const kept = isKept ? (last?.reference ?? '') : '';
  const isEmpty = draft.shown.reference === '' && draft.base.reference === '';

  // Once, as the recording is opened: an officer who empties the field means it.
  useEffect(() => {
    if (kept !== '' && isEmpty) saver.type('reference', kept);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [saver]);

  const sameAsLast = (): void => {
    if (last === null) return;
    fillFromLast(saver, last);
    if (walk.goNext === null) void saver.flush();
    else walk.goNext();
  };
  useTemplateKeys(templates, true, (template) => fillFromTemplate(saver, recording, template), group);
  useShortcut('=', sameAsLast, { when: last !== null, label: 'The same as the last, and on', group });
  useShortcut('Alt+R', toggleKept, { label: 'Keep the reference for the next', group });

  return (
    <Group className={styles['line'] ?? ''} aria-label="Quick tags">
      {templates.map((template) => (
        <Button
          key={template.id}
          className={styles['chip'] ?? ''}
          onPress={() => fillFromTemplate(saver, recording, template)}
        >
          <Shortcut keys={template.digit} />
          {template.label}
        </Button>
      ))}
      {last === null ? null : (
        <Button className={styles['chip'] ?? ''} onPress={sameAsLast}>
          <Shortcut keys="=" />
          <LastWords last={last} />
        </Button>
      )}
      <ToggleButton className={classNames(styles['chip'], styles['pin'])} isSelected={isKept} onChange={toggleKept}>
        {isKept ? <Pin size={14} aria-hidden /> : <PinOff size={14} aria-hidden />}
        Keep reference
      </ToggleButton>
    </Group>
  );
}

function Shortcut({ keys }: { readonly keys: string }) {
  return (
    <span aria-hidden>
      <Key>{keys}</Key>
    </span>
  );
}

function LastWords({ last }: { readonly last: Description }) {
  const category = categoryOf(useCategories(), last.categoryId);
  const words = [category?.label, last.reference].filter((word) => word !== undefined && word !== '').join(', ');
  return <span className={styles['words']}>{`Same as last: ${words}`}</span>;
}
