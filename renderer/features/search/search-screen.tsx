import type { SearchHit, SearchKind, SearchResult } from '@onthaal/contract/store/rows.ts';
import { FolderPlus, SearchX, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { NothingHere } from '../../app/nothing-here.tsx';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useNavigate } from '../../app/use-navigate.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CentralGroup, CentralNote } from './central-results.tsx';
import { hitElementId, useSearchState } from './search-context.tsx';
import { SearchHitRow } from './search-hit-row.tsx';
import { countHits } from './search-hits.ts';
import './search-screen.css';

type Group = SearchResult['groups'][number];

function ResultGroup({ group, activeHit }: { readonly group: Group; readonly activeHit: SearchHit | undefined }) {
  const t = useText();
  const search = useSearchState();
  const headingId = `search-group-${group.kind}`;
  const key = group.more ? 'search.groupCountMore' : 'search.groupCount';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box has no element of its own
    <div role="group" aria-labelledby={headingId} className="search-group">
      <div id={headingId} role="presentation" className="search-group-title">
        {t(`searchKind.${group.kind satisfies SearchKind}`)}
        <span className="search-group-count number">{t(key, { shown: group.hits.length, total: group.total })}</span>
      </div>
      {group.hits.map((hit) => (
        <SearchHitRow
          key={hitElementId(hit)}
          hit={hit}
          isActive={activeHit?.id === hit.id && activeHit.kind === hit.kind}
          onOpen={search.openHit}
        />
      ))}
    </div>
  );
}

function Results({ result }: { readonly result: SearchResult | undefined }) {
  const t = useText();
  const search = useSearchState();
  const groups = result?.groups.filter((group) => group.hits.length > 0) ?? [];
  const activeId = search.activeHit && hitElementId(search.activeHit);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const hidden = groups.some((group) => group.total > group.hits.length) && search.limit < 50;
  return (
    <>
      <div id="search-results" role="listbox" aria-label={t('search.results')} className="search-results" tabIndex={-1}>
        {groups.map((group) => (
          <ResultGroup key={group.kind} group={group} activeHit={search.activeHit} />
        ))}
        <CentralGroup />
      </div>
      {hidden && (
        <div className="row">
          <Button onPress={search.showMore}>{t('search.more')}</Button>
        </div>
      )}
    </>
  );
}

function Corrections({ result }: { readonly result: SearchResult }) {
  const t = useText();
  const formats = useFormats();
  return result.corrections.map(({ typed, readAs }) => (
    <p key={typed} className="search-note">
      {t('search.correction', { typed, readAs: formats.list(readAs.map((word) => `“${word}”`)) })}
    </p>
  ));
}

function NothingFound({ text }: { readonly text: string }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <NothingHere
      icon={SearchX}
      title={t('search.nothing.title', { text })}
      actions={
        <>
          <Button icon={UserPlus} keyAction="newPerson" onPress={() => navigate.open({ name: 'newPerson' })}>
            {t('keys.newPerson')}
          </Button>
          <Button icon={FolderPlus} keyAction="newDossier" onPress={() => navigate.open({ name: 'newDossier' })}>
            {t('keys.newDossier')}
          </Button>
        </>
      }
    >
      {t('search.nothing.text')}
    </NothingHere>
  );
}

/** True when something takes longer than a blink: a word that comes and goes at every keystroke only unsettles. */
function useSlow(isBusy: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(isBusy), isBusy ? 150 : 0);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return isBusy && isSlow;
}

/** What the search box found: said in one line for who listens, then the hits by kind. */
export function SearchScreen(_props: { readonly route: RouteOf<'search'> }) {
  const t = useText();
  const { text, answer, central } = useSearchState();
  const { result, error, isBusy } = answer;
  const found = result && countHits(result);
  const isCentralSilent = central.phase !== 'busy' && central.hits.length === 0;
  const isSlow = useSlow(isBusy);
  const words = isSlow
    ? t('search.busy')
    : found && found.count > 0
      ? t(found.more ? 'search.foundMore' : 'search.found', { count: found.count, text: result.text })
      : '';
  return (
    <Screen
      title={t('search.title')}
      layout="narrow"
      keepFocus
      subtitle={
        <>
          <span role="status">{words}</span>
          {found && found.count > 0 && <span>{t('search.hint')}</span>}
        </>
      }
    >
      {error && <ErrorMessage error={error} />}
      {!text.trim() && <EmptyState title={t('search.start.title')}>{t('search.start.text')}</EmptyState>}
      {text.trim() && !result && isBusy && <Skeleton lines={6} />}
      {result?.exactHit && !isBusy && <p className="search-note">{t('search.exact')}</p>}
      {result && <Corrections result={result} />}
      {((found && found.count > 0) || central.hits.length > 0) && <Results result={result} />}
      {text.trim() && <CentralNote />}
      {result && found?.count === 0 && !isBusy && isCentralSilent && <NothingFound text={result.text} />}
    </Screen>
  );
}
