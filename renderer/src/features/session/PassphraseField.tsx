// A passphrase with an eye to look at it; never spell-checked, never remembered by the browser.
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton, TextField, type TextFieldProps } from '../../ui/index.ts';
import styles from './Session.module.css';

type PassphraseFieldProps = Pick<
  TextFieldProps,
  'label' | 'hint' | 'error' | 'value' | 'onChange' | 'id' | 'isReadOnly'
> & {
  readonly purpose: 'current' | 'new';
  /** Where it is the one thing to do on the screen. */
  readonly takesFocus?: boolean;
};

export function PassphraseField({ purpose, takesFocus = false, ...field }: PassphraseFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles['passphrase']}>
      <TextField
        {...field}
        {...(takesFocus ? { autoFocus: true } : {})}
        type={isShown ? 'text' : 'password'}
        maxLength={256}
        autoComplete={purpose === 'new' ? 'new-password' : 'off'}
        spellCheck={false}
      />
      <span className={styles['eye']}>
        <IconButton
          icon={isShown ? EyeOff : Eye}
          size="small"
          label={isShown ? 'Hide what is typed' : 'Show what is typed'}
          onPress={() => setShown(!isShown)}
        />
      </span>
    </div>
  );
}
