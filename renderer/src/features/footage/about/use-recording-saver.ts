// Joins a recording's saver to the vault, to changes made elsewhere, and to everything that ends typing.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Recording } from '#contract/footage.ts';
import { registerFlush } from '../../../app/flush-before-lock.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { queries } from '../../../ipc/queries.ts';
import { RecordingSaver, type SaverSnapshot } from './recording-saver.ts';

export function useRecordingSaver(recording: Recording): RecordingSaver {
  const { id } = recording;
  const client = useQueryClient();
  const [saver] = useState(
    () =>
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
    const leave = async (): Promise<void> => await saver.leave();
    const onHidden = (): void => void saver.flush();
    const stopFlush = registerFlush(leave);
    window.addEventListener('pagehide', onHidden);
    return () => {
      stopFlush();
      window.removeEventListener('pagehide', onHidden);
      void leave();
    };
  }, [saver]);
  return saver;
}

export const useSaverSnapshot = (saver: RecordingSaver): SaverSnapshot =>
  useSyncExternalStore(saver.subscribe, saver.snapshot);
