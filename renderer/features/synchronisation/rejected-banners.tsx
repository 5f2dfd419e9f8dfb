import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useCopyText } from '../dossier/use-copy-text.ts';
import { syncItemSentence, syncItemText } from './sync-item-words.ts';
import { useCorrection } from './use-correction.tsx';
import { useValueWords } from './use-value-words.ts';

/** Work about one record that the centre refused: why, and the way to correct it. */
export function RejectedBanners({ items }: { readonly items: readonly SyncItem[] }) {
  const t = useText();
  const wordsOf = useValueWords();
  const copy = useCopyText();
  const [correct, dialog] = useCorrection();
  return (
    <>
      {items
        .filter((item) => item.state === 'rejected')
        .map((item) => (
          <Banner
            key={`${item.operationId}:${item.documentId}`}
            tone="danger"
            live="status"
            title={t('dossier.rejected.title', { what: syncItemSentence(item, wordsOf(item.collection)) })}
            actions={
              item.error?.code === 'ACCESS_LOST' ? (
                <Button size="small" onPress={() => copy(syncItemText(item, wordsOf(item.collection)))}>
                  {t('synchronisation.copy')}
                </Button>
              ) : (
                <Button size="small" variant="primary" onPress={() => correct(item)}>
                  {t('synchronisation.correct')}
                </Button>
              )
            }
          >
            {item.error
              ? `${t(`error.${item.error.code}.text`, item.error.details)} ${t(`error.${item.error.code}.next`, item.error.details)}`
              : t('dossier.rejected.text')}
          </Banner>
        ))}
      {dialog}
    </>
  );
}
