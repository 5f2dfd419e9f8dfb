import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { RejectedBanners } from '../synchronisation/rejected-banners.tsx';

/** What asks for the clerk on this dossier: a choice between two versions, or work that the centre refused. */
export function DossierBanners({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const navigate = useNavigate();
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
      <RejectedBanners items={card.syncItems} />
    </>
  );
}
