// Promise: whatever keeps a vault shut, the officer is told what happened, what is kept and what to do.
import { describe, expect, it } from 'vitest';
import { officerId } from '#contract/ids.ts';
import { session, sessionState, vaultCondition, type VaultSummary } from '#contract/session.ts';
import {
  countdown,
  keystoreSentence,
  lockedBecause,
  secondsUntil,
  triesWarning,
  vaultTrouble,
} from '../../../renderer/src/features/session/unlock-problems.ts';

const vault = (condition: VaultSummary['condition']): VaultSummary => ({
  officer: {
    id: officerId.parse('00000001-0000-4000-8000-000000000000'),
    name: 'Ada Okafor',
    rank: 'PC',
    shoulderNumber: '4417NE',
  },
  condition,
  triesLeft: 10,
  retryAt: null,
});

/** Answered at the passphrase field itself: by the message, or by the countdown. */
const atTheField = ['wrong-passphrase', 'too-many-tries', 'not-found'];

describe('a vault that does not open', () => {
  it.each(vaultCondition.options.filter((condition) => condition !== 'ready'))('has a panel when %s', (condition) => {
    const trouble = vaultTrouble(vault(condition), null);
    expect(trouble?.happened.length).toBeGreaterThan(20);
    expect(trouble?.kept.length).toBeGreaterThan(20);
    expect(trouble?.next.length).toBeGreaterThan(20);
  });

  it.each(session.commands.unlock.errors.filter((code) => !atTheField.includes(code)))(
    'has a panel for the answer %s',
    (code) => {
      expect(vaultTrouble(vault('ready'), code)).not.toBeNull();
    },
  );

  it('keeps the passphrase field for what another try can mend', () => {
    const codes = session.commands.unlock.errors.filter((code) => atTheField.includes(code));
    expect(codes).toHaveLength(atTheField.length);
    expect(codes.map((code) => vaultTrouble(vault('ready'), code))).toEqual(codes.map(() => null));
    expect(vaultTrouble(vault('ready'), null)).toBeNull();
  });
});

it('warns of the last tries, while there is still one', () => {
  expect(triesWarning(10)).toBeNull();
  expect(triesWarning(3)).toMatch(/^3 tries are left/);
  expect(triesWarning(1)).toMatch(/^One try is left/);
  expect(triesWarning(0)).toBeNull();
});

it('counts a wait down to zero and not below', () => {
  const now = Date.parse('2026-11-22T03:00:00.000Z');
  expect(secondsUntil('2026-11-22T03:01:05.000Z', now)).toBe(65);
  expect(secondsUntil('2026-11-22T03:00:00.400Z', now)).toBe(1);
  expect(secondsUntil('2026-11-22T02:00:00.000Z', now)).toBe(0);
  expect(secondsUntil(null, now)).toBe(0);
  expect([countdown(40), countdown(65), countdown(3720)]).toEqual(['40 s', '1 min 05 s', '1 h 02 min']);
});

it('says why the desk was locked', () => {
  expect(lockedBecause('idle', 5)).toBe('Locked after 5 minutes without use.');
  expect(lockedBecause('start', 5)).toBeNull();
  const sentences = sessionState.shape.lockedBecause.options
    .filter((reason) => reason !== 'start')
    .map((reason) => lockedBecause(reason, 1));
  expect(sentences.filter((sentence) => !/locked/i.test(sentence ?? ''))).toEqual([]);
});

it('is honest about a laptop without a keystore', () => {
  expect(keystoreSentence({ keystore: 'available', minimumPassphraseLength: 12 })).toMatch(/cannot be cracked/);
  expect(keystoreSentence({ keystore: 'missing', minimumPassphraseLength: 20 })).toMatch(/alone.*20 characters/);
  expect(keystoreSentence({ keystore: 'weak', minimumPassphraseLength: 20 })).toMatch(/plain sight.*20 characters/);
});
