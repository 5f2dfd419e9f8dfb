import type { LucideIcon } from 'lucide-react';
import { useLayoutEffect, useState } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { Tooltip } from './tooltip.tsx';
import './button.css';

export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What it does; read out, and shown on hover and focus. */
  readonly label: string;
  readonly onPress?: (event?: PressEvent) => void;
  readonly isDisabled?: boolean;
  readonly size?: 'medium' | 'small';
  /** The key that does the same, shown in the tip. */
  readonly keys?: string;
  readonly slot?: string;
}

/** A tip takes Escape to go away. One that says that Escape presses its button must not, or whoever stands on the button presses twice. */
function useEscapeOnFocus(isUsed: boolean, onPress: (() => void) | undefined): (isFocused: boolean) => void {
  const [isFocused, setFocused] = useState(false);
  useLayoutEffect(() => {
    if (!isUsed || !isFocused) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onPress?.();
    };
    // The tip listens on the document: the window hears it earlier.
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [isUsed, isFocused, onPress]);
  return setFocused;
}

/** A button without room for a word; its name shows as a tip. */
export function IconButton({ icon: Icon, label, size = 'medium', keys, onPress, ...rest }: IconButtonProps) {
  const onFocusChange = useEscapeOnFocus(keys === 'Escape', onPress);
  return (
    <Tooltip text={label} {...(keys ? { keys } : {})}>
      <AriaButton
        {...rest}
        {...(onPress ? { onPress } : {})}
        onFocusChange={onFocusChange}
        aria-label={label}
        className={`icon-button icon-button-${size}`}
      >
        <Icon aria-hidden size={size === 'small' ? 16 : 18} />
      </AriaButton>
    </Tooltip>
  );
}
