// A part of the screen that scrolls by itself, reachable from the keyboard.
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ScrollRegion.module.css';

export interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: without the focus, arrows cannot scroll it
    <section className={classNames(styles['region'], className)} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
