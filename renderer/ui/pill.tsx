import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './pill.css';

export type PillTone = 'positive' | 'information' | 'caution' | 'danger';

export interface PillProps {
  readonly tone: PillTone;
  readonly icon: LucideIcon;
  /** The state in words: colour alone says nothing. */
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly className?: string;
}

/** A state that is always in view, in words; opens what lies behind it. */
export function Pill({ tone, icon: Icon, children, onPress, className = '' }: PillProps) {
  return (
    <AriaButton className={`pill pill-${tone} ${className}`} onPress={onPress}>
      <Icon aria-hidden size={15} />
      <span>{children}</span>
    </AriaButton>
  );
}
