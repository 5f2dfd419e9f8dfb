import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { useKeyAction } from '../keys/key-context.tsx';
import { type KeyAction, keyDefinition } from '../keys/key-table.ts';
import { Kbd } from './kbd.tsx';
import './button.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: (event?: PressEvent) => void;
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'small';
  readonly icon?: LucideIcon;
  /** Binds the key of this action to the button and prints it. */
  readonly keyAction?: KeyAction;
  /** A screen that binds the same action goes first. */
  readonly keyYields?: boolean;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  /** Shows that it is busy and keeps a second press out. */
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  readonly 'aria-label'?: string;
  readonly 'aria-expanded'?: boolean;
  readonly className?: string;
}

/** A button that says what it does and which key does the same. A submit button with a key needs `onPress` too. */
export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    variant = 'secondary',
    size = 'medium',
    icon: Icon,
    keyAction,
    keyYields = false,
    className,
    ...rest
  } = props;
  const resting = props.isDisabled || props.isPending;
  useKeyAction(keyAction, resting || !onPress ? undefined : () => onPress(), keyYields);
  const keys = keyAction ? keyDefinition(keyAction).keys[0] : undefined;
  return (
    <AriaButton
      type={props.type ?? 'button'}
      {...rest}
      {...(onPress ? { onPress } : {})}
      className={`button button-${variant} button-${size} ${className ?? ''}`}
    >
      {Icon && <Icon className="button-icon" aria-hidden size={16} />}
      <span className="button-label">{children}</span>
      {keys && <Kbd keys={keys} />}
      {props.isPending && <span className="button-busy" aria-hidden />}
    </AriaButton>
  );
}
