// Pictures of footage that the window made, to and from the open vault's records.
import type { FeatureHandlers } from '#contract/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export const createPicturesHandlers = (vault: () => VaultHostApi, clock: Clock): FeatureHandlers<'pictures'> => ({
  get: ({ id }) => vault().getPictures({ id }),
  // The window that made them shows them already: nobody is told.
  async saveFilmstrip(input) {
    await vault().saveFilmstrip({ ...input, at: clock.now() });
    return null;
  },
  async saveWaveform(input) {
    await vault().saveWaveform({ ...input, at: clock.now() });
    return null;
  },
});
