// Short news at the edge of the screen, spoken as well; errors stay until they are put away.
import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Tone } from './Badge.tsx';
import { IconButton } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { dismiss, shownToasts, subscribe, type Toast } from './toasts.ts';
import styles from './Toast.module.css';

/** What went well is short news; what else happened takes a moment to read; null stays until it is put away. */
const millisecondsShown: Readonly<Record<Tone, number | null>> = {
  ok: 4000,
  accent: 7000,
  neutral: 7000,
  warn: null,
  bad: null,
};

/** It waits while the pointer or the focus is on it: nothing is taken away from somebody who is reading it. */
function ShownToast({ id, tone, title, text }: Toast) {
  const [isHeld, setHeld] = useState(false);
  const life = millisecondsShown[tone];
  useEffect(() => {
    if (life === null || isHeld) return;
    const timer = setTimeout(() => dismiss(id), life);
    return () => clearTimeout(timer);
  }, [id, life, isHeld]);
  return (
    <div
      className={styles['toast']}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Notice
        tone={tone}
        title={title}
        action={<IconButton icon={X} label="Put away" size="small" onPress={() => dismiss(id)} />}
      >
        {text ?? undefined}
      </Notice>
    </div>
  );
}

/** Mounted once by the frame. A bar of buttons at the foot of a screen stays clear of it: `data-keep-clear`. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, shownToasts);
  return (
    <section className={styles['toaster']} aria-label="News" aria-live="polite">
      {shown.map((toast) => (
        <ShownToast key={toast.id} {...toast} />
      ))}
    </section>
  );
}
