// The slim left rail: where to go, what waits there, and who is at the desk.
import { useQuery } from '@tanstack/react-query';
import { CircleUser, Settings, type LucideIcon } from 'lucide-react';
import { Link } from 'react-aria-components/Link';
import type { Officer } from '#contract/session.ts';
import { queries } from '../ipc/queries.ts';
import { classNames, Tooltip, useShortcut, VisuallyHidden } from '../ui/index.ts';
import { railEntries, type RailEntry } from './rail-entries.ts';
import styles from './Rail.module.css';
import { navigate, routeHref, useRoute, type Route } from './route.ts';

interface EntryProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly route: Route;
  readonly isCurrent: boolean;
  readonly shortcut: string;
  readonly badge?: RailEntry['badge'];
  readonly count?: number;
}

function Entry({ label, icon: Icon, route, isCurrent, shortcut, badge, count = 0 }: EntryProps) {
  useShortcut(shortcut, () => navigate(route), { label, group: 'Go to' });
  return (
    <Tooltip text={label} shortcut={shortcut} placement="right">
      <Link
        href={routeHref(route)}
        className={classNames(styles['entry'], isCurrent && styles['current'])}
        {...(isCurrent ? { 'aria-current': 'page' } : {})}
      >
        <Icon size={18} strokeWidth={1.9} aria-hidden />
        <span className={styles['label']}>{label}</span>
        {badge === undefined || count === 0 ? null : (
          <span className={classNames(styles['badge'], styles[badge.tone])}>
            {count > 99 ? '99+' : count}
            <VisuallyHidden>{` ${badge.words[count === 1 ? 0 : 1]}`}</VisuallyHidden>
          </span>
        )}
      </Link>
    </Tooltip>
  );
}

export function Rail({ officer }: { readonly officer: Officer | null }) {
  const { screen } = useRoute();
  const { data: today } = useQuery(queries.today);
  const counts = {
    // Late, or to be told before the day is over.
    victimUpdatesDue:
      today?.due.filter((item) => item.kind === 'victim-update' && item.dueDay <= item.today).length ?? 0,
    drafts: today?.drafts.length ?? 0,
    recordingsToTag: today?.recordingsToTag ?? 0,
  };
  return (
    <nav className={styles['rail']} aria-label="Main">
      <div className={styles['brand']}>
        <span className={styles['mark']} aria-hidden>
          K
        </span>
        <span className={styles['name']}>Kerbdesk</span>
      </div>
      <div className={styles['entries']}>
        {railEntries.map(({ screens, ...entry }) => (
          <Entry
            key={entry.label}
            {...entry}
            isCurrent={screens.includes(screen)}
            {...(entry.badge === undefined ? {} : { count: counts[entry.badge.count] })}
          />
        ))}
      </div>
      <div className={styles['foot']}>
        <Entry
          label="Settings"
          icon={Settings}
          route={{ screen: 'settings' }}
          isCurrent={screen === 'settings'}
          shortcut="Ctrl+,"
        />
        {officer === null ? null : (
          <div className={styles['officer']}>
            <CircleUser size={18} strokeWidth={1.9} aria-hidden />
            <span className={styles['label']}>
              <VisuallyHidden>Signed in: </VisuallyHidden>
              {officerLine(officer)}
            </span>
          </div>
        )}
      </div>
    </nav>
  );
}

/** As on the picture: "PC Okafor 4417NE". */
function officerLine({ name, rank, shoulderNumber }: Officer): string {
  return `${rank} ${name.trim().split(/\s+/u).at(-1) ?? name} ${shoulderNumber}`;
}
