// First use, or another officer on a shared laptop: makes a vault.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, KeyRound, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { patternAdvice } from '#contract/forms/value-pattern.ts';
import type { SessionState } from '#contract/session.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, ComboBox, ErrorSummary, Notice, TextField } from '../../ui/index.ts';
import { createVaultErrors, emptyCreateVaultForm, type CreateVaultForm } from './create-vault-form.ts';
import { passphraseAdvice } from './passphrase-advice.ts';
import { PassphraseField } from './PassphraseField.tsx';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame.tsx';
import { keystoreSentence } from './unlock-problems.ts';

const ranks = [
  ['PC', 'Police Constable'],
  ['DC', 'Detective Constable'],
  ['PS', 'Police Sergeant'],
  ['DS', 'Detective Sergeant'],
  ['Insp', 'Inspector'],
  ['DI', 'Detective Inspector'],
  ['SC', 'Special Constable'],
  ['PCSO', 'Police Community Support Officer'],
].map(([id = '', detail = '']) => ({ id, label: id, detail }));

const fieldIds = {
  name: 'officer-name',
  rank: 'officer-rank',
  shoulderNumber: 'officer-number',
  passphrase: 'new-passphrase',
  again: 'new-passphrase-again',
} as const satisfies Record<keyof CreateVaultForm, string>;

interface CreateVaultScreenProps {
  readonly session: SessionState;
  /** Given where there are other vaults to go back to. */
  readonly onBack?: () => void;
}

export function CreateVaultScreen({ session, onBack }: CreateVaultScreenProps) {
  const client = useQueryClient();
  const [form, setForm] = useState(emptyCreateVaultForm);
  const [attempts, setAttempts] = useState(0);
  const minimum = session.minimumPassphraseLength;
  const errors = attempts === 0 ? {} : createVaultErrors(form, minimum);
  const { data: forms } = useQuery(queries.forms);
  const collarAdvice =
    form.shoulderNumber.trim() === ''
      ? null
      : patternAdvice(forms?.configuration?.collarNumber ?? [], form.shoulderNumber);
  const advice = passphraseAdvice(form.passphrase, minimum, [form.name, form.shoulderNumber]);
  const create = useMutation({
    mutationFn: () => {
      const { passphrase, name, rank, shoulderNumber } = form;
      const officer = { name: name.trim(), rank: rank.trim(), shoulderNumber: shoulderNumber.trim() };
      return value(kerbdesk.session.create({ officer, passphrase }));
    },
    onSuccess: (state) => client.setQueryData(queries.session.queryKey, state),
  });
  const set = (key: keyof CreateVaultForm) => (text: string) => setForm((before) => ({ ...before, [key]: text }));
  const problem = create.error === null ? null : describeProblem(create.error, 'The vault was not made');
  const listed = Object.entries(errors).map(([key, text]) => ({
    text,
    targetId: Object.entries(fieldIds).find(([name]) => name === key)?.[1],
  }));
  return (
    <SessionFrame
      name="New vault"
      sentence="Reports, footage and your name stay on this laptop, encrypted for you alone."
    >
      <div className={`${styles['heading']} ${styles['wide']}`}>
        <h1>{onBack === undefined ? 'Welcome. Make your vault' : 'Make a vault for another officer'}</h1>
        <p>It takes a minute. Then plug in a camera, or write a report.</p>
      </div>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAttempts(attempts + 1);
          if (create.isPending || Object.keys(createVaultErrors(form, minimum)).length > 0) return;
          create.mutate();
        }}
      >
        {listed.length === 0 ? null : (
          <ErrorSummary key={attempts} title="Before the vault can be made" errors={listed} />
        )}
        <TextField
          id={fieldIds.name}
          label="Your name"
          aside="as on statements"
          value={form.name}
          onChange={set('name')}
          error={errors.name}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
        />
        <div className={styles['pair']}>
          <ComboBox
            id={fieldIds.rank}
            label="Rank"
            value={form.rank}
            onInputChange={set('rank')}
            onSelect={set('rank')}
            options={ranks}
            error={errors.rank}
            maxLength={20}
          />
          <TextField
            id={fieldIds.shoulderNumber}
            label="Shoulder number"
            aside="such as 4417NE"
            value={form.shoulderNumber}
            hint={collarAdvice ?? undefined}
            onChange={set('shoulderNumber')}
            error={errors.shoulderNumber}
            maxLength={20}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <PassphraseField
          id={fieldIds.passphrase}
          purpose="new"
          label="Passphrase"
          value={form.passphrase}
          onChange={set('passphrase')}
          error={errors.passphrase}
          hint={advice.text}
        />
        <PassphraseField
          id={fieldIds.again}
          purpose="new"
          label="Passphrase again"
          value={form.again}
          onChange={set('again')}
          error={errors.again}
        />
        <Notice icon={ShieldCheck} tone={session.keystore === 'available' ? 'ok' : 'warn'}>
          {keystoreSentence(session)}
        </Notice>
        <Notice icon={KeyRound} tone="neutral" title="If you forget it">
          Nobody can look it up or reset it. After ten wrong tries the key on this laptop is destroyed, and only your
          force’s recovery key, where the force has one, opens the vault again.
        </Notice>
        {problem === null ? null : (
          <Notice tone="bad" title={problem.title} live>
            {problem.text}
          </Notice>
        )}
        <div className={styles['actions']}>
          <Button variant="primary" type="submit" isPending={create.isPending}>
            {create.isPending ? 'Making the vault' : 'Make the vault'}
          </Button>
          {onBack === undefined ? null : (
            <Button variant="quiet" icon={ArrowLeft} onPress={onBack}>
              Back to the lock screen
            </Button>
          )}
        </div>
      </form>
    </SessionFrame>
  );
}
