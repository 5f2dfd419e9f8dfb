import type { expectedStates } from '@onthaal/contract/rules/planner/index.ts';
import type { UntoldRow } from '@onthaal/contract/store/messages.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '../../../bridge/run-command.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { UntoldLine } from '../../messages/untold-line.tsx';
import { CallLine } from './call-line.tsx';
import { useCallSheet } from './use-call-sheet.ts';

type Expected = (typeof expectedStates)[number];

/** Somebody whose hour is a quarter past: the clerk says whether they really did not come. */
function MissedLine({ row }: { readonly row: AppointmentRow }) {
  const t = useText();
  const formats = useFormats();
  const [record, { isPending }] = useCommand('recordNoShow');
  const [takeBack] = useCommand('takeBackNoShow');
  const who = row.personName ?? row.subject;
  const missed = async () => {
    const appointmentId = row.id;
    const done = await record({ appointmentId });
    if (!done.ok) return;
    showDone(t('calls.recorded', { who }), {
      label: t('action.undo'),
      run: () => void takeBack({ appointmentId, state: row.state as Expected }),
    });
  };
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">
          <span className="number">{formats.time(row.startsAt)}</span> · {who}
        </p>
        <p className="line-meta">{[row.personName ? row.subject : '', row.deskName].filter(Boolean).join(' · ')}</p>
      </div>
      <Button
        size="small"
        icon={UserX}
        isPending={isPending}
        aria-label={t('calls.missedWho', { who })}
        onPress={() => void missed()}
      >
        {t('calls.missed')}
      </Button>
    </li>
  );
}

function UntoldLines({ title, rows }: { readonly title: string; readonly rows: readonly UntoldRow[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="planner-heading">{title}</h3>
      <ul className="lines">
        {rows.map((row) => (
          <UntoldLine key={row.appointment.id} row={row} />
        ))}
      </ul>
    </>
  );
}

/** "Belblad": who has not come, and who is called, twice at most. */
export function CallSheetDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const sheet = useCallSheet();
  const [openId, setOpenId] = useState<string>();
  const toCall = sheet?.toCall ?? [];
  const missed = sheet?.missed ?? [];
  const untold = sheet?.untold ?? [];
  const open = toCall.find(({ appointment }) => appointment.id === openId) ?? toCall[0];
  return (
    <Dialog
      isOpen
      size="large"
      title={t('calls.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <div className="stack" aria-live="polite">
        <h3 className="planner-heading">{t('calls.notHere')}</h3>
        {missed.length === 0 ? (
          <p className="muted">{t('calls.noneMissed')}</p>
        ) : (
          <ul className="lines">
            {missed.map((row) => (
              <MissedLine key={row.id} row={row} />
            ))}
          </ul>
        )}
        <h3 className="planner-heading">{t('calls.toCall')}</h3>
        {toCall.length === 0 ? (
          <p className="muted">{t('calls.noneToCall')}</p>
        ) : (
          <ul className="lines">
            {toCall.map((row) => (
              <CallLine
                key={row.appointment.id}
                row={row}
                isOpen={row === open}
                onOpen={() => setOpenId(row.appointment.id)}
              />
            ))}
          </ul>
        )}
        <UntoldLines title={t('messages.untold')} rows={untold.filter(({ reason }) => reason !== 'notRead')} />
        <UntoldLines title={t('messages.unread')} rows={untold.filter(({ reason }) => reason === 'notRead')} />
      </div>
    </Dialog>
  );
}
