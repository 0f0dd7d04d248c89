// The shell's small rules: debug switches, the lock shortcut, the environment of children, the published crypto vectors.
import { describe, expect, it } from 'vitest';
import { cryptoVectors } from '../../../main/shell/crypto-vectors.ts';
import { findDebugSwitch } from '../../../main/shell/debug-switches.ts';
import { isLockShortcut } from '../../../main/shell/lock-shortcut.ts';

describe('debug switches', () => {
  it.each([
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--js-flags=--expose-gc',
    '-inspect',
    '--INSPECT',
    '--inspect_brk',
    '--no-sandbox',
    '--disable-web-security',
  ])('finds %s', (argument) => {
    expect(findDebugSwitch(['kerbdesk', argument], {}, 'linux')).toBe(argument.replace(/=.*$/, ''));
  });
  it('finds a slash switch on Windows only', () => {
    expect(findDebugSwitch(['/inspect'], {}, 'win32')).toBe('/inspect');
    expect(findDebugSwitch(['/inspect'], {}, 'linux')).toBe(null);
  });
  it.each(['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'SSLKEYLOGFILE'])('finds %s in the environment', (name) => {
    expect(findDebugSwitch([], { [name]: '1' })).toBe(name);
    expect(findDebugSwitch([], { [name]: '' })).toBe(null);
  });
  it('lets ordinary switches and files through', () => {
    expect(findDebugSwitch(['--self-test', '--user-data-dir=/x', 'inspect', '--inspection'], {})).toBe(null);
  });
});

describe('the lock shortcut', () => {
  const pressed = { type: 'keyDown', code: 'KeyL', control: true, shift: true, alt: false, meta: false } as const;
  it('is Ctrl+Shift+L or ⌘⇧L', () => {
    expect(isLockShortcut(pressed)).toBe(true);
    expect(isLockShortcut({ ...pressed, control: false, meta: true })).toBe(true);
  });
  it.each([
    { control: false },
    { shift: false },
    { alt: true },
    { meta: true },
    { code: 'KeyK' },
    { type: 'keyUp' as const },
  ])('is not the same with %o', (change) => {
    expect(isLockShortcut({ ...pressed, ...change })).toBe(false);
  });
});

describe('the crypto of this host', () => {
  it.each(cryptoVectors)('computes $name as $source has it', ({ compute, expected }) => {
    expect(compute()).toBe(expected);
  });
});
