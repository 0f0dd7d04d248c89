// The label of a new exhibit: initials and number, and what is wrong with them.
import { Notice, TextField } from '../../ui/index.ts';
import styles from './Exhibits.module.css';
import { markOf } from './exhibit-words.ts';

interface MarkFieldsProps {
  readonly producer: string;
  readonly number: string;
  readonly onProducer: (text: string) => void;
  readonly onNumber: (text: string) => void;
}

export function MarkFields({ producer, number, onProducer, onNumber }: MarkFieldsProps) {
  return (
    <>
      <div className={styles['mark']}>
        <TextField
          label="Producer’s initials"
          value={producer}
          maxLength={8}
          spellCheck={false}
          onChange={onProducer}
        />
        <TextField label="Number" value={number} maxLength={6} spellCheck={false} onChange={onNumber} />
      </div>
      {markOf(producer, number) === null ? (
        <Notice tone="bad">Initials are letters; the number may end in letters, such as 1 or 1A.</Notice>
      ) : null}
    </>
  );
}
