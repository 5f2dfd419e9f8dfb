import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import '../dossier/lists/record-lists.css';
import { ageText, syncItemSentence } from './sync-item-words.ts';
import { SyncStateBadge } from './sync-state-badge.tsx';
import { useNow } from './use-now.ts';
import { useValueWords } from './use-value-words.ts';

/** The work about one record that the centre has not accepted; nothing at all when everything is. */
export function WaitingWorkCard({ items }: { readonly items: readonly SyncItem[] }) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const wordsOf = useValueWords();
  const now = useNow(30);
  const waiting = items.filter((item) => item.state !== 'accepted');
  if (waiting.length === 0) return null;
  return (
    <Card
      title={t('synchronisation.waitingHere')}
      count={waiting.length}
      isFlush
      actions={
        <Button size="small" variant="quiet" onPress={() => navigate.open({ name: 'synchronisation' })}>
          {t('synchronisation.toList')}
        </Button>
      }
    >
      <ul className="lines">
        {waiting.map((item) => (
          <li key={`${item.operationId}:${item.documentId}`} className="line">
            <div className="line-text">
              <p>{syncItemSentence(item, wordsOf(item.collection))}</p>
              <p className="line-meta">{ageText(item.queuedAt, now, t, formats)}</p>
            </div>
            <SyncStateBadge item={item} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
