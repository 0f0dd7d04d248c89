// The list that opens under Select and ComboBox.
import { Check } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import type { Option } from './field-props.ts';
import styles from './Field.module.css';

export function OptionList({
  options,
  emptyText,
}: {
  readonly options: readonly Option[];
  readonly emptyText?: string;
}) {
  return (
    <Popover className={styles['popover'] ?? ''} offset={4}>
      <ListBox
        items={options}
        className={styles['list'] ?? ''}
        renderEmptyState={() => <div className={styles['empty']}>{emptyText ?? 'Nothing fits what is typed.'}</div>}
      >
        {(option: Option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={styles['option'] ?? ''}>
            {({ isSelected }) => (
              <>
                {isSelected ? <Check size={16} aria-hidden /> : null}
                <span className={styles['words']}>
                  <span className={styles['optionLabel']}>{option.label}</span>
                  {option.detail === undefined ? null : <span className={styles['detail']}>{option.detail}</span>}
                </span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
