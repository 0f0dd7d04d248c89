// desk.json: who used this laptop last and in which theme. Losing it costs nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { officerId } from '#contract/ids.ts';
import { settingsValues } from '#contract/settings.ts';
import type { DeskState, DeskStateFile } from '../../ports/device.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import { writeDurably } from '../durable-file.ts';

const deskState = z.object({ lastOfficer: officerId.nullable(), theme: settingsValues.shape.theme });
const firstState: DeskState = { lastOfficer: null, theme: 'system' };

export function openDeskState(dataFolder: string, logger: Logger): DeskStateFile {
  const path = join(dataFolder, 'desk.json');
  let current = readState(path);
  // Writers of one file take turns.
  let writing: Promise<void> = Promise.resolve();

  return {
    read: () => current,
    write(changes) {
      current = { ...current, ...changes };
      const bytes = Buffer.from(JSON.stringify(current));
      writing = writing
        .then(() => writeDurably(path, bytes))
        .catch((error: unknown) => logger.warn('desk.json was not written', { error: toError(error) }));
      return writing;
    },
  };
}

function readState(path: string): DeskState {
  try {
    return deskState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return firstState;
  }
}
