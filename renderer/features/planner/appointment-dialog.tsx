import type { LocalSlot } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PersonPicker } from '../person/person-picker.tsx';
import { AppointmentFields } from './appointment-fields.tsx';
import { HeldBanner } from './held-banner.tsx';
import { SlotList } from './slot-list.tsx';
import { useAppointmentForm } from './use-appointment-form.ts';
import { type AppointmentSubject, useBook } from './use-book.ts';
import { useHold } from './use-hold.ts';
import { offeredAtOnce, useSlots } from './use-slots.ts';
import './planner.css';

interface AppointmentDialogProps {
  readonly subject: AppointmentSubject;
  /** The appointment that gets another moment; absent: a new one. */
  readonly moving?: AppointmentRow | undefined;
  /** A new one for the same product, for as many, in the same way and place. */
  readonly like?: AppointmentRow | undefined;
  /** Hears which appointment was booked, moved or asked for. */
  readonly onBooked?: ((bookedId: string) => void) | undefined;
  readonly onClose: () => void;
}

function useDialog({ subject, moving, like, onBooked, onClose }: AppointmentDialogProps) {
  const form = useAppointmentForm(moving ?? like);
  const [personId, setPersonId] = useState(subject.personId ?? '');
  const [most, setMost] = useState(offeredAtOnce);
  const [reason, setReason] = useState('');
  const [wanted, setWanted] = useState<LocalSlot>();
  const { asked } = form;
  const search = useSlots(asked, form.day, most, moving?.id);
  const person = personId === '' ? undefined : personId;
  const hold = useHold(person, moving?.id, search.again);
  const onDone = (bookedId: string) => {
    hold.keep();
    onBooked?.(bookedId);
    onClose();
  };
  const letGo = () => {
    setWanted(undefined);
    hold.release();
    search.again();
  };
  const booking = useBook({ ...subject, personId: person }, moving, onDone, letGo);
  const isLocal = search.found?.isLocal === true;
  // Other wishes have other slots: what was chosen for the old ones is let go.
  const askedKey = JSON.stringify(asked);
  const [chosenFor, setChosenFor] = useState('');
  const isStale = chosenFor !== askedKey;
  const choose = (slot: LocalSlot) => {
    setChosenFor(askedKey);
    // What is kept for this desk is held already.
    const needsNoHold = isLocal || slot.reservedId !== undefined;
    setWanted(needsNoHold ? slot : undefined);
    if (needsNoHold) hold.release();
    else if (asked !== undefined) void hold.hold(asked, slot);
  };
  const isHere = isLocal || wanted?.reservedId !== undefined;
  const chosen: LocalSlot | undefined = isStale ? undefined : isHere ? wanted : hold.held?.slot;
  const isWhoMissing = moving === undefined && person === undefined;
  const missing = isWhoMissing ? ('person' as const) : chosen === undefined ? ('moment' as const) : undefined;
  const isReady = missing === undefined;
  const save = () => {
    if (chosen === undefined || !isReady || asked === undefined) return;
    if (chosen.reservedId !== undefined) void booking.bookReserved(asked, chosen, isLocal);
    else if (isLocal) void booking.request(asked, chosen);
    else void booking.book(hold.holdId, asked, chosen, reason.trim());
  };
  return {
    form,
    personId,
    setPersonId,
    most,
    setMost,
    reason,
    setReason,
    search,
    hold,
    booking,
    isLocal,
    choose,
    letGo,
    chosen,
    isReady,
    missing,
    save,
  };
}
type DialogState = ReturnType<typeof useDialog>;

function Moments({ state, isMoving }: { readonly state: DialogState; readonly isMoving: boolean }) {
  const t = useText();
  const { search, hold, form, chosen, isLocal } = state;
  if (form.asked === undefined) return <p className="muted">{t('planner.chooseFirst')}</p>;
  if (search.error) return <ErrorMessage error={search.error} onRetry={search.again} />;
  const slots = search.found?.slots;
  const certain = isLocal ? (slots?.filter(({ isCertain }) => isCertain) ?? []) : [];
  const others = isLocal ? slots?.filter(({ isCertain }) => !isCertain) : slots;
  const mayMore = search.found?.mayMore === true;
  const choosing = { chosen, isPending: hold.isPending, onChoose: state.choose };
  return (
    <>
      {hold.held && chosen && <HeldBanner held={hold.held} onExpired={state.letGo} />}
      {isLocal && (
        <Banner
          tone="caution"
          title={t(search.found?.isMasterAway === true ? 'planner.masterAway' : 'planner.noLine')}
          live="status"
        >
          {t(isMoving ? 'planner.noLineMove' : certain.length > 0 ? 'planner.noLineCertain' : 'planner.noLineNext')}
        </Banner>
      )}
      {certain.length > 0 && (
        <>
          <h4 className="planner-heading planner-certain">
            <ShieldCheck aria-hidden size={18} />
            {t('planner.certain')}
          </h4>
          <SlotList label={t('planner.certain')} slots={certain} {...choosing} />
          <h4 className="planner-heading">{t('planner.uncertainSlots')}</h4>
        </>
      )}
      {!(isLocal && isMoving) && (
        <SlotList
          label={certain.length > 0 ? t('planner.uncertainSlots') : undefined}
          slots={others}
          marksOwn={!isLocal}
          {...choosing}
        />
      )}
      {mayMore && (
        <Button size="small" keyAction="moreSlots" onPress={() => state.setMost((count) => count + offeredAtOnce)}>
          {t('planner.more')}
        </Button>
      )}
    </>
  );
}

/** What the citizen brings along, for who tells them. */
function Bring({ state }: { readonly state: DialogState }) {
  const t = useText();
  const bring = state.form.product?.data.bring ?? [];
  if (bring.length === 0) return null;
  return (
    <section aria-label={t('planner.bring')}>
      <h3 className="planner-heading">{t('planner.bring')}</h3>
      <ul className="planner-bring">
        {bring.map((paper) => (
          <li key={paper}>{paper}</li>
        ))}
      </ul>
    </section>
  );
}

/** "Afspraak": what for, the next three free moments, held while people talk, and booked. */
export function AppointmentDialog(props: AppointmentDialogProps) {
  const t = useText();
  const { subject, moving, onClose } = props;
  const state = useDialog(props);
  const isMoving = moving !== undefined;
  const isRequest = state.isLocal && state.chosen?.isCertain !== true;
  const action = isMoving ? 'planner.move' : isRequest ? 'planner.request' : 'planner.book';
  return (
    <Dialog
      isOpen
      keepOpenOutside
      size="large"
      title={t(isMoving ? 'planner.moveTitle' : 'planner.title')}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            keyAction="save"
            isDisabled={!state.isReady || (state.isLocal && isMoving)}
            isPending={state.booking.isPending}
            onPress={state.save}
          >
            {t(action)}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          {state.missing && <p className="muted planner-missing">{t(`planner.missing.${state.missing}`)}</p>}
        </>
      }
    >
      <div className="planner-dialog">
        <div className="stack">
          {subject.personId === undefined && (
            <PersonPicker label={t('planner.person')} isRequired value={state.personId} onChange={state.setPersonId} />
          )}
          <AppointmentFields form={state.form} isMoving={isMoving} />
          {isMoving && <TextField label={t('planner.reason')} value={state.reason} onChange={state.setReason} />}
        </div>
        <div className="stack" aria-live="polite">
          <h3 className="planner-heading">{t('planner.slots')}</h3>
          <Moments state={state} isMoving={isMoving} />
          <Bring state={state} />
        </div>
      </div>
    </Dialog>
  );
}
