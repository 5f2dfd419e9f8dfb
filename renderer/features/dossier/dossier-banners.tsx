import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { syncItemSentence } from '../synchronisation/sync-item-words.ts';
import { useCorrection } from '../synchronisation/use-correction.tsx';
import { useValueWords } from '../synchronisation/use-value-words.ts';

/** What asks for the clerk on this dossier: a choice between two versions, or work that the centre refused. */
export function DossierBanners({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const navigate = useNavigate();
  const wordsOf = useValueWords();
  const [correct, dialog] = useCorrection();
  const rejected = card.syncItems.filter((item) => item.state === 'rejected');
  return (
    <>
      {card.conflicts.map((conflict) => (
        <Banner
          key={conflict.id}
          tone="caution"
          live="status"
          title={t('dossier.conflict.title', { count: conflict.fields.length })}
          actions={
            <Button
              size="small"
              variant="primary"
              onPress={() => navigate.open({ name: 'conflict', conflictId: conflict.id })}
            >
              {t('dossier.conflict.choose')}
            </Button>
          }
        >
          {t('dossier.conflict.text', { name: conflict.theirName })}
        </Banner>
      ))}
      {rejected.map((item) => (
        <Banner
          key={`${item.operationId}:${item.documentId}`}
          tone="danger"
          live="status"
          title={t('dossier.rejected.title', { what: syncItemSentence(item, wordsOf(item.collection)) })}
          actions={
            <Button size="small" variant="primary" onPress={() => correct(item)}>
              {t('synchronisation.correct')}
            </Button>
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
