// Opens a second recording beside this one, and closes it again.
import { Columns2 } from 'lucide-react';
import { IconButton, useShortcut } from '../../../ui/index.ts';
import type { Beside } from './use-beside.ts';

export function BesideButton({ beside }: { readonly beside: Beside }) {
  const { isOpen, choose, close } = beside;
  useShortcut('B', isOpen ? close : choose, {
    label: isOpen ? 'Close the second recording' : 'Watch another recording beside this one',
    group: 'Side by side',
  });
  useShortcut('Escape', close, { label: 'Close the second recording', group: 'Side by side', when: isOpen });
  return (
    <IconButton
      icon={Columns2}
      size="small"
      label={isOpen ? 'Close the second recording' : 'Watch another recording beside this one'}
      shortcut="B"
      onPress={isOpen ? close : choose}
    />
  );
}
