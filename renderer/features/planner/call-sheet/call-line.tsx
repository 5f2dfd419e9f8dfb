import { callResults } from '@onthaal/contract/entities/appointment.ts';
import { mostCalls } from '@onthaal/contract/rules/planner/index.ts';
import type { CallRow } from '@onthaal/contract/store/call-sheet.ts';
import { CalendarPlus, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../../app/store.ts';
import { useCommand } from '../../../bridge/run-command.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { AppointmentDialog } from '../appointment-dialog.tsx';
import { reopenCalls } from './reopen-calls.ts';

/** What one does with somebody to call: how it went, another appointment, or no more. */
function CallActions({ row }: { readonly row: CallRow }) {
  const t = useText();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const [isBooking, setBooking] = useState(false);
  const [record, recording] = useCommand('recordCall');
  const [close, closing] = useCommand('closeCalls');
  const { id: appointmentId, personName, subject, personId } = row.appointment;
  const isMoving = row.reason === 'notPossible';
  const calls = row.calls.filter(({ at }) => Date.parse(at) >= Date.parse(row.since));
  const isReached = calls.some(({ result }) => result === 'reached');
  const isEnough = isReached || calls.length >= mostCalls;
  const finish = async (outcome: 'rebooked' | 'notNeeded' | 'notReached', bookedId?: string) => {
    const done = await close({ appointmentId, outcome });
    if (!done.ok) return;
    const undo = async () => {
      const open = await dispatch(reopenCalls(appointmentId, bookedId));
      if (!open.ok) tell(open.error);
    };
    showDone(t('calls.closed', { who: personName ?? subject }), { label: t('action.undo'), run: () => void undo() });
  };
  return (
    <div className="stack">
      {!isEnough && (
        <div className="row">
          {callResults.map((result) => (
            <Button
              key={result}
              size="small"
              isPending={recording.isPending}
              onPress={() => void record({ appointmentId, callId: v7(), result })}
            >
              {t(`calls.result.${result}`)}
            </Button>
          ))}
        </div>
      )}
      {isEnough && !isReached && <p className="muted">{t('calls.enough')}</p>}
      <div className="row">
        <Button size="small" icon={CalendarPlus} keyAction="newAppointment" onPress={() => setBooking(true)}>
          {t(isMoving ? 'calls.otherMoment' : 'calls.rebook')}
        </Button>
        <Button
          size="small"
          variant="quiet"
          isPending={closing.isPending}
          onPress={() => void finish(isReached ? 'notNeeded' : 'notReached')}
        >
          {t('calls.close')}
        </Button>
      </div>
      {isBooking && (
        <AppointmentDialog
          subject={{ personId: personId ?? undefined, dossierId: row.appointment.dossierId }}
          {...(isMoving ? { moving: row.appointment } : { like: row.appointment })}
          onBooked={(bookedId) => {
            // Of one that moved the centre itself takes the call away.
            if (!isMoving) void finish('rebooked', bookedId);
          }}
          onClose={() => setBooking(false)}
        />
      )}
    </div>
  );
}

interface CallLineProps {
  readonly row: CallRow;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** Somebody to call: who, why, at which number, and how the tries went. */
export function CallLine({ row, isOpen, onOpen }: CallLineProps) {
  const t = useText();
  const formats = useFormats();
  const { appointment, telephones, calls, reason, minutes = 0 } = row;
  const who = appointment.personName ?? appointment.subject;
  const why = {
    noShow: () => t('calls.didNotCome', { when: formats.dayTime(appointment.startsAt) }),
    late: () => t('calls.runsLate', { when: formats.time(appointment.startsAt), minutes }),
    notPossible: () => t('calls.notPossible', { when: formats.dayTime(appointment.startsAt) }),
  }[reason]();
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">{who}</p>
        <p>
          {why} {appointment.personName ? appointment.subject : ''}
        </p>
        <p className="number">{telephones.length === 0 ? t('calls.noNumber') : formats.list(telephones)}</p>
        {calls.map((call, index) => (
          <p key={call.id} className="line-meta">
            {t('calls.try', {
              number: index + 1,
              when: formats.dayTime(call.at),
              result: t(`calls.result.${call.result as (typeof callResults)[number]}`),
              who: call.byName,
            })}
          </p>
        ))}
        {isOpen ? (
          <CallActions row={row} />
        ) : (
          <Button size="small" icon={PhoneOutgoing} aria-label={t('calls.callWho', { who })} onPress={onOpen}>
            {t('calls.call')}
          </Button>
        )}
      </div>
    </li>
  );
}
