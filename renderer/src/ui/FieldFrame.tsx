// Label above, control, hint and error below: the same for every field.
import { CircleAlert, FileInput } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import type { FieldProps } from './field-props.ts';
import styles from './Field.module.css';

export function FieldLabel({ label, aside }: Pick<FieldProps, 'label' | 'aside'>) {
  return (
    <Label className={styles['label'] ?? ''}>
      {label}
      {aside === undefined ? null : <span className={styles['aside']}> {aside}</span>}
    </Label>
  );
}

export function FieldFoot({ hint, note, error }: Pick<FieldProps, 'hint' | 'note' | 'error'>) {
  return (
    <>
      <FieldError className={styles['error'] ?? ''}>
        {error === undefined ? null : <ErrorText>{error}</ErrorText>}
      </FieldError>
      {/* There from the beginning: a field looks once for what describes it, and a reading comes with what is typed. */}
      <Text slot="description" className={styles['hint'] ?? ''}>
        {hint}
        {note === undefined ? null : (
          <span className={styles['note']}>
            <FileInput size={14} aria-hidden />
            <span>{note}</span>
          </span>
        )}
      </Text>
    </>
  );
}

function ErrorText({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <CircleAlert size={15} aria-hidden />
      <span>{children}</span>
    </>
  );
}
