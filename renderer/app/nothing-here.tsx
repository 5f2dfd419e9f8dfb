import { useText } from '../i18n/use-text.ts';
import { EmptyState, type EmptyStateProps } from '../ui/empty-state.tsx';
import { useFirstSync } from './frame/use-first-sync.ts';

/** A count as it may be shown: while the first filling goes on, 0 would be a lie. */
export function useKnownCount(count: number): number | undefined {
  const isFilling = useFirstSync().state !== 'none';
  return isFilling && count === 0 ? undefined : count;
}

/**
 * What stands where a list of records is empty. While the first filling goes on, "nothing" would be a lie: then it says that the
 * records still come in.
 */
export function NothingHere(props: EmptyStateProps) {
  const t = useText();
  const isFilling = useFirstSync().state !== 'none';
  if (!isFilling) return <EmptyState {...props} />;
  return (
    <EmptyState isCompact={props.isCompact ?? false} title={t('firstSync.emptyTitle')}>
      {!props.isCompact && t('firstSync.emptyText')}
    </EmptyState>
  );
}
