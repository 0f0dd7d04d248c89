// Free text beside which suggestions open: the editable combobox of WAI-ARIA with a list that is looked at by arrows and taken by Enter.
// Nothing is taken by Tab or by leaving the field, and nothing changes what is typed unless it is taken.
import { useId, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import type { FieldProps } from './field-props.ts';
import styles from './Field.module.css';
import { FieldFoot, FieldLabel } from './FieldFrame.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface Suggestion {
  readonly id: string;
  readonly title: string;
  /** What tells it from others of the same title, a line each. */
  readonly details: readonly string[];
}

export interface SuggestFieldProps extends Omit<FieldProps, 'isDisabled'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions: readonly Suggestion[];
  readonly onTake: (id: string) => void;
  /** Above the list, and said of it, for example "Known already". */
  readonly heading: string;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly maxLength: number;
  readonly placeholder?: string | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
}

// What it controls is there only while it is open.
const comboBox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox' } as const;
// Of the kit's own lists none leaves the focus in the field; the keys of these are the field's.
const listBox = { role: 'listbox' } as const;
const anOption = { role: 'option' } as const;

/** By finger, pen or mouse. The field keeps the focus, or the press would first be a leaving of it. */
const whenPressed = (run: () => void) => ({
  onPointerDown: (event: SyntheticEvent) => event.preventDefault(),
  onMouseDown: (event: SyntheticEvent) => event.preventDefault(),
  onClick: run,
});

export function SuggestField({
  label,
  aside,
  hint,
  note,
  error,
  id,
  value,
  onChange,
  suggestions,
  onTake,
  heading,
  onFocus,
  onBlur,
  placeholder,
  ...rest
}: SuggestFieldProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const isOpen = isWanted && suggestions.length > 0;
  const at = isOpen ? suggestions.findIndex((one) => one.id === chosen) : -1;
  const optionId = (index: number): string => `${listId}-${index}`;

  const show = (wanted: boolean): void => {
    setWanted(wanted);
    setChosen(null);
  };
  const take = (suggestion: Suggestion): void => {
    show(false);
    onTake(suggestion.id);
  };
  const move = (to: number): void => {
    const next = suggestions.at(to % suggestions.length);
    setChosen(next?.id ?? null);
    document.getElementById(optionId(to % suggestions.length))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (isArrow && !event.altKey && suggestions.length > 0) {
      event.preventDefault();
      setWanted(true);
      if (event.key === 'ArrowDown') move(at + 1);
      else move(at <= 0 ? suggestions.length - 1 : at - 1);
      return;
    }
    if (!isOpen) return;
    const picked = suggestions[at];
    if (event.key === 'Enter' && picked !== undefined) {
      event.preventDefault();
      take(picked);
    } else if (event.key === 'Escape' || (event.key === 'ArrowUp' && event.altKey)) {
      // The list alone: what else Escape closes stays.
      event.preventDefault();
      event.stopPropagation();
      show(false);
    }
  };

  return (
    <AriaTextField
      {...rest}
      {...(id === undefined ? {} : { id })}
      value={value}
      onChange={(text) => {
        onChange(text);
        show(true);
      }}
      onFocus={onFocus}
      onBlur={() => {
        show(false);
        onBlur();
      }}
      spellCheck="false"
      autoComplete="off"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={styles['field'] ?? ''}
    >
      <FieldLabel label={label} aside={aside} />
      <Input
        {...comboBox}
        ref={input}
        className={styles['control'] ?? ''}
        aria-expanded={isOpen}
        {...(isOpen ? { 'aria-controls': listId } : {})}
        {...(at >= 0 ? { 'aria-activedescendant': optionId(at) } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
        onKeyDown={onKeyDown}
      />
      <FieldFoot hint={hint} note={note} error={error} />
      <VisuallyHidden>
        <output>{isOpen ? `${heading}: ${suggestions.length}. Down arrow to look at them.` : ''}</output>
      </VisuallyHidden>
      <Popover
        triggerRef={input}
        isOpen={isOpen}
        isNonModal
        placement="bottom start"
        offset={4}
        onOpenChange={(open) => {
          if (!open) show(false);
        }}
        className={styles['popover'] ?? ''}
      >
        <section aria-labelledby={`${listId}-heading`}>
          <p className={styles['heading']} id={`${listId}-heading`}>
            {heading}
          </p>
          <div {...listBox} id={listId} aria-labelledby={`${listId}-heading`}>
            {suggestions.map((suggestion, index) => (
              <div
                {...anOption}
                {...whenPressed(() => take(suggestion))}
                key={suggestion.id}
                id={optionId(index)}
                aria-selected={index === at}
                className={styles['suggestion']}
              >
                <span className={styles['optionLabel']}>{suggestion.title}</span>
                {suggestion.details.map((detail) => (
                  <span key={detail} className={styles['detail']}>
                    {detail}
                  </span>
                ))}
              </div>
            ))}
          </div>
        </section>
      </Popover>
    </AriaTextField>
  );
}
