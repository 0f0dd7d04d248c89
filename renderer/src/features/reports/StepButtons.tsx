// Undo, redo and history of an open report. In a text box the keys are the box's own, as everywhere.
import { History, Redo2, Undo2 } from 'lucide-react';
import { memo, useState } from 'react';
import type { ReportId } from '#contract/ids.ts';
import { Button, IconButton, showToast, useShortcut } from '../../ui/index.ts';
import type { Change } from './history/changes.ts';
import { ReportHistory } from './history/ReportHistory.tsx';
import type { ReportSession } from './report-session.ts';
import { useOpenReport, useSession } from './session-context.tsx';
import styles from './StepButtons.module.css';

const inReport = { group: 'Report', notWhileTyping: true } as const;

function putBack(session: ReportSession, { scope, earlier, removed, label }: Change): void {
  const isHere = scope === null || session.snapshot().content[scope.list].some(({ id }) => id === scope.entryId);
  if (isHere) session.setValues(scope, earlier);
  else if (removed !== null) session.addEntry(scope.list, removed.entry, removed.index);
  else {
    showToast({
      tone: 'warn',
      title: 'It is not in this report any more',
      text: `${label}. Look at a later version: the one that removed it brings all of it back.`,
    });
    return;
  }
  showToast({ title: 'Put back as it was', text: `${label}. Undo takes this back.` });
}

export const StepButtons = memo(function StepButtons({ id }: { readonly id: ReportId }) {
  const { form, session } = useOpenReport();
  const canUndo = useSession((state) => state.canUndo);
  const canRedo = useSession((state) => state.canRedo);
  const [showsHistory, setShowsHistory] = useState(false);
  const open = (): void => {
    // What was typed a moment ago belongs to it.
    void session.flush().then(() => setShowsHistory(true));
  };
  useShortcut('Ctrl+Z', () => session.undo(), { label: 'Undo', ...inReport, when: canUndo });
  useShortcut(['Ctrl+Y', 'Ctrl+Shift+Z'], () => session.redo(), { label: 'Redo', ...inReport, when: canRedo });
  useShortcut('Alt+H', open, { label: 'History', group: 'Report' });
  return (
    <div className={styles['steps']}>
      <IconButton
        icon={Undo2}
        label="Undo"
        shortcut="Ctrl+Z"
        size="small"
        isDisabled={!canUndo}
        onPress={() => session.undo()}
      />
      <IconButton
        icon={Redo2}
        label="Redo"
        shortcut="Ctrl+Y"
        size="small"
        isDisabled={!canRedo}
        onPress={() => session.redo()}
      />
      <Button icon={History} size="small" variant="quiet" shortcut="Alt+H" onPress={open}>
        History
      </Button>
      {showsHistory ? (
        <ReportHistory
          id={id}
          form={form}
          onClose={() => setShowsHistory(false)}
          onPutBack={(change) => putBack(session, change)}
        />
      ) : null}
    </div>
  );
});
