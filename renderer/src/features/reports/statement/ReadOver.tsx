// The statement in large type, to be read to the witness or by them: nothing else on the screen, nothing to press by chance.
import { AArrowDown, AArrowUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { declaration } from '#contract/forms.ts';
import { classNames, IconButton, ScrollRegion, useShortcut } from '../../../ui/index.ts';
import { ShortcutLayer } from '../../../ui/shortcuts.tsx';
import styles from './Statement.module.css';

interface ReadOverProps {
  readonly text: string;
  /** From here it is signed: the buttons that begin it. */
  readonly sign: ReactNode;
  readonly onClose: () => void;
}

/** Five of them, from large to very large: see the style sheet. */
const largest = 4;
const usualSize = 1;

/** Kept while the program runs: the next witness is likely read to at the same table. */
let chosenSize = usualSize;

function Pages({ text, sign, onClose }: ReadOverProps) {
  const [size, setSize] = useState(chosenSize);
  const resize = (by: 1 | -1): void => {
    chosenSize = Math.max(0, Math.min(largest, size + by));
    setSize(chosenSize);
  };
  useShortcut(['Plus', '='], () => resize(1), { label: 'Larger', group: 'Read over' });
  useShortcut('-', () => resize(-1), { label: 'Smaller', group: 'Read over' });
  useShortcut('Escape', onClose, { label: 'Back to the statement', group: 'Read over' });
  const paragraphs = text.split(/\n+/u).filter((paragraph) => paragraph.trim() !== '');
  return (
    <>
      <header className={styles['tools']}>
        <div className={styles['sign']}>{sign}</div>
        <IconButton icon={AArrowDown} label="Smaller" shortcut="-" isDisabled={size === 0} onPress={() => resize(-1)} />
        <IconButton
          icon={AArrowUp}
          label="Larger"
          shortcut="Plus"
          isDisabled={size === largest}
          onPress={() => resize(1)}
        />
        <IconButton icon={X} label="Back to the statement" shortcut="Escape" onPress={onClose} />
      </header>
      <ScrollRegion label="The statement" className={classNames(styles['read'], styles[`size${size}`])}>
        <p className={styles['declaration']}>{declaration('…')}</p>
        {paragraphs.map((paragraph, index) => (
          // Two paragraphs may say the same.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={index}>{paragraph}</p>
        ))}
      </ScrollRegion>
    </>
  );
}

export function ReadOver(props: ReadOverProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('section')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['over']}
      aria-label="Read over"
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <ShortcutLayer>
        <Pages {...props} />
      </ShortcutLayer>
    </dialog>
  );
}
