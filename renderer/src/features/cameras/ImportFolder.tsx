// The way in for recordings that come without a camera: a card, a stick, a folder that somebody copied.
import { FolderInput } from 'lucide-react';
import type { Camera } from '#contract/cameras.ts';
import { Button } from '../../ui/index.ts';
import { useImportFolder, usePutAway } from './use-import-folder.ts';

export function ImportFolder() {
  const { importFolder, isPending } = useImportFolder();
  return (
    <Button variant="quiet" size="small" icon={FolderInput} isPending={isPending} onPress={importFolder}>
      Import from a folder or card
    </Button>
  );
}

/** Only for a folder that was imported from, and not while something is read from it. */
export function PutAway({ camera: { id, name, kind, state } }: { readonly camera: Camera }) {
  const { putAway, isPending } = usePutAway(id, name);
  if (kind !== 'folder' || !['ready', 'finished', 'failed'].includes(state)) return null;
  return (
    <Button variant="quiet" size="small" isPending={isPending} onPress={putAway} aria-label={`Put away: ${name}`}>
      Put away
    </Button>
  );
}
