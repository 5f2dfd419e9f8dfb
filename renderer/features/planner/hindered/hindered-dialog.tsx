import type { HinderedRow } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { CalendarClock, CalendarX, Check, PhoneOutgoing, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '../../../bridge/run-command.ts';
import { useHinderedAppointmentsQuery } from '../../../bridge/store-api.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { Tag } from '../../../ui/tag.tsx';
import { AppointmentDialog } from '../appointment-dialog.tsx';
import { CancelDialog } from '../cancel-dialog.tsx';
import { useHindranceWords } from './use-hindrance-words.ts';
import '../planner.css';

/** What is being done with one of them, in a dialog of its own. */
interface Opened {
  readonly kind: 'move' | 'cancel';
  readonly appointment: AppointmentRow;
}

interface LineProps {
  readonly row: HinderedRow;
  readonly onOpen: (kind: Opened['kind'], appointment: AppointmentRow) => void;
}

/** What one does with it: another moment, a call, all the same, or cancelled with a reason. */
function HinderedActions({ row, onOpen }: LineProps) {
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
        isPending={isPending}
        onPress={back}
      >
        {t('hindered.back')}
      </Button>
    );
  }
  return (
    <div className="row appointment-actions">
      <Button
        size="small"
        icon={CalendarClock}
        aria-label={t('planner.moveOf', { when })}
        onPress={() => onOpen('move', appointment)}
      >
        {t('planner.move')}
      </Button>
      {!isToCall && (
        <Button
          size="small"
          icon={PhoneOutgoing}
          aria-label={t('hindered.callOf', { when })}
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
        onPress={() => onOpen('cancel', appointment)}
      >
        {t('planner.cancel')}
      </Button>
    </div>
  );
}

function HinderedLine({ row, onOpen }: LineProps) {
  const t = useText();
  const formats = useFormats();
  const words = useHindranceWords();
  const { appointment, why, telephones, isToCall, stands } = row;
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
        {!appointment.shielded && <HinderedActions row={row} onOpen={onOpen} />}
      </div>
    </li>
  );
}

/** "Afspraken die niet meer kunnen": whatever made them so, until each is settled. */
export function HinderedDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { data } = useHinderedAppointmentsQuery({});
  // Kept here: a line that somebody else settles goes, and what the clerk fills in for it must not go with it.
  const [opened, setOpened] = useState<Opened>();
  const show: LineProps['onOpen'] = (kind, appointment) => setOpened({ kind, appointment });
  const hide = () => setOpened(undefined);
  const open = data?.rows.filter(({ stands }) => stands === undefined) ?? [];
  const standing = data?.rows.filter(({ stands }) => stands !== undefined) ?? [];
  return (
    <Dialog
      isOpen
      size="large"
      title={t('hindered.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <div className="stack" aria-live="polite">
        <p className="muted">{open.length === 0 ? t('hindered.none') : t('hindered.help')}</p>
        {open.length > 0 && (
          <ul className="lines">
            {open.map((row) => (
              <HinderedLine key={row.appointment.id} row={row} onOpen={show} />
            ))}
          </ul>
        )}
        {data !== undefined && data.open > open.length && (
          <p className="muted">{t('hindered.more', { count: data.open - open.length })}</p>
        )}
        {standing.length > 0 && (
          <>
            <h3 className="planner-heading">{t('hindered.standing')}</h3>
            <ul className="lines">
              {standing.map((row) => (
                <HinderedLine key={row.appointment.id} row={row} onOpen={show} />
              ))}
            </ul>
          </>
        )}
      </div>
      {opened?.kind === 'move' && (
        <AppointmentDialog
          subject={{ personId: opened.appointment.personId ?? '' }}
          moving={opened.appointment}
          onClose={hide}
        />
      )}
      {opened?.kind === 'cancel' && <CancelDialog appointment={opened.appointment} onClose={hide} />}
    </Dialog>
  );
}
