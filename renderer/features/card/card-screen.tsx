import type { ConsultedEid } from '@onthaal/contract/devices/eid-reading.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { CreditCard, MessageSquarePlus, Search, UserPlus, UserRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RouteOf } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useAppDispatch } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { usePersonSummaryQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { draftDropped, draftKept } from '../interaction/drafts-slice.ts';
import { LookAlikes } from '../new-person/look-alikes.tsx';
import { newPersonDraftKey } from '../new-person/new-person-form.ts';
import { ageOn, nationalNumberText } from '../person/person-facts.ts';
import { CheckInOffer } from '../queue/check-in/check-in-offer.tsx';
import { useSearchState } from '../search/search-context.tsx';
import { CardChecks, type CheckProgress } from './card-checks.tsx';
import { useCardAtDesk } from './card-context.tsx';
import type { CardState } from './card-state.ts';
import { addressLine, birthDay, isAssured, nameOf, newPersonOf } from './card-words.ts';
import { ChangePinButton } from './pin/change-pin-button.tsx';
import { RegisteredPerson } from './registered-person.tsx';
import './card-screen.css';

function Holder({ card: { holder } }: { readonly card: ConsultedEid }) {
  const t = useText();
  const formats = useFormats();
  const day = birthDay(holder);
  const born =
    day === undefined
      ? String(holder.birthDate?.year ?? '')
      : t('person.bornAge', { day: formats.day(day), age: ageOn(day, dayOf(new Date())) });
  const parts = [
    born,
    holder.nationalNumber === null ? '' : nationalNumberText(holder.nationalNumber),
    holder.nationality ?? '',
    addressLine(holder),
  ];
  return (
    <>
      {parts.filter(Boolean).map((part) => (
        <span key={part}>{part}</span>
      ))}
    </>
  );
}

function RegisteredActions({ personId }: { readonly personId: string }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <>
      <Button
        variant="primary"
        icon={UserRound}
        keyAction="openPerson"
        onPress={() => navigate.open({ name: 'person', personId, purpose: 'counterService' })}
      >
        {t('card.openPerson')}
      </Button>
      <Button
        icon={MessageSquarePlus}
        keyAction="newInteraction"
        onPress={() => navigate.open({ name: 'newInteraction', personId })}
      >
        {t('person.newInteraction')}
      </Button>
    </>
  );
}

/** Who is not in the register here: look-alikes first, then everywhere, then a new person with what the card says. */
function Stranger({ card, mayTake }: { readonly card: ConsultedEid; readonly mayTake: boolean }) {
  const t = useText();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const { setText } = useSearchState();
  const { holder, personId } = card;
  const create = () => {
    dispatch(draftDropped(newPersonDraftKey));
    dispatch(draftKept({ key: newPersonDraftKey, values: { ...newPersonOf(holder) } }));
    navigate.open({ name: 'newPerson', personId });
  };
  const searched = holder.nationalNumber ?? nameOf(holder);
  return (
    <>
      <Banner
        tone="information"
        title={t('card.stranger')}
        actions={
          <>
            <Button size="small" icon={Search} onPress={() => setText(searched)}>
              {t('card.searchEverywhere')}
            </Button>
            <Button
              size="small"
              variant="primary"
              icon={UserPlus}
              keyAction="newPerson"
              isDisabled={!mayTake}
              onPress={create}
            >
              {t('card.create')}
            </Button>
          </>
        }
      >
        {t('card.strangerNext')}
      </Banner>
      <LookAlikes text={nameOf(holder)} onUse={() => undefined} />
    </>
  );
}

/** Whether the holder is in the register by now: they may have been added since the card was read. */
function useIsRegistered({ personId, isRegistered }: ConsultedEid): boolean {
  const { data } = usePersonSummaryQuery(isRegistered ? skipToken : { personId });
  return isRegistered || data !== undefined;
}

/** What is on the screen of a card: its holder, and how far reading and checking are. */
interface Shown {
  readonly card: ConsultedEid;
  /** Undefined until the card was read to its end. */
  readonly photo: string | undefined;
  readonly progress: CheckProgress;
  readonly mayTake: boolean;
}

function shownOf(state: CardState): Shown | undefined {
  const unchecked = { photo: undefined, mayTake: false };
  if (state.kind === 'checking') return { card: state.card, progress: { kind: 'running' }, ...unchecked };
  if (state.kind === 'failed') {
    return state.seen && { card: state.seen, progress: { kind: 'brokenOff' }, ...unchecked };
  }
  if (state.kind !== 'read') return undefined;
  const { card, isAsking } = state;
  const progress = { kind: 'ended', checks: card.checks, isAsking } as const;
  return { card, photo: card.photo, progress, mayTake: isAssured(card) };
}

function ShownCard({ card, photo, progress, mayTake }: Shown) {
  const t = useText();
  const isRegistered = useIsRegistered(card);
  const name = nameOf(card.holder);
  return (
    <Screen
      eyebrow={t(progress.kind === 'brokenOff' ? 'card.eyebrowUnchecked' : 'card.eyebrow')}
      title={name}
      subtitle={<Holder card={card} />}
      actions={
        <>
          {isRegistered && <RegisteredActions personId={card.personId} />}
          {progress.kind !== 'brokenOff' && <ChangePinButton place={card} hasKey />}
        </>
      }
    >
      <div className="card-columns">
        <div className="card-photo">
          {photo !== undefined && photo !== '' && (
            <img src={`data:image/jpeg;base64,${photo}`} alt={t('card.photo', { name })} width={140} />
          )}
          {photo === undefined && <div className="card-photo-coming" aria-hidden />}
        </div>
        <div className="record-main">
          {isRegistered && mayTake && <CheckInOffer personId={card.personId} />}
          <CardChecks card={card} progress={progress} />
          {isRegistered ? (
            <RegisteredPerson card={card} mayTake={mayTake} />
          ) : (
            <Stranger card={card} mayTake={mayTake} />
          )}
        </div>
      </div>
    </Screen>
  );
}

/** Remembers who was shown last, by id, so that their card in the register stays one key away when the card is out. */
function useLastShown(card: ConsultedEid | undefined): string | undefined {
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (card !== undefined) last.current = card.isRegistered ? card.personId : undefined;
  }, [card]);
  return last.current;
}

/** The person whose card lies in the reader. Taken out, nothing of the card stays here. */
export function CardScreen(_props: { readonly route: RouteOf<'card'> }) {
  const t = useText();
  const { state } = useCardAtDesk();
  const shown = shownOf(state);
  const lastPersonId = useLastShown(shown?.card);
  if (shown !== undefined) return <ShownCard key={shown.card.readingId} {...shown} />;
  return (
    <Screen title={t('screen.card')} actions={lastPersonId && <RegisteredActions personId={lastPersonId} />}>
      {state.kind === 'none' && (
        <EmptyState icon={CreditCard} title={t('card.out')}>
          {t('card.outNext')}
        </EmptyState>
      )}
    </Screen>
  );
}
