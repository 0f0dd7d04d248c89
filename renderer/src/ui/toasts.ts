// The short news that are shown now, outside of any screen: they outlive the one that tells them.
import type { Tone } from './Badge.tsx';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string | null;
  readonly untilLock: boolean;
}

export interface ToastOptions {
  readonly tone?: Tone;
  readonly title: string;
  readonly text?: string;
  /** It tells of a person or of what was typed: not on the lock screen. */
  readonly untilLock?: boolean;
}

const mostAtOnce = 4;

let toasts: readonly Toast[] = [];
let nextId = 1;
const subscribers = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const notify of subscribers) notify();
}

export const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

export function showToast({ tone = 'ok', title, text, untilLock = false }: ToastOptions): void {
  const same = toasts.find((toast) => toast.title === title && toast.text === (text ?? null));
  const toast: Toast = { id: nextId, tone, title, text: text ?? null, untilLock };
  nextId += 1;
  set([...toasts.filter((other) => other !== same), toast].slice(-mostAtOnce));
}

/** At a lock. */
export const forgetPersonalToasts = (): void => set(toasts.filter(({ untilLock }) => !untilLock));

export function subscribe(notify: () => void): () => void {
  subscribers.add(notify);
  return () => subscribers.delete(notify);
}

/** Newest last; the same list until it changes. */
export const shownToasts = (): readonly Toast[] => toasts;
