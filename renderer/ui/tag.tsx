import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './tag.css';

export type Tone = 'neutral' | 'accent' | 'information' | 'positive' | 'caution' | 'danger';

export interface TagProps {
  readonly children: ReactNode;
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
}

/** A word with a ground: a kind, a team, a warning. The word carries the meaning, never the colour alone. */
export function Tag({ children, tone = 'neutral', icon: Icon }: TagProps) {
  return (
    <span className={`tag tag-${tone}`}>
      {Icon && <Icon aria-hidden size={13} />}
      {children}
    </span>
  );
}
