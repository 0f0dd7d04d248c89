// Short news at the edge of the screen, spoken as well; errors stay until they are put away.
import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { Tone } from './Badge.tsx';
import { IconButton } from './Button.tsx';
import { Notice } from './Notice.tsx';
import styles from './Toast.module.css';

interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string | null;
}

export interface ToastOptions {
  readonly tone?: Tone;
  readonly title: string;
  readonly text?: string;
}

const millisecondsShown = 7000;
const mostAtOnce = 4;

let toasts: readonly Toast[] = [];
let nextId = 1;
const subscribers = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const notify of subscribers) notify();
}

const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

export function showToast({ tone = 'ok', title, text }: ToastOptions): void {
  const same = toasts.find((toast) => toast.title === title && toast.text === (text ?? null));
  const toast: Toast = { id: nextId, tone, title, text: text ?? null };
  nextId += 1;
  set([...toasts.filter((other) => other !== same), toast].slice(-mostAtOnce));
  if (tone !== 'bad' && tone !== 'warn') setTimeout(() => dismiss(toast.id), millisecondsShown);
}

function subscribe(notify: () => void): () => void {
  subscribers.add(notify);
  return () => subscribers.delete(notify);
}

/** Mounted once by the frame. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section className={styles['toaster']} aria-label="News" aria-live="polite">
      {shown.map(({ id, tone, title, text }) => (
        <div key={id} className={styles['toast']}>
          <Notice
            tone={tone}
            title={title}
            action={<IconButton icon={X} label="Put away" size="small" onPress={() => dismiss(id)} />}
          >
            {text ?? undefined}
          </Notice>
        </div>
      ))}
    </section>
  );
}
