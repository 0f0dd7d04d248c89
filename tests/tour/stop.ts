// What every part of the tour is given.
import type { Page } from 'playwright';
import type { StandInProgram } from '../../native-mocks/electron/launch.ts';
import type { Profile } from '../support/program.ts';
import type { Album } from './album.ts';

export interface Stop {
  readonly page: Page;
  readonly program: StandInProgram;
  readonly profile: Profile;
  readonly album: Album;
}
