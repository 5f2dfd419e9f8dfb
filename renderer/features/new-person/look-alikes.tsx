import { UserCheck } from 'lucide-react';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import '../dossier/lists/record-lists.css';
import { ShieldedTag } from '../person/shielded-tag.tsx';
import { useSearch } from '../search/use-search.ts';

/** People who look like the one being made: a second card for the same person is worse than none. */
export function LookAlikes({ text, onUse }: { readonly text: string; readonly onUse: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const { result, isBusy } = useSearch(text, 5);
  const hits = result?.groups.find((group) => group.kind === 'person')?.hits ?? [];
  const use = (personId: string) => {
    onUse();
    navigate.replace({ name: 'person', personId, purpose: 'identityCheck' });
  };
  const empty = text.trim() === '' ? t('newPerson.lookAlikes.start') : t('newPerson.lookAlikes.none');
  return (
    <Card title={t('newPerson.lookAlikes')} count={hits.length} isFlush>
      {hits.length === 0 && <EmptyState isCompact title={isBusy ? t('search.busy') : empty} />}
      <ul className="lines">
        {hits.map((hit, index) => (
          <li key={hit.id} className="line">
            <div className="line-text">
              <p className="line-title">
                <MarkedText text={hit.title} ranges={hit.titleRanges} />
              </p>
              {hit.shielded ? (
                <ShieldedTag />
              ) : (
                <p className="line-meta">
                  <MarkedText text={hit.subtitle} ranges={hit.subtitleRanges} />
                </p>
              )}
              <Button
                size="small"
                icon={UserCheck}
                onPress={() => use(hit.id)}
                {...(index === 0 ? { keyAction: 'useExisting' as const } : {})}
              >
                {t('newPerson.useExisting')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
