import type { SearchHit, SearchKind } from '@onthaal/contract/store/rows.ts';
import { CalendarDays, FileText, Folder, type LucideIcon, MessageSquare, SquareCheck, User } from 'lucide-react';
import { memo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { MarkedText } from '../../ui/marked-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { ShieldedTag } from '../person/shielded-tag.tsx';
import { hitElementId } from './search-context.tsx';

const icons: Readonly<Record<SearchKind, LucideIcon>> = {
  person: User,
  dossier: Folder,
  appointment: CalendarDays,
  interaction: MessageSquare,
  task: SquareCheck,
  document: FileText,
};
const stateWords: Readonly<Partial<Record<SearchKind, string>>> = {
  dossier: 'dossierStatus',
  appointment: 'appointmentState',
  interaction: 'interactionState',
  task: 'taskState',
};

interface SearchHitRowProps {
  readonly hit: SearchHit;
  readonly isActive: boolean;
  readonly onOpen: (hit: SearchHit) => void;
}

/** One hit, with what matched marked. */
export const SearchHitRow = memo(function SearchHitRow({ hit, isActive, onOpen }: SearchHitRowProps) {
  const t = useText();
  const Icon = icons[hit.kind];
  const set = stateWords[hit.kind];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the search box, which names this option as active
    <div
      id={hitElementId(hit)}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={`search-hit ${isActive ? 'search-hit-active' : ''}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onOpen(hit)}
    >
      <Icon aria-hidden size={18} className="search-hit-icon" strokeWidth={1.75} />
      <span className="search-hit-text">
        <span className="search-hit-title">
          <MarkedText text={hit.title} ranges={hit.titleRanges} />
        </span>
        {hit.shielded && (
          <span>
            <ShieldedTag />
          </span>
        )}
        {hit.subtitle && (
          <span className="search-hit-subtitle">
            <MarkedText text={hit.subtitle} ranges={hit.subtitleRanges} />
          </span>
        )}
        {hit.matched && (
          <span className="search-hit-subtitle">
            {t('search.matchedIn', { field: t.word('searchField', hit.matched.field) })}
            <MarkedText text={hit.matched.text} ranges={hit.matched.ranges} />
          </span>
        )}
      </span>
      {hit.state && set && <StatusBadge status={hit.state} label={t.word(set, hit.state)} />}
    </div>
  );
});
