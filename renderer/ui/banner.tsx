import { CircleAlert, Info, type LucideIcon, OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './banner.css';

export type BannerTone = 'information' | 'caution' | 'danger';
const icons: Readonly<Record<BannerTone, LucideIcon>> = {
  information: Info,
  caution: CircleAlert,
  danger: OctagonAlert,
};

export interface BannerProps {
  readonly tone: BannerTone;
  /** Instead of the tone's own: a picture of what it is about. */
  readonly icon?: LucideIcon;
  readonly title: string;
  /** What it means and what to do next. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out when it appears: `alert` at once, `status` when the reader is ready. */
  readonly live?: 'alert' | 'status';
}

/** A message that stays in its place until its cause is gone. */
export function Banner({ tone, icon: Icon = icons[tone], title, children, actions, live }: BannerProps) {
  return (
    <div className={`banner banner-${tone}`} {...(live ? { role: live } : {})}>
      <Icon className="banner-icon" aria-hidden size={18} />
      <div className="banner-text">
        <p className="banner-title">{title}</p>
        {children && <div className="banner-detail">{children}</div>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
