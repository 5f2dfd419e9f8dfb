import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { hitElementId, useSearchState } from './search-context.tsx';
import './search-box.css';

const steps = { ArrowDown: 'next', ArrowUp: 'previous', PageUp: 'first', PageDown: 'last' } as const;

/** The one search box (F3). The focus stays in it; arrows move through the results below, Enter opens. */
export function SearchBox() {
  const t = useText();
  const search = useSearchState();
  const onSearch = useAppSelector((state) => selectRoute(state).name === 'search');
  const handleKey = (event: KeyboardEvent) => {
    const step = steps[event.key as keyof typeof steps];
    if (step) search.move(step);
    else if (event.key === 'Enter') search.submit();
    else if (event.key === 'Escape') search.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const open = onSearch && search.activeHit !== undefined;
  return (
    <search className="search-box">
      <Search aria-hidden size={17} className="search-box-icon" />
      <input
        ref={search.box}
        className="search-box-input"
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={open}
        aria-controls="search-results"
        aria-autocomplete="list"
        aria-activedescendant={open && search.activeHit ? hitElementId(search.activeHit) : undefined}
        placeholder={t('search.box')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={search.text}
        onChange={(event) => search.setText(event.target.value)}
        onKeyDown={handleKey}
      />
      {search.text ? (
        <IconButton icon={X} size="small" label={t('field.clear')} onPress={() => search.setText('')} />
      ) : (
        <Kbd keys="F3" />
      )}
    </search>
  );
}
