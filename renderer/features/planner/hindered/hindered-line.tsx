import type { HinderedRow } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { CalendarX, Check, PhoneOutgoing, RotateCcw } from 'lucide-react';
import { useCommand } from '../../../bridge/run-command.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { Tag } from '../../../ui/tag.tsx';
import { MoveButton } from '../move-button.tsx';
import { useHindranceWords } from './use-hindrance-words.ts';

/** What is being done with one of them, in a dialog of its own. */
export interface Opened {
  readonly kind: 'move' | 'cancel';
  readonly appointment: AppointmentRow;
}

export interface LineProps {
  readonly row: HinderedRow;
  readonly onOpen: (kind: Opened['kind'], appointment: AppointmentRow) => void;
  /** Another part of the list is on its way: nothing is acted on. */
  readonly isDisabled: boolean;
}

/** What one does with it: another moment, a call, all the same, or cancelled with a reason. */
function HinderedActions({ row, onOpen, isDisabled }: LineProps) {
  const t = useText();
  const formats = useFormats();
  const [settle, { isPending }] = useCommand('settleHindered');
  const { appointment, why, isToCall, stands } = row;
  const { id: appointmentId } = appointment;
  const when = formats.dayTime(appointment.startsAt);
  const despite = [...why];
  const back = () => void settle({ appointmentId, as: 'open', despite });
  const decide = async (as: 'stands' | 'call') => {
    const done = await settle({ appointmentId, as, despite });
    if (done.ok) showDone(t(`hindered.done.${as}`, { when }), { label: t('action.undo'), run: back });
  };
  if (stands !== undefined) {
    return (
      <Button
        size="small"
        icon={RotateCcw}
        aria-label={t('hindered.backOf', { when })}
        isDisabled={isDisabled}
        isPending={isPending}
        onPress={back}
      >
        {t('hindered.back')}
      </Button>
    );
  }
  return (
    <div className="row appointment-actions">
      <MoveButton appointment={appointment} isDisabled={isDisabled} onPress={() => onOpen('move', appointment)} />
      {!isToCall && (
        <Button
          size="small"
          icon={PhoneOutgoing}
          aria-label={t('hindered.callOf', { when })}
          isDisabled={isDisabled}
          isPending={isPending}
          onPress={() => void decide('call')}
        >
          {t('hindered.call')}
        </Button>
      )}
      <Button
        size="small"
        variant="quiet"
        icon={Check}
        aria-label={t('hindered.standsOf', { when })}
        isDisabled={isDisabled}
        isPending={isPending}
        onPress={() => void decide('stands')}
      >
        {t('hindered.stands')}
      </Button>
      <Button
        size="small"
        variant="quiet"
        icon={CalendarX}
        aria-label={t('planner.cancelOf', { when })}
        isDisabled={isDisabled}
        onPress={() => onOpen('cancel', appointment)}
      >
        {t('planner.cancel')}
      </Button>
    </div>
  );
}

/** An appointment that is not possible any more, with what one does with it. */
export function HinderedLine(props: LineProps) {
  const t = useText();
  const formats = useFormats();
  const words = useHindranceWords();
  const { appointment, why, telephones, isToCall, stands } = props.row;
  const { startsAt, personName, subject, deskName, roomName, memberNames } = appointment;
  const where = [personName ? subject : '', deskName ?? roomName, formats.list(memberNames)].filter(Boolean);
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">
          <span className="number">{formats.dayTime(startsAt)}</span> · {personName ?? subject}
        </p>
        <p className="line-meta">{where.join(' · ')}</p>
        <p>
          {words(why)} {isToCall && <Tag tone="information">{t('hindered.isToCall')}</Tag>}
        </p>
        {telephones.length > 0 && <p className="number">{formats.list(telephones)}</p>}
        {stands && (
          <p className="line-meta">{t('hindered.decided', { who: stands.byName, when: formats.dayTime(stands.at) })}</p>
        )}
        {!appointment.shielded && <HinderedActions {...props} />}
      </div>
    </li>
  );
}
