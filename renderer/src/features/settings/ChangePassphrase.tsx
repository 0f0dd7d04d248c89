// A new passphrase for the open vault; the present one is asked for again.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Notice, showToast, TextField } from '../../ui/index.ts';
import styles from './Settings.module.css';

const empty = { current: '', next: '', again: '' };

export function ChangePassphrase({ minimumLength }: { readonly minimumLength: number }) {
  const [form, setForm] = useState(empty);
  const [wasSent, setSent] = useState(false);
  const change = useMutation({
    mutationFn: () => value(kerbdesk.session.changePassphrase({ current: form.current, next: form.next })),
    onSuccess: () => {
      setForm(empty);
      setSent(false);
      showToast({ title: 'The passphrase was changed', text: 'The old one no longer opens this vault.' });
    },
  });
  const errors = wasSent ? passphraseErrors(form, minimumLength) : {};
  const failure = change.error;
  const isWrongCurrent = failure instanceof CommandError && failure.code === 'wrong-passphrase';
  const set = (key: keyof typeof empty) => (text: string) => {
    setForm((before) => ({ ...before, [key]: text }));
    change.reset();
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        if (!change.isPending && Object.keys(passphraseErrors(form, minimumLength)).length === 0) change.mutate();
      }}
    >
      <TextField
        label="Present passphrase"
        type="password"
        autoComplete="off"
        maxLength={256}
        value={form.current}
        onChange={set('current')}
        error={errors.current ?? (isWrongCurrent ? failure.message : undefined)}
      />
      <TextField
        label="New passphrase"
        type="password"
        autoComplete="new-password"
        maxLength={256}
        value={form.next}
        onChange={set('next')}
        error={errors.next}
        hint={`At least ${minimumLength} characters. Four unrelated words are easy to remember and hard to guess.`}
      />
      <TextField
        label="New passphrase again"
        type="password"
        autoComplete="new-password"
        maxLength={256}
        value={form.again}
        onChange={set('again')}
        error={errors.again}
      />
      {failure === null || isWrongCurrent ? null : (
        <Notice tone="bad" title="The passphrase was not changed" live>
          {describeProblem(failure).text}
        </Notice>
      )}
      <div>
        <Button type="submit" isPending={change.isPending}>
          {change.isPending ? 'Changing' : 'Change passphrase'}
        </Button>
      </div>
    </form>
  );
}

function passphraseErrors(form: typeof empty, minimumLength: number): Partial<Record<keyof typeof empty, string>> {
  return {
    ...(form.current === '' ? { current: 'Type your present passphrase.' } : {}),
    ...(form.next.length < minimumLength ? { next: `Use at least ${minimumLength} characters.` } : {}),
    ...(form.again === form.next ? {} : { again: 'The two new passphrases differ. Type it again.' }),
  };
}
