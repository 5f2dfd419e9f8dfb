import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { admitted } from '@onthaal/contract/rules/visits/index.ts';
import { skipToken } from '@reduxjs/toolkit/query';
import { useState } from 'react';
import { useCheckInQuery } from '../../../bridge/store-api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { GivenTicket } from '../given-ticket.tsx';
import { CheckInLine } from './check-in-line.tsx';
import { useCheckIn } from './use-check-in.ts';

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
                <CheckInLine key={row.id} row={row} isPending={isPending} onCheckIn={() => void checkIn(row)} />
              ))}
            </ul>
          </div>
        </form>
      )}
    </Dialog>
  );
}
