// An export from the question to the finished folder: what for, to whom, how far it is, and how to check it.
import { useState } from 'react';
import type { RecordingSummary } from '#contract/footage.ts';
import { Button, Dialog } from '../../ui/index.ts';
import { ExportForm, noAnswers } from './ExportForm.tsx';
import { ExportOutcome } from './ExportOutcome.tsx';
import { ExportUnderWay } from './ExportUnderWay.tsx';
import { useExport } from './use-export.ts';

interface ExportDialogProps {
  readonly recordings: readonly RecordingSummary[];
  readonly onClose: () => void;
}

export function ExportDialog({ recordings, onClose }: ExportDialogProps) {
  // Kept here, so that an export that failed is tried again without typing anew.
  const [answers, setAnswers] = useState(noAnswers);
  const work = useExport();
  switch (work.state) {
    case 'running':
      return (
        <Dialog
          title="Exporting"
          isOpen
          onClose={onClose}
          isDismissable={false}
          actions={<Button onPress={work.cancel}>Cancel the export</Button>}
        >
          <ExportUnderWay job={work.job} />
        </Dialog>
      );
    case 'done':
      return (
        <Dialog
          title="Exported and checked"
          isOpen
          onClose={onClose}
          actions={
            <Button variant="primary" onPress={onClose}>
              Done
            </Button>
          }
        >
          <ExportOutcome outcome={work.outcome} />
        </Dialog>
      );
    case 'idle':
    case 'asking':
      return (
        <ExportForm recordings={recordings} answers={answers} onAnswer={setAnswers} work={work} onClose={onClose} />
      );
  }
}
