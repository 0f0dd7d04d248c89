// Short words hung on something; add by Enter, remove by the cross or Delete.
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { Tag, TagGroup, TagList as AriaTagList } from 'react-aria-components/TagGroup';
import fieldStyles from './Field.module.css';
import styles from './TagList.module.css';
import { useBeforeGone } from './use-before-gone.ts';

export interface TagListProps {
  readonly label: string;
  readonly tags: readonly string[];
  readonly onRemove?: (tag: string) => void;
  readonly onAdd?: (tag: string) => void;
  readonly maxLength?: number;
  /** For the browser's own completion while adding. */
  readonly suggestions?: readonly string[];
}

export function TagList({ label, tags, onRemove, onAdd, maxLength = 40, suggestions = [] }: TagListProps) {
  return (
    <div className={fieldStyles['field']}>
      <TagGroup
        className={fieldStyles['field'] ?? ''}
        {...(onRemove === undefined
          ? {}
          : {
              onRemove: (keys: Iterable<string | number>) => {
                for (const key of keys) onRemove(String(key));
              },
            })}
      >
        <Label className={fieldStyles['label'] ?? ''}>{label}</Label>
        <AriaTagList
          items={tags.map((tag) => ({ id: tag }))}
          className={styles['tags'] ?? ''}
          renderEmptyState={() => <span className={styles['none']}>None yet</span>}
        >
          {({ id }: { readonly id: string }) => (
            <Tag id={id} textValue={id} className={styles['tag'] ?? ''}>
              {id}
              {onRemove === undefined ? null : (
                <Button slot="remove" className={styles['remove'] ?? ''} aria-label={`Remove ${id}`}>
                  <X size={14} aria-hidden />
                </Button>
              )}
            </Tag>
          )}
        </AriaTagList>
      </TagGroup>
      {onAdd === undefined ? null : (
        <AddTag label={label} maxLength={maxLength} suggestions={suggestions} tags={tags} onAdd={onAdd} />
      )}
    </div>
  );
}

type AddTagProps = Required<Pick<TagListProps, 'label' | 'tags' | 'onAdd' | 'maxLength' | 'suggestions'>>;

function AddTag({ label, tags, onAdd, maxLength, suggestions }: AddTagProps) {
  const [isAdding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const listId = `suggestions-${label.replaceAll(/\W+/g, '-')}`;

  const add = (): void => {
    const tag = text.trim();
    if (tag !== '' && !tags.includes(tag)) onAdd(tag);
    setText('');
  };
  useBeforeGone(add);
  const close = (): void => {
    setAdding(false);
    setText('');
    requestAnimationFrame(() => opener.current?.focus());
  };

  if (!isAdding) {
    return (
      <Button
        ref={opener}
        className={styles['add'] ?? ''}
        onPress={() => setAdding(true)}
        aria-label={`Add to ${label}`}
      >
        <Plus size={14} aria-hidden /> Add
      </Button>
    );
  }
  return (
    <>
      <input
        ref={(element) => element?.focus()}
        className={styles['input']}
        aria-label={`New entry for ${label}: Enter adds it, Escape ends`}
        value={text}
        maxLength={maxLength}
        list={listId}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          add();
          setAdding(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault();
            add();
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            close();
          }
        }}
      />
      <datalist id={listId}>
        {suggestions
          .filter((suggestion) => !tags.includes(suggestion))
          .map((suggestion) => (
            <option key={suggestion} value={suggestion}>
              {suggestion}
            </option>
          ))}
      </datalist>
    </>
  );
}
