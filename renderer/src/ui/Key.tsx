// A key of the keyboard, drawn: the visible half of every shortcut.
import styles from './Key.module.css';
import { shortcutParts } from './shortcut-keys.ts';

export interface KeyProps {
  /** As `useShortcut` takes it, for example "Ctrl+K", "N" or "Enter". */
  readonly children: string;
}

export function Key({ children }: KeyProps) {
  return <kbd className={styles['key']}>{shortcutParts(children).join(' ')}</kbd>;
}
