// A titled surface; `rows` lists inside it are drawn edge to edge with `CardRow`.
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './Card.module.css';
import { classNames } from './class-names.ts';

export interface CardProps {
  readonly title?: ReactNode;
  readonly icon?: LucideIcon;
  /** At the right end of the title line: a quiet word, a badge or a button. */
  readonly aside?: ReactNode;
  /** No inner space: for lists of `CardRow` and for tables. */
  readonly flush?: boolean;
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

export function Card({ title, icon: Icon, aside, flush = false, footer, children }: CardProps) {
  const titleId = useId();
  return (
    <section className={styles['card']} {...(title === undefined ? {} : { 'aria-labelledby': titleId })}>
      {title === undefined ? null : (
        <header className={styles['header']}>
          {Icon === undefined ? null : <Icon size={18} aria-hidden />}
          <h2 id={titleId} className={styles['title']}>
            {title}
          </h2>
          {aside === undefined ? null : <div className={styles['aside']}>{aside}</div>}
        </header>
      )}
      <div className={classNames(styles['body'], flush && styles['flush'])}>{children}</div>
      {footer === undefined ? null : <footer className={styles['footer']}>{footer}</footer>}
    </section>
  );
}

export interface CardRowProps {
  /** A badge or picture at the left. */
  readonly lead?: ReactNode;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly action?: ReactNode;
  /** Makes the title a link that covers the row; an `action` stays pressable on its own. */
  readonly href?: string;
}

export function CardRow({ lead, title, detail, action, href }: CardRowProps) {
  return (
    <div data-unit className={styles['row']}>
      {lead === undefined ? null : <div className={styles['lead']}>{lead}</div>}
      <div className={styles['words']}>
        <div className={styles['rowTitle']}>
          {href === undefined ? (
            title
          ) : (
            <a href={href} className={styles['cover']}>
              {title}
            </a>
          )}
        </div>
        {detail === undefined ? null : <div className={styles['detail']}>{detail}</div>}
      </div>
      {action === undefined ? null : <div className={styles['action']}>{action}</div>}
    </div>
  );
}
