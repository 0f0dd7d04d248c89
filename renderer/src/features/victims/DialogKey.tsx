// A key that works while its dialog is open; drawn nowhere, for it must be mounted within the dialog's own layer of shortcuts.
import { useShortcut } from '../../ui/index.ts';

interface DialogKeyProps {
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

export function DialogKey({ keys, label, run }: DialogKeyProps) {
  useShortcut(keys, run, { label, group: 'Victims' });
  return null;
}
