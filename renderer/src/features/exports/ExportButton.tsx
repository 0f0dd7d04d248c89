// Opens the export of one recording, or of those that were chosen in the list.
import { Share } from 'lucide-react';
import { useState } from 'react';
import type { RecordingSummary } from '#contract/footage.ts';
import { Button, useShortcut } from '../../ui/index.ts';
import { ExportDialog } from './ExportDialog.tsx';

export function ExportButton({ recordings }: { readonly recordings: readonly RecordingSummary[] }) {
  const [isOpen, setOpen] = useState(false);
  const possible = recordings.length > 0 && recordings.every(({ erasedAt }) => erasedAt === null);
  useShortcut('E', () => setOpen(true), { when: possible && !isOpen, label: 'Export for court', group: 'Recording' });
  return (
    <>
      <Button icon={Share} shortcut="E" isDisabled={!possible} onPress={() => setOpen(true)}>
        Export
      </Button>
      {isOpen ? <ExportDialog recordings={recordings} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
