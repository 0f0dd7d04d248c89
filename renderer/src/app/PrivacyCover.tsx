// One key hides everything from whoever looks over a shoulder; the same key brings it back where it was.
import { Eye, EyeOff, Lock } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/index.ts';
import { ShortcutLayer } from '../ui/shortcuts.tsx';
import { deskShortcuts } from './desk-shortcuts.ts';
import { hushAll } from './hush.ts';
import styles from './PrivacyCover.module.css';

interface PrivacyCoverProps {
  readonly isOpen: boolean;
  /** Takes the cover away. */
  readonly onOpen: () => void;
  readonly onLock: () => void;
}

export function PrivacyCover({ isOpen, onOpen, onLock }: PrivacyCoverProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || !isOpen) return undefined;
    // The browser's top layer lies above every other dialog and makes the rest unreachable, also for screen readers.
    element.showModal();
    hushAll();
    const playing = [...document.querySelectorAll<HTMLMediaElement>('video, audio')].filter((media) => !media.paused);
    for (const media of playing) media.pause();
    return () => element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className={styles['cover']}
      aria-label="The screen is covered"
      onCancel={(event) => event.preventDefault()}
    >
      {isOpen ? (
        <ShortcutLayer>
          <div className={styles['inner']}>
            <EyeOff size={32} strokeWidth={1.6} aria-hidden />
            <p className={styles['title']}>Covered</p>
            <p className={styles['text']}>
              Your work is as you left it. Sound and video are paused; an offload goes on.
            </p>
            <div className={styles['actions']}>
              <Button variant="primary" icon={Eye} shortcut={deskShortcuts.cover} onPress={onOpen}>
                Show again
              </Button>
              <Button icon={Lock} onPress={onLock}>
                Lock
              </Button>
            </div>
          </div>
        </ShortcutLayer>
      ) : null}
    </dialog>
  );
}
