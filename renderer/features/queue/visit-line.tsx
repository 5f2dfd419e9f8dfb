import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';

interface VisitLineProps {
  readonly visit: VisitRow;
  /** What stands behind the products. */
  readonly more: readonly (string | undefined | false)[];
  readonly children: ReactNode;
}

/** A visit in a list: its ticket, who it is, and what they come for. */
export function VisitLine({ visit, more, children }: VisitLineProps) {
  const t = useText();
  return (
    <li className="line">
      <span className="ticket number">{visit.ticket}</span>
      <div className="line-text">
        <p className="line-title">{visit.personName ?? t('queue.unknownPerson')}</p>
        <p className="line-meta">{[...visit.productNames, ...more].filter(Boolean).join(' · ')}</p>
      </div>
      <div className="line-end">{children}</div>
    </li>
  );
}
