// Opens printing for the report that is on screen, by button, key or command palette.
import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReportId, SealId } from '#contract/ids.ts';
import { Button, useShortcut } from '../../ui/index.ts';
import { registerPrinting } from './open-printing.ts';
import { PrintDialog } from './PrintDialog.tsx';

export interface PrintButtonProps {
  readonly id: ReportId;
  readonly isDraft: boolean;
  /** Whether typing is on screen that the vault does not have. */
  readonly hasUnsaved: () => boolean;
  /** Of what is on screen. */
  readonly revision: () => number;
  /** Of a witness statement: the sealed version that is printed; null while there is none. */
  readonly statement?: { readonly seal: SealId | null };
}

export function PrintButton(report: PrintButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => registerPrinting(() => setOpen(true)), []);
  useShortcut('Ctrl+P', () => setOpen(true), { when: !isOpen, label: 'Print, or save as PDF', group: 'Report' });
  return (
    <>
      <Button icon={Printer} shortcut="Ctrl+P" onPress={() => setOpen(true)}>
        Print or PDF
      </Button>
      {isOpen ? <PrintDialog {...report} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
