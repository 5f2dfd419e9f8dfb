import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { Tooltip } from './tooltip.tsx';
import './button.css';

export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What it does; read out, and shown on hover and focus. */
  readonly label: string;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly size?: 'medium' | 'small';
  /** The key that does the same, shown in the tip. */
  readonly keys?: string;
  readonly slot?: string;
}

/** A button without room for a word; its name shows as a tip. */
export function IconButton({ icon: Icon, label, size = 'medium', keys, onPress, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys ? { keys } : {})}>
      <AriaButton
        {...rest}
        {...(onPress ? { onPress } : {})}
        aria-label={label}
        className={`icon-button icon-button-${size}`}
      >
        <Icon aria-hidden size={size === 'small' ? 16 : 18} />
      </AriaButton>
    </Tooltip>
  );
}
