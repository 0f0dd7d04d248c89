// A few deeds behind one button.
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import fieldStyles from './Field.module.css';
import { Key } from './Key.tsx';
import styles from './Menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly detail?: string;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
}

export interface MenuProps {
  /** The accessible name of the list. */
  readonly label: string;
  /** The kit button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly onAction: (id: string) => void;
}

export function Menu({ label, trigger, entries, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={fieldStyles['popover'] ?? ''} offset={4} placement="bottom end">
        <AriaMenu
          aria-label={label}
          items={entries}
          className={fieldStyles['list'] ?? ''}
          onAction={(key) => onAction(String(key))}
        >
          {({ id, label: words, icon: Icon, detail, shortcut, isDisabled = false }: MenuEntry) => (
            <MenuItem id={id} textValue={words} isDisabled={isDisabled} className={styles['entry'] ?? ''}>
              {Icon === undefined ? <span /> : <Icon size={16} aria-hidden />}
              <span>
                {words}
                {detail === undefined ? null : <span className={fieldStyles['detail']}>{detail}</span>}
              </span>
              {shortcut === undefined ? null : (
                <span aria-hidden>
                  <Key>{shortcut}</Key>
                </span>
              )}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
