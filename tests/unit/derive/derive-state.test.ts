// What an officer prepares, apart from the screen: what a draft begins with, and why it cannot be made yet.
import { describe, expect, it } from 'vitest';
import { newDraft } from '../../../renderer/src/features/footage/derive/derive-state.ts';

describe('a new draft', () => {
  it('of a redaction is cut exactly, of a clip at the key picture', () => {
    const at = { seconds: 3, duration: 33, range: null };
    expect(newDraft('redaction', at).cut).toBe('exact');
    expect(newDraft('clip', at).cut).toBe('key-frame');
  });
});
