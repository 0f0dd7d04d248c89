// Importing from a folder or a card: the system's chooser is asked, and what was chosen appears among the cameras.
import { useMutation } from '@tanstack/react-query';
import type { CameraId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';

export function useImportFolder(): { readonly importFolder: () => void; readonly isPending: boolean } {
  const { mutate, isPending } = useMutation({
    mutationFn: () => value(kerbdesk.cameras.importFolder(null)),
    onError: (error) => showProblem(error, 'Nothing was imported'),
  });
  return { importFolder: () => mutate(), isPending };
}

export function usePutAway(
  cameraId: CameraId,
  name: string,
): { readonly putAway: () => void; readonly isPending: boolean } {
  const { mutate, isPending } = useMutation({
    mutationFn: () => value(kerbdesk.cameras.putAway({ cameraId })),
    onError: (error) => showProblem(error, `${name} was not put away`),
  });
  return { putAway: () => mutate(), isPending };
}
