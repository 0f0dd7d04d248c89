// Ctrl+K: finds everything in the vault as the officer types, and runs commands.
import { useMutation } from '@tanstack/react-query';
import { Search, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import type { SearchReason } from '#contract/search.ts';
import type { SettingsValues } from '#contract/settings.ts';
import { useImportFolder } from '../features/cameras/index.ts';
import { canPrint, printWhatIsOpen } from '../features/printing/index.ts';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../ipc/problem.ts';
import { Key } from '../ui/index.ts';
import { ShortcutLayer } from '../ui/shortcuts.tsx';
import styles from './CommandPalette.module.css';
import { matchingCommands, paletteCommands, type PaletteDeeds } from './palette-commands.ts';
import { startNote } from './new-note.ts';
import { navigate } from './route.ts';
import { useFound } from './use-found.ts';
import { useNewIdentification } from './use-new-identification.ts';
import { useNewReport } from './use-new-report.ts';

interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly reason?: SearchReason;
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
  const newCollision = useNewReport('collision');
  const identifying = useNewIdentification();
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
      newCollision: newCollision.start,
      newNote: () => startNote(),
      identify: () => identifying.start(),
      importFolder: importing.importFolder,
      setTheme: (chosen) => theme.mutate(chosen),
    }),
    text,
  );
  const groups: readonly (readonly [string, readonly PaletteItem[]])[] = [...found.groups, ['Commands', commands]];
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
            placeholder="Name, plate, phone, reference, any word, or a command"
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
        renderEmptyState={() => <p className={styles['empty']}>{emptyWords(text, found)}</p>}
      >
        {shown.map(([name, group]) => (
          <ListBoxSection key={name} id={name} className={styles['section'] ?? ''}>
            <Header className={styles['heading'] ?? ''}>{name}</Header>
            {group.map(({ id, label, detail, reason, icon: Icon, shortcut }) => (
              <ListBoxItem key={id} id={id} textValue={label} className={styles['item'] ?? ''}>
                <Icon size={17} aria-hidden />
                <span className={styles['words']}>
                  {label}
                  {detail === undefined || detail === '' ? null : <span className={styles['detail']}>{detail}</span>}
                  {reason === undefined ? null : <Reason reason={reason} />}
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

/** Why it was found: "Phone: 07700 900123", with what was typed marked. Nothing where the title says it. */
function Reason({ reason: { label, snippet } }: { readonly reason: SearchReason }) {
  if (snippet.length === 0) {
    return label.includes('“') ? <span className={styles['reason']}>{label}</span> : null;
  }
  return (
    <span className={styles['reason']}>
      {label === '' ? null : `${label}: `}
      {snippet.map(({ text, isMarked }, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one sentence, in its order
        isMarked ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </span>
  );
}

function emptyWords(text: string, { isComplete, error }: ReturnType<typeof useFound>): string {
  if (error !== null) return describeProblem(error).text;
  return isComplete
    ? `Nothing fits “${text}”. People, plates, reports, notes and recordings are found by any word in them, and names also misspelt.`
    : 'Looking through the vault…';
}
