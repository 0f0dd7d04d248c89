// One line or several of text; what is typed is never changed by the field.
import { useCallback } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import type { FieldProps } from './field-props.ts';
import styles from './Field.module.css';
import { FieldFoot, FieldLabel } from './FieldFrame.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly onFocus?: (() => void) | undefined;
  readonly type?: 'text' | 'password' | 'search' | 'tel' | 'email' | 'date' | 'time' | 'datetime-local' | 'number';
  readonly multiline?: boolean;
  /** Lines shown of a multi-line field. */
  readonly rows?: number;
  readonly maxLength?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  /** Narrative wants it; names, references and plates do not. */
  readonly spellCheck?: boolean;
  readonly isRequired?: boolean;
  /** Keeps focus and text while an answer is awaited, but takes no typing. */
  readonly isReadOnly?: boolean;
}

export function TextField({
  label,
  aside,
  hint,
  note,
  error,
  id,
  isDisabled = false,
  multiline = false,
  rows = 4,
  placeholder,
  maxLength,
  spellCheck,
  onBlur,
  onFocus,
  type = 'text',
  autoFocus = false,
  ...rest
}: TextFieldProps) {
  // Focus is asked for when the field appears, not with the attribute, which axe and screen readers dislike.
  const focusOnce = useCallback((element: HTMLInputElement | HTMLTextAreaElement | null) => element?.focus(), []);
  const control = {
    className: styles['control'] ?? '',
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(autoFocus ? { ref: focusOnce } : {}),
  };
  return (
    <AriaTextField
      {...rest}
      {...(id === undefined ? {} : { id })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(spellCheck === undefined ? {} : { spellCheck: spellCheck ? 'true' : 'false' })}
      {...(onBlur === undefined ? {} : { onBlur: () => onBlur() })}
      {...(onFocus === undefined ? {} : { onFocus: () => onFocus() })}
      {...(multiline ? {} : { type })}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={styles['field'] ?? ''}
    >
      <FieldLabel label={label} aside={aside} />
      {multiline ? <TextArea {...control} rows={rows} /> : <Input {...control} />}
      <FieldFoot hint={hint} note={note} error={error} />
    </AriaTextField>
  );
}
