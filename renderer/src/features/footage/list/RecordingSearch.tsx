// The search box of the list: anything said of a recording, and / brings the officer here.
import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { Key, useShortcut } from '../../../ui/index.ts';
import styles from './RecordingSearch.module.css';

export interface RecordingSearchProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Id of the list that Down and Enter lead into. */
  readonly listId: string;
}

export function RecordingSearch({ value, onChange, listId }: RecordingSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => input.current?.focus(), { label: 'Search recordings', group: 'Footage' });
  const intoList = (): void => {
    document.getElementById(listId)?.focus();
  };
  return (
    <SearchField
      aria-label="Search recordings"
      value={value}
      onChange={onChange}
      onSubmit={intoList}
      className={styles['field'] ?? ''}
    >
      <Search size={16} aria-hidden className={styles['icon']} />
      <Input
        ref={input}
        className={styles['input'] ?? ''}
        placeholder="Title, reference, tag, camera, marker…"
        maxLength={200}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          intoList();
        }}
      />
      {value === '' ? (
        <span className={styles['key']} aria-hidden>
          <Key>/</Key>
        </span>
      ) : (
        <Button className={styles['clear'] ?? ''} aria-label="Clear the search">
          <X size={15} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
