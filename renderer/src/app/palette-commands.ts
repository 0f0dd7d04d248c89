// What the command palette can do, and which of it fits the words typed. Pure.
import {
  CalendarX2,
  CarFront,
  Coffee,
  EyeOff,
  FilePlus2,
  Fingerprint,
  FolderInput,
  Keyboard,
  Lock,
  Megaphone,
  Monitor,
  Moon,
  NotebookPen,
  PenLine,
  Printer,
  Settings,
  Stamp,
  SunMedium,
  Tags,
  type LucideIcon,
} from 'lucide-react';
import type { SettingsValues } from '#contract/settings.ts';
import { deskShortcuts } from './desk-shortcuts.ts';
import { railEntries } from './rail-entries.ts';
import type { Route } from './route.ts';

export interface PaletteDeeds {
  readonly go: (route: Route) => void;
  readonly newReport: () => void;
  readonly newStatement: () => void;
  readonly newCollision: () => void;
  readonly newNote: () => void;
  readonly identify: () => void;
  readonly importFolder: () => void;
  /** Where there is something to print. */
  readonly print?: () => void;
  readonly lock: () => void;
  readonly cover: () => void;
  readonly isPublic: boolean;
  readonly togglePublicPlace: () => void;
  readonly showShortcuts: () => void;
  readonly setTheme: (theme: SettingsValues['theme']) => void;
}

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  /** Other words an officer may type for it. */
  readonly words: string;
  readonly run: () => void;
}

export function paletteCommands(deeds: PaletteDeeds): readonly PaletteCommand[] {
  const themes = [
    ['light', 'Light theme', SunMedium],
    ['dark', 'Dark theme', Moon],
    ['system', 'Theme of the laptop', Monitor],
  ] as const;
  return [
    ...(deeds.print === undefined
      ? []
      : [
          {
            id: 'print',
            label: 'Print this report, or save it as PDF',
            icon: Printer,
            shortcut: 'Ctrl+P',
            words: 'paper document export',
            run: deeds.print,
          },
        ]),
    {
      id: 'new-report',
      label: 'New crime report',
      icon: FilePlus2,
      shortcut: 'N',
      words: 'write create start',
      run: deeds.newReport,
    },
    {
      id: 'new-statement',
      label: 'New witness statement',
      icon: PenLine,
      words: 'write create start mg11 victim',
      run: deeds.newStatement,
    },
    {
      id: 'new-collision',
      label: 'New collision report',
      icon: CarFront,
      words: 'write create start road traffic accident crash rtc stats19 sketch',
      run: deeds.newCollision,
    },
    {
      id: 'new-note',
      label: 'New note',
      icon: NotebookPen,
      shortcut: deskShortcuts.newNote,
      words: 'notebook jot pocket book write start',
      run: deeds.newNote,
    },
    {
      id: 'identify-person',
      label: 'Identify a person',
      icon: Fingerprint,
      words: 'fingerprint ink who name unknown scan reader',
      run: deeds.identify,
    },
    {
      id: 'tag-all',
      label: 'Tag recordings',
      icon: Tags,
      words: 'footage category reference worklist',
      run: () => deeds.go({ screen: 'footage', worklist: 'needs-tagging' }),
    },
    {
      id: 'import-folder',
      label: 'Import from a folder or card',
      icon: FolderInput,
      words: 'offload sd card stick recordings footage copy',
      run: deeds.importFolder,
    },
    {
      id: 'team-posts',
      label: 'Team post',
      icon: Megaphone,
      words: 'posts social media tweet share local network public write',
      run: () => deeds.go({ screen: 'team-posts' }),
    },
    {
      id: 'deletion-review',
      label: 'Deletion review',
      icon: CalendarX2,
      words: 'retention delete erase keep hold due dry run',
      run: () => deeds.go({ screen: 'review' }),
    },
    {
      id: 'exhibits',
      label: 'Exhibits',
      icon: Stamp,
      words: 'continuity label court producer',
      run: () => deeds.go({ screen: 'exhibits' }),
    },
    ...railEntries.map((entry) => ({
      id: `go-${entry.route.screen}`,
      label: `Go to ${entry.label}`,
      icon: entry.icon,
      shortcut: entry.shortcut,
      words: 'open show',
      run: () => deeds.go(entry.route),
    })),
    {
      id: 'go-settings',
      label: 'Go to Settings',
      icon: Settings,
      shortcut: 'Ctrl+,',
      words: 'open passphrase touch idle about version',
      run: () => deeds.go({ screen: 'settings' }),
    },
    {
      id: 'lock',
      label: 'Lock the vault',
      icon: Lock,
      shortcut: deskShortcuts.lock,
      words: 'leave close',
      run: deeds.lock,
    },
    {
      id: 'cover',
      label: 'Cover the screen',
      icon: EyeOff,
      shortcut: deskShortcuts.cover,
      words: 'privacy hide blank',
      run: deeds.cover,
    },
    {
      id: 'public-place',
      label: deeds.isPublic ? 'Leave the public place' : 'Public place',
      icon: Coffee,
      shortcut: deeds.isPublic ? deskShortcuts.endPublicPlace : deskShortcuts.publicPlace,
      words: 'privacy hide blank names pictures cafe train show again',
      run: deeds.togglePublicPlace,
    },
    ...themes.map(([theme, label, icon]) => ({
      id: `theme-${theme}`,
      label,
      icon,
      words: 'theme colours night day appearance',
      run: () => deeds.setTheme(theme),
    })),
    {
      id: 'shortcuts',
      label: 'Keyboard shortcuts',
      icon: Keyboard,
      shortcut: deskShortcuts.overview,
      words: 'keys help',
      run: deeds.showShortcuts,
    },
  ];
}

export function matchingCommands(commands: readonly PaletteCommand[], text: string): readonly PaletteCommand[] {
  const typed = text.toLocaleLowerCase('en-GB').split(/\s+/u).filter(Boolean);
  return commands.filter(({ label, words }) => {
    const haystack = `${label} ${words}`.toLocaleLowerCase('en-GB').split(/\s+/u);
    return typed.every((word) => haystack.some((candidate) => candidate.startsWith(word)));
  });
}
