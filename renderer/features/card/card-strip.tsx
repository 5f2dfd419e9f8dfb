import { CreditCard } from 'lucide-react';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useCardAtDesk } from './card-context.tsx';
import { nameOf, summaryOf } from './card-words.ts';

function Failed() {
  const t = useText();
  const { state, readAgain } = useCardAtDesk();
  if (state.kind !== 'failed') return null;
  const { error, place } = state;
  const canRead = place !== undefined && !place.isSilent;
  return (
    <Banner
      tone={error.retryable ? 'caution' : 'danger'}
      icon={CreditCard}
      live="alert"
      title={t(`error.${error.code}.text`, error.details)}
      actions={
        canRead && (
          <Button size="small" keyAction="openCard" onPress={readAgain}>
            {t('card.readAgain')}
          </Button>
        )
      }
    >
      {t(`error.${error.code}.next`, error.details)}
    </Banner>
  );
}

function Beside() {
  const t = useText();
  const navigate = useNavigate();
  const { state } = useCardAtDesk();
  if (state.kind !== 'read' && state.kind !== 'checking') return null;
  const isWrong = state.kind === 'read' && summaryOf(state.card.checks).kind === 'refuted';
  return (
    <Banner
      tone={isWrong ? 'danger' : 'information'}
      icon={CreditCard}
      live="status"
      title={t('card.beside', { name: nameOf(state.card.holder) })}
      actions={
        <Button size="small" keyAction="openCard" onPress={() => navigate.open({ name: 'card' })}>
          {t('card.open')}
        </Button>
      }
    >
      {state.kind === 'checking' && t('card.checks.running')}
      {isWrong && t('card.besideWrong')}
    </Banner>
  );
}

/** What the card reader has to say, above every screen but the card's own: a card is being read, could not be read, or lies there. */
export function CardStrip() {
  const t = useText();
  const { state } = useCardAtDesk();
  const isOnCard = useAppSelector(selectRoute).name === 'card';
  if (state.kind === 'none' || (isOnCard && (state.kind === 'read' || state.kind === 'checking'))) return null;
  return (
    <section className="frame-notice" aria-label={t('card.region')}>
      {state.kind === 'reading' && (
        <Banner tone="information" icon={CreditCard} live="status" title={t('card.reading')} />
      )}
      <Failed />
      {!isOnCard && <Beside />}
    </section>
  );
}
