// Search, what the desk is connected to, the privacy key and the lock.
import { useQuery } from '@tanstack/react-query';
import { Coffee, EyeOff, Laptop, Lock, Search, Usb } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'react-aria-components/Link';
import { cameraPill } from '../features/cameras/index.ts';
import { queries } from '../ipc/queries.ts';
import { Badge, classNames, IconButton, Key, Tooltip } from '../ui/index.ts';
import { deskShortcuts } from './desk-shortcuts.ts';
import { routeHref } from './route.ts';
import styles from './TopBar.module.css';

interface TopBarProps {
  readonly isPublic: boolean;
  readonly onSearch: () => void;
  readonly onPublicPlace: () => void;
  readonly onCover: () => void;
  readonly onLock: () => void;
}

export function TopBar({ isPublic, onSearch, onPublicPlace, onCover, onLock }: TopBarProps) {
  return (
    <header className={styles['bar']}>
      <Button className={styles['search'] ?? ''} onPress={onSearch}>
        <Search size={17} aria-hidden />
        <span className={styles['prompt']}>Find anything or run a command</span>
        <span className={styles['key']} aria-hidden>
          <Key>{deskShortcuts.palette}</Key>
        </span>
      </Button>
      <div className={styles['tray']}>
        <Tooltip text="Nothing is sent anywhere. All work is kept on this laptop, encrypted.">
          <Button className={classNames(styles['pill'], styles['kept'])}>
            <Badge icon={Laptop}>Kept on this laptop</Badge>
          </Button>
        </Tooltip>
        <CameraPill />
        {isPublic ? (
          <Tooltip
            text="Hold F8, or a finger, on what you want to see. Press here to show all again."
            shortcut={deskShortcuts.endPublicPlace}
          >
            <Button className={classNames(styles['pill'], styles['public'])} onPress={onPublicPlace}>
              <Badge tone="accent" icon={Coffee}>
                Public place
              </Badge>
            </Button>
          </Tooltip>
        ) : (
          <IconButton
            icon={Coffee}
            label="Public place: blank names and pictures"
            shortcut={deskShortcuts.publicPlace}
            onPress={onPublicPlace}
          />
        )}
        <IconButton icon={EyeOff} label="Cover the screen" shortcut={deskShortcuts.cover} onPress={onCover} />
        <IconButton icon={Lock} label="Lock the vault" shortcut={deskShortcuts.lock} onPress={onLock} />
      </div>
    </header>
  );
}

/** By itself: while cameras are offloaded it is drawn many times a second, and the rest of the bar need not be. */
function CameraPill() {
  const { data: cameras = [] } = useQuery(queries.cameras);
  const { data: jobs = [] } = useQuery(queries.jobs);
  const pill = cameraPill(cameras, jobs);
  if (pill === null) return null;
  return (
    <Tooltip text={pill.sentence}>
      <Link href={routeHref({ screen: 'today' })} className={styles['pill'] ?? ''}>
        <Badge tone={pill.tone} icon={Usb}>
          {pill.label}
        </Badge>
      </Link>
    </Tooltip>
  );
}
