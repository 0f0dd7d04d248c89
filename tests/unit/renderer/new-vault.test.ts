// Promise: a new officer is told in plain words what the form still needs, and a weak passphrase is named as such.
import { expect, it } from 'vitest';
import { initials } from '../../../renderer/src/features/session/officer-words.ts';
import { createVaultErrors, emptyCreateVaultForm } from '../../../renderer/src/features/session/create-vault-form.ts';
import { passphraseAdvice } from '../../../renderer/src/features/session/passphrase-advice.ts';

const good = {
  name: 'Ada Okafor',
  rank: 'PC',
  shoulderNumber: '4417NE',
  passphrase: 'correct horse battery',
  again: 'correct horse battery',
};

it('asks for everything that is missing, and for nothing else', () => {
  expect(Object.keys(createVaultErrors(emptyCreateVaultForm, 12))).toEqual([
    'name',
    'rank',
    'shoulderNumber',
    'passphrase',
    'again',
  ]);
  expect(createVaultErrors(good, 12)).toEqual({});
  expect(createVaultErrors({ ...good, name: '  ' }, 12)).toEqual({ name: 'Write your name.' });
  expect(createVaultErrors({ ...good, again: 'correct horse batter' }, 12)).toHaveProperty('again');
  expect(createVaultErrors(good, 30)).toEqual({ passphrase: 'Choose a passphrase of at least 30 characters.' });
});

it('counts what is missing of a passphrase, then looks for what would be guessed first', () => {
  expect(passphraseAdvice('', 12).text).toMatch(/At least 12 characters/);
  expect(passphraseAdvice('correct hor', 12)).toMatchObject({
    isLongEnough: false,
    text: expect.stringMatching(/^1 character /),
  });
  expect(passphraseAdvice('correct horse', 12)).toMatchObject({ isLongEnough: true, tone: 'ok' });
  expect(passphraseAdvice('okafor rules the kerb', 12, ['Ada Okafor', '4417NE']).tone).toBe('warn');
  expect(passphraseAdvice('aaaaaaaaaaaaaaaa', 12).tone).toBe('warn');
});

it('takes initials of the first and the last name', () => {
  expect(initials('Ada Okafor')).toBe('AO');
  expect(initials(' jean-luc de la Tour ')).toBe('JT');
  expect(initials('Prince')).toBe('P');
});
