// Buttons: one primary a screen, the rest secondary or quiet. A shortcut is shown on the button itself.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Key } from './Key.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface ButtonProps {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: LucideIcon;
  /** Drawn as a key; registering it is the caller's `useShortcut`. */
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  /** Work goes on: presses are ignored, the button keeps its place and says so to a screen reader. */
  readonly isPending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  readonly id?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  /** Where the visible words need more, for example "Finish: theft from shop, Hoe Street". */
  readonly 'aria-label'?: string;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}

export function Button({
  variant = 'secondary',
  size = 'normal',
  icon: Icon,
  shortcut,
  onPress,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      type={type}
      {...(onPress === undefined ? {} : { onPress: () => onPress() })}
      className={classNames(styles['button'], styles[variant], styles[size])}
    >
      {Icon === undefined ? null : <Icon size={size === 'small' ? 15 : 17} aria-hidden />}
      <span className={styles['label']}>{children}</span>
      {shortcut === undefined ? null : (
        <span aria-hidden className={styles['key']}>
          <Key>{shortcut}</Key>
        </span>
      )}
    </AriaButton>
  );
}

export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What it does: the accessible name and the tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly size?: 'normal' | 'small';
  readonly isDisabled?: boolean;
  /** Given: a toggle that says whether it is on. */
  readonly isPressed?: boolean;
  readonly tooltipPlacement?: 'top' | 'bottom' | 'left' | 'right';
  readonly id?: string;
  readonly onPress: () => void;
}

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 'normal',
  isDisabled = false,
  isPressed,
  tooltipPlacement = 'bottom',
  id,
  onPress,
}: IconButtonProps) {
  const shared = {
    'aria-label': label,
    isDisabled,
    className: classNames(styles['button'], styles['icon'], styles[size]),
    ...(id === undefined ? {} : { id }),
  };
  const picture = <Icon size={size === 'small' ? 16 : 19} aria-hidden />;
  return (
    <Tooltip text={label} shortcut={shortcut} placement={tooltipPlacement}>
      {isPressed === undefined ? (
        <AriaButton {...shared} onPress={() => onPress()}>
          {picture}
        </AriaButton>
      ) : (
        <ToggleButton {...shared} isSelected={isPressed} onChange={() => onPress()}>
          {picture}
        </ToggleButton>
      )}
    </Tooltip>
  );
}
