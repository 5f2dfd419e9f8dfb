import { isAllowed, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useState } from 'react';
import { useAppDispatch, useAppSelector } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { showDone, showNotice } from '../../../ui/notice-board.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';

interface PartProps {
  readonly appointment: AppointmentRow;
  /** For whom it is kept, in words. */
  readonly desk: string;
  readonly onFreed: () => void;
}

/** For which desk a moment is kept; who plans can give it back to everybody. */
export function ReservedPart({ appointment, desk, onFreed }: PartProps) {
  const t = useText();
  const formats = useFormats();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const [isPending, setPending] = useState(false);
  const member = useAppSelector(({ session }) => session.member);
  const mayFree = !!member && isAllowed(servedPolicy, subjectOf(member), 'freeTime', { collection: 'appointments' });
  const free = async () => {
    setPending(true);
    const answer = await dispatch(askCentre('freeReservedSlot', { appointmentId: appointment.id }));
    setPending(false);
    if (!answer.ok) return tell(answer.error);
    const { outcome, freeAfter } = answer.value;
    if (outcome === 'free') showDone(t('planner.freed'));
    else {
      const detail = t('planner.freeAskedNext', { when: formats.dayTime(freeAfter) });
      showNotice({ tone: 'information', title: t('planner.freeAsked', { desk }), detail, seconds: 10 });
    }
    onFreed();
  };
  return (
    <>
      <p>
        <strong>{t('planner.reservedFor', { desk })}</strong>
        <br />
        {t('planner.reservedWhy')}
      </p>
      {mayFree && (
        <div>
          <Button size="small" isPending={isPending} onPress={() => void free()}>
            {t('planner.free')}
          </Button>
        </div>
      )}
    </>
  );
}
