// Ctrl+K: finds reports and recordings as the officer types, and runs commands.
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileText, Search, Video, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import type { SettingsValues } from '#contract/settings.ts';
import { useImportFolder } from '../features/cameras/index.ts';
import { canPrint, printWhatIsOpen } from '../features/printing/index.ts';
import { formatDateTime, formatLength } from '../format/index.ts';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';
import { showProblem } from '../ipc/problem.ts';
import { queries } from '../ipc/queries.ts';
import { Key } from '../ui/index.ts';
import { ShortcutLayer } from '../ui/shortcuts.tsx';
import styles from './CommandPalette.module.css';
import { matchingCommands, paletteCommands, type PaletteDeeds } from './palette-commands.ts';
import { navigate } from './route.ts';
import { useNewReport } from './use-new-report.ts';

interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly run: () => void;
}

interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly deeds: Pick<PaletteDeeds, 'lock' | 'cover' | 'isPublic' | 'togglePublicPlace' | 'showShortcuts'>;
}

// Autocomplete gives aria-controls; the list is always open.
const listRole = { role: 'combobox', 'aria-expanded': true } as const;

const takeFocus = (input: HTMLInputElement | null): void => input?.focus();

const typingPauseMilliseconds = 120;
const resultsPerKind = 5;

/** The text once the officer has paused typing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingPauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface Found {
  readonly reports: readonly PaletteItem[];
  readonly recordings: readonly PaletteItem[];
  /** False while what is shown may still be of an earlier text. */
  readonly isComplete: boolean;
}

function useFound(typed: string): Found {
  const text = useSettled(typed);
  const enabled = text !== '';
  const reports = useQuery({ ...queries.reportsList({ search: text, status: 'all' }), enabled });
  const footage = useQuery({
    ...queries.footageList({ worklist: 'all', search: text, limit: resultsPerKind, offset: 0 }),
    enabled,
  });
  if (!enabled) return { reports: [], recordings: [], isComplete: typed === text };
  return {
    isComplete:
      typed === text &&
      ![reports, footage].some(({ isFetching, isPlaceholderData }) => isFetching || isPlaceholderData),
    reports: (reports.data ?? []).slice(0, resultsPerKind).map((report) => ({
      id: report.id,
      label: report.title === '' ? 'Untitled crime report' : report.title,
      detail: `${report.localReference} · ${report.status}`,
      icon: FileText,
      run: () => navigate({ screen: 'report', id: report.id }),
    })),
    recordings: (footage.data?.recordings ?? []).map((recording) => ({
      id: recording.id,
      label: recording.title === '' ? recording.fileName : recording.title,
      detail: [
        recording.startedAt === null ? 'start not known' : formatDateTime(recording.startedAt),
        recording.media.durationSeconds === null ? null : formatLength(recording.media.durationSeconds),
        recording.reference,
      ]
        .filter(Boolean)
        .join(' · '),
      icon: Video,
      run: () => navigate({ screen: 'recording', id: recording.id }),
    })),
  };
}

export function CommandPalette({ isOpen, onClose, deeds }: CommandPaletteProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <ShortcutLayer>
          <Dialog className={styles['dialog'] ?? ''} aria-label="Find anything or run a command">
            <Palette onClose={onClose} deeds={deeds} />
          </Dialog>
        </ShortcutLayer>
      </Modal>
    </ModalOverlay>
  );
}

function Palette({ onClose, deeds }: Pick<CommandPaletteProps, 'onClose' | 'deeds'>) {
  const [text, setText] = useState('');
  const newReport = useNewReport();
  const newStatement = useNewReport('statement');
  const importing = useImportFolder();
  const theme = useMutation({
    mutationFn: (chosen: SettingsValues['theme']) => value(kerbdesk.settings.set({ theme: chosen })),
    onError: (error) => showProblem(error, 'The theme was not changed'),
  });
  const found = useFound(text.trim());
  const commands = matchingCommands(
    paletteCommands({
      ...deeds,
      ...(canPrint() ? { print: printWhatIsOpen } : {}),
      go: navigate,
      newReport: newReport.start,
      newStatement: newStatement.start,
      importFolder: importing.importFolder,
      setTheme: (chosen) => theme.mutate(chosen),
    }),
    text,
  );
  const groups: readonly (readonly [string, readonly PaletteItem[]])[] = [
    ['Reports', found.reports],
    ['Recordings', found.recordings],
    ['Commands', commands],
  ];
  const shown = groups.filter(([, items]) => items.length > 0);
  const items = shown.flatMap(([, group]) => group);

  const list = useRef<HTMLDivElement>(null);
  const act = (key: string | null): void => {
    const chosen = items.find(({ id }) => id === key) ?? items[0];
    if (chosen === undefined) return;
    onClose();
    chosen.run();
  };
  // Enter may be pressed before what was typed is found: it then acts as soon as it is.
  const awaited = useRef<{ readonly text: string; readonly key: string | null } | null>(null);
  useEffect(() => {
    if (awaited.current === null || !found.isComplete) return;
    const { text: wanted, key } = awaited.current;
    awaited.current = null;
    if (wanted === text) act(key);
  });
  // Before the list's own keys: they know nothing of a result until it was made current, which takes a moment, and
  // Escape would first empty the box.
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      onClose();
      return;
    }
    const key = list.current?.querySelector('[role=option][data-focused]')?.getAttribute('data-key') ?? null;
    // Nothing typed and nothing chosen: no command is run by chance.
    if (text.trim() === '' && key === null) return;
    if (found.isComplete) act(key);
    else awaited.current = { text, key };
  };
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <div role="presentation" onKeyDownCapture={onKey}>
        <SearchField aria-label="Find anything or run a command" className={styles['search'] ?? ''}>
          <Search size={18} aria-hidden />
          <Input
            ref={takeFocus}
            {...listRole}
            className={styles['input'] ?? ''}
            placeholder="Title, reference, tag, file or command"
            maxLength={200}
          />
          <Key>Escape</Key>
        </SearchField>
      </div>
      <ListBox
        ref={list}
        className={styles['results'] ?? ''}
        aria-label="Results"
        onAction={(key) => act(String(key))}
        renderEmptyState={() => (
          <p className={styles['empty']}>
            {found.isComplete
              ? `Nothing fits “${text}”. Reports and recordings are found by any word in them.`
              : 'Looking through reports and recordings…'}
          </p>
        )}
      >
        {shown.map(([name, group]) => (
          <ListBoxSection key={name} id={name} className={styles['section'] ?? ''}>
            <Header className={styles['heading'] ?? ''}>{name}</Header>
            {group.map(({ id, label, detail, icon: Icon, shortcut }) => (
              <ListBoxItem key={id} id={id} textValue={label} className={styles['item'] ?? ''}>
                <Icon size={17} aria-hidden />
                <span className={styles['words']}>
                  {label}
                  {detail === undefined ? null : <span className={styles['detail']}>{detail}</span>}
                </span>
                {shortcut === undefined ? null : (
                  <span aria-hidden>
                    <Key>{shortcut}</Key>
                  </span>
                )}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Autocomplete>
  );
}
