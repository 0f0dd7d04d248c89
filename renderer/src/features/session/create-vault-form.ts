// What a new officer types, and what is still wrong with it. Pure.
import { passphraseAdvice } from './passphrase-advice.ts';

export interface CreateVaultForm {
  readonly name: string;
  readonly rank: string;
  readonly shoulderNumber: string;
  readonly passphrase: string;
  readonly again: string;
}

export const emptyCreateVaultForm: CreateVaultForm = {
  name: '',
  rank: '',
  shoulderNumber: '',
  passphrase: '',
  again: '',
};

export type CreateVaultErrors = Partial<Record<keyof CreateVaultForm, string>>;

export function createVaultErrors(form: CreateVaultForm, minimumLength: number): CreateVaultErrors {
  const errors: CreateVaultErrors = {};
  if (form.name.trim() === '') errors.name = 'Write your name.';
  if (form.rank.trim() === '') errors.rank = 'Write your rank, for example PC.';
  if (form.shoulderNumber.trim() === '') errors.shoulderNumber = 'Write your shoulder number.';
  if (!passphraseAdvice(form.passphrase, minimumLength).isLongEnough) {
    errors.passphrase = `Choose a passphrase of at least ${minimumLength} characters.`;
  }
  if (form.again !== form.passphrase) errors.again = 'The two passphrases differ. Type it again.';
  else if (form.again === '') errors.again = 'Type the passphrase again.';
  return errors;
}
