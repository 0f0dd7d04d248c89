// Joins a recording's saver to the vault, to changes made elsewhere, and to the screen that it is typed on.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Recording } from '#contract/footage.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { queries } from '../../../ipc/queries.ts';
import { enterSaver, leaveSaver, openSaver } from './open-savers.ts';
import { RecordingSaver, type SaverSnapshot } from './recording-saver.ts';

/** The saver lives as long as the screen, and longer while typing waits to be saved. */
export function useRecordingSaver(recording: Recording): RecordingSaver {
  const { id } = recording;
  const client = useQueryClient();
  const [saver] = useState(
    () =>
      openSaver(id) ??
      new RecordingSaver(recording, {
        get: async () => await value(kerbdesk.footage.get({ id })),
        update: async (revision, patch) => {
          const answer = await value(kerbdesk.footage.update({ id, revision, patch }));
          client.setQueryData(queries.recording(id).queryKey, answer);
          return answer;
        },
      }),
  );
  useEffect(() => saver.accept(recording), [saver, recording]);
  useEffect(() => {
    enterSaver(id, saver);
    return () => void leaveSaver(id);
  }, [id, saver]);
  return saver;
}

export const useSaverSnapshot = (saver: RecordingSaver): SaverSnapshot =>
  useSyncExternalStore(saver.subscribe, saver.snapshot);
