// The heading of a screen; takes the focus when the officer comes to the screen.
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './ScreenTitle.module.css';
import { Tooltip } from './Tooltip.tsx';
import { Link } from 'react-aria-components/Link';

export interface ScreenTitleProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Beside the title: badges of state. */
  readonly badges?: ReactNode;
  readonly actions?: ReactNode;
  /** Where the arrow leads, for example `{ href: routeHref({ screen: 'footage' }), label: 'All footage' }`. */
  readonly back?: { readonly href: string; readonly label: string };
}

/** The id by which the frame finds the heading after a change of screen. */
export const screenTitleId = 'screen-title';

export function ScreenTitle({ title, subtitle, badges, actions, back }: ScreenTitleProps) {
  return (
    <header className={styles['header']}>
      {back === undefined ? null : (
        <Tooltip text={back.label}>
          <Link href={back.href} aria-label={back.label} className={styles['back'] ?? ''}>
            <ArrowLeft size={19} aria-hidden />
          </Link>
        </Tooltip>
      )}
      <div className={styles['words']}>
        <div className={styles['line']}>
          <h1 id={screenTitleId} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          {badges}
        </div>
        {subtitle === undefined ? null : <p className={styles['subtitle']}>{subtitle}</p>}
      </div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
