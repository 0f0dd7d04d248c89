// What an unlabelled control does and which key does it; also shown on keyboard focus.
import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Key } from './Key.tsx';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
  /** The focusable control it speaks of (a kit button or another react-aria element). */
  readonly children: ReactElement;
}

export function Tooltip({ text, shortcut, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip placement={placement} offset={6} className={styles['tooltip'] ?? ''}>
        {text}
        {shortcut === undefined ? null : <Key>{shortcut}</Key>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
