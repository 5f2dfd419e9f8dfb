import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hitElementId, useSearchState } from './search-context.tsx';
import { SearchHitRow } from './search-hit-row.tsx';

const offlineCodes: readonly string[] = ['MIDOFFICE_UNREACHABLE', 'STORE_UNAVAILABLE'];

/** The hits of the mid-office as one more group of the list; what is going on with them stands in `CentralNote`. */
export function CentralGroup() {
  const t = useText();
  const { central, activeHit, openHit } = useSearchState();
  if (central.hits.length === 0) return null;
  const count = central.hits.length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box has no element of its own
    <div role="group" aria-labelledby="search-group-central" className="search-group">
      <div id="search-group-central" role="presentation" className="search-group-title">
        {t('search.central.title')}
        <span className="search-group-count number">
          {t(central.more ? 'search.central.countMore' : 'search.central.count', { count })}
        </span>
      </div>
      {central.hits.map((hit) => (
        <SearchHitRow key={hitElementId(hit)} hit={hit} isActive={activeHit === hit} onOpen={openHit} />
      ))}
    </div>
  );
}

/** Says what the mid-office is doing about the search: looking, nothing more, no line, an error, or fetching a hit. */
export function CentralNote() {
  const t = useText();
  const { central } = useSearchState();
  const { phase, hits, more, coming, error } = central;
  const isOffline = error !== undefined && offlineCodes.includes(error.code);
  let words = '';
  if (coming) words = t('search.central.coming', { title: coming.title });
  else if (phase === 'busy') words = t('search.central.busy');
  else if (phase === 'done' && hits.length === 0) words = t('search.central.nothing');
  else if (phase === 'done')
    words = t(more ? 'search.central.foundMore' : 'search.central.found', { count: hits.length });
  else if (isOffline) words = t('search.central.offline');
  return (
    <section aria-label={t('search.central.title')} className="search-central">
      <p role="status" className="search-central-words">
        {words}
      </p>
      {phase === 'busy' && (
        // The words above say it once already.
        <div aria-hidden>
          <Skeleton lines={2} />
        </div>
      )}
      {error && !isOffline && <ErrorMessage error={error} onRetry={central.retry} />}
      {isOffline && (
        <div className="row">
          <Button onPress={central.retry}>{t('search.central.again')}</Button>
        </div>
      )}
    </section>
  );
}
