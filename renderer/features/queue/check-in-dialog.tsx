import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { admitted } from '@onthaal/contract/rules/visits/index.ts';
import type { CheckInRow } from '@onthaal/contract/store/visits.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useCheckInQuery, useSyncStatusQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useReferences } from '../dossier/use-references.ts';
import { GivenTicket } from './given-ticket.tsx';
import { useQueueBoard } from './use-queue.ts';

/** Goes before who came in without an appointment, as the planned hour was promised; behind who cannot stand long. */
const APPOINTMENT_PRIORITY = 5;
const USUAL_PRIORITY = 3;

function useCheckIn(desk: ReferenceOf<'desk'>) {
  const location = useReferences('location').find(({ data }) => data.building === desk.data.building);
  const { data: sync } = useSyncStatusQuery({});
  const [id] = useState(() => v7());
  const [isGiven, setGiven] = useState(false);
  const [write, { isPending }] = useCommand('registerVisit');
  const given = useQueueBoard()?.waiting.find((visit) => visit.id === id);
  const checkIn = async ({ id: appointmentId, personId, productCode, outcome }: CheckInRow) => {
    if (location === undefined || isPending) return;
    const own = sync?.phase === 'offline' ? { reserveForDeskId: desk.id } : {};
    const written = await write({
      ...{ id, locationId: location.id, productCodes: [productCode], appointmentId },
      // Who is late lost the hour that was kept, and goes with the others.
      priority: outcome === 'late' ? USUAL_PRIORITY : APPOINTMENT_PRIORITY,
      ...(personId === undefined ? {} : { personId }),
      ...own,
    });
    setGiven(written.ok);
  };
  return { checkIn, isPending, given: isGiven ? given : undefined };
}

function Line(props: { readonly row: CheckInRow; readonly isPending: boolean; readonly onCheckIn: () => void }) {
  const { row, isPending, onCheckIn } = props;
  const t = useText();
  const formats = useFormats();
  const sentence = t(`waiting.checkIn.outcome.${row.outcome}`, {
    ...{ day: formats.day(row.day), time: formats.time(row.startsAt) },
    ...{ building: row.building ?? '', ticket: row.ticket ?? '' },
  });
  return (
    <li className="line">
      <span className="ticket number">{formats.time(row.startsAt)}</span>
      <div className="line-text">
        <p className="line-title">{row.personName ?? t('queue.unknownPerson')}</p>
        <p className="line-meta">{[row.productName, sentence].join(' · ')}</p>
      </div>
      <div className="line-end">
        {admitted.includes(row.outcome) && (
          <Button size="small" variant="primary" icon={UserCheck} isPending={isPending} onPress={onCheckIn}>
            {t('waiting.checkIn.do')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Checks somebody in who has an appointment: by its code, typed or scanned, or by name. */
export function CheckInDialog(props: { readonly desk: ReferenceOf<'desk'>; readonly onClose: () => void }) {
  const { desk, onClose } = props;
  const t = useText();
  const [text, setText] = useState('');
  const { data: rows } = useCheckInQuery(text.trim() === '' ? skipToken : { text: text.trim(), deskId: desk.id });
  const { checkIn, isPending, given } = useCheckIn(desk);
  const [only] = rows ?? [];
  const submit = () => {
    if (rows?.length === 1 && only && admitted.includes(only.outcome)) void checkIn(only);
  };
  return (
    <Dialog
      isOpen
      keepOpenOutside
      title={t('waiting.checkIn')}
      onClose={onClose}
      actions={
        <Button {...(given ? { keyAction: 'save' as const, autoFocus: true } : {})} onPress={onClose}>
          {t(given ? 'action.close' : 'action.cancel')}
        </Button>
      }
    >
      {given ? (
        <GivenTicket visit={given} />
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextField
            label={t('waiting.checkIn.text')}
            help={t('waiting.checkIn.help')}
            value={text}
            onChange={setText}
            maxLength={80}
            autoFocus
          />
          <div aria-live="polite">
            {rows?.length === 0 && text.trim() !== '' && <p>{t('waiting.checkIn.none')}</p>}
            <ul className="lines">
              {rows?.map((row) => (
                <Line key={row.id} row={row} isPending={isPending} onCheckIn={() => void checkIn(row)} />
              ))}
            </ul>
          </div>
        </form>
      )}
    </Dialog>
  );
}
