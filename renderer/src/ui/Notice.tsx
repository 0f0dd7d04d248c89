// Something to know: what happened, what was kept, what to do. Also the error summary of a form.
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Tone } from './Badge.tsx';
import styles from './Notice.module.css';
import { classNames } from './class-names.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const toneIcon: Readonly<Record<Tone, LucideIcon>> = {
  neutral: Info,
  accent: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
};

const toneWord: Readonly<Record<Tone, string>> = {
  neutral: 'Note',
  accent: 'Note',
  ok: 'Done',
  warn: 'Warning',
  bad: 'Problem',
};

export interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly icon?: LucideIcon;
  readonly action?: ReactNode;
  /** Announced when it appears: for news, not for what was there from the start. */
  readonly live?: boolean;
  readonly children?: ReactNode;
}

export function Notice({ tone = 'neutral', title, icon, action, live = false, children }: NoticeProps) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <div className={classNames(styles['notice'], styles[tone])} {...(live ? { role: 'status' } : {})}>
      <span className={styles['icon']}>
        <Icon size={18} aria-hidden />
      </span>
      <div className={styles['words']}>
        <VisuallyHidden>{`${toneWord[tone]}: `}</VisuallyHidden>
        {title === undefined ? null : <p className={styles['title']}>{title}</p>}
        {children === undefined ? null : <div className={styles['text']}>{children}</div>}
      </div>
      {action === undefined ? null : <div className={styles['action']}>{action}</div>}
    </div>
  );
}

interface SummaryError {
  readonly text: string;
  /** Element to bring into view and focus. */
  readonly targetId?: string | undefined;
}

export interface ErrorSummaryProps {
  readonly title: string;
  readonly errors: readonly SummaryError[];
}

/** Scrolls to an element and gives it, or the first control within it, the focus. */
export function focusTarget(id: string): void {
  const target = document.getElementById(id);
  if (target === null) return;
  const focusable = 'input, textarea, select, button, a[href], [tabindex]';
  const control = target.matches(focusable) ? target : target.querySelector<HTMLElement>(focusable);
  target.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

/** Takes the focus when it appears, so that what is wrong is the next thing read. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className={classNames(styles['notice'], styles['summary'], styles['bad'])}
    >
      <span className={styles['icon']}>
        <CircleAlert size={18} aria-hidden />
      </span>
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        <ul className={styles['errors']}>
          {errors.map(({ text, targetId }) => (
            <li key={`${targetId ?? ''}${text}`}>
              {targetId === undefined ? (
                text
              ) : (
                <button type="button" className={styles['link']} onClick={() => focusTarget(targetId)}>
                  {text}
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
