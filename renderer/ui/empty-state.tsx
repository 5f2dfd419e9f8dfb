import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

export interface EmptyStateProps {
  /** A friendly sentence: what is not here, and that this is fine. */
  readonly title: string;
  /** The next step. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: LucideIcon;
  readonly isCompact?: boolean;
}

/** What stands where there is nothing to show. */
export function EmptyState({ title, children, actions, icon: Icon = Inbox, isCompact }: EmptyStateProps) {
  return (
    <div className={`empty ${isCompact ? 'empty-compact' : ''}`}>
      {!isCompact && (
        <span className="empty-picture">
          <Icon aria-hidden size={24} strokeWidth={1.5} />
        </span>
      )}
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
      {actions && <div className="row empty-actions">{actions}</div>}
    </div>
  );
}
