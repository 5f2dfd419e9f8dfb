import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { MessagePreview } from '@onthaal/contract/store/messages.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useEffect, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { RadioGroupField } from '../../ui/radio-group-field.tsx';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import './messages.css';

type Channel = 'email' | 'sms';
type Answer = { readonly preview: MessagePreview } | { readonly error: OnthaalError };

/** What the centre would send, asked again for each channel; undefined while it is asked. */
function usePreview(appointmentId: string, channel: Channel): Answer | undefined {
  const dispatch = useAppDispatch();
  const [known, setKnown] = useState<{ readonly channel: Channel; readonly answer: Answer }>();
  useEffect(() => {
    let isWanted = true;
    void dispatch(askCentre('previewMessage', { appointmentId, channel })).then((result) => {
      if (isWanted) setKnown({ channel, answer: result.ok ? { preview: result.value } : { error: result.error } });
    });
    return () => {
      isWanted = false;
    };
  }, [dispatch, appointmentId, channel]);
  return known?.channel === channel ? known.answer : undefined;
}

function Preview({ preview }: { readonly preview: MessagePreview }) {
  const t = useText();
  const formats = useFormats();
  const { subject, body, address, parts, costCents, notBefore, problem } = preview;
  return (
    <>
      {problem && <Banner tone="caution" title={t.word('messageProblem', problem)} />}
      {address && <p>{t('messages.to', { address })}</p>}
      {parts !== undefined && (
        <p>
          <strong>{t('messages.price', { parts, price: formats.money(costCents ?? 0) })}</strong>
        </p>
      )}
      {notBefore && <p>{t('messages.later', { when: formats.dayTime(notBefore) })}</p>}
      {body && (
        <section className="message-text prose" aria-label={t('messages.text')}>
          {parts === undefined && <p className="line-title">{subject}</p>}
          <p>{body}</p>
        </section>
      )}
    </>
  );
}

/** "Stuur opnieuw": what is sent, where it goes and what it costs, before it leaves. */
export function SendDialog(props: { readonly appointment: AppointmentRow; readonly onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const { appointment, onClose } = props;
  const [channel, setChannel] = useState<Channel>('email');
  const [operationId] = useState(() => v7());
  const [isPending, setPending] = useState(false);
  const answer = usePreview(appointment.id, channel);
  const canSend = answer !== undefined && 'preview' in answer && answer.preview.problem === undefined;
  const send = async () => {
    setPending(true);
    const sent = await dispatch(askCentre('sendMessage', { operationId, appointmentId: appointment.id, channel }));
    setPending(false);
    if (!sent.ok) return tell(sent.error);
    showDone(t('messages.sending'));
    return onClose();
  };
  return (
    <Dialog
      isOpen
      title={t('messages.sendTitle')}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            keyAction="save"
            isDisabled={!canSend}
            isPending={isPending}
            onPress={() => void send()}
          >
            {t('messages.send')}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {formats.dayTime(appointment.startsAt)} · {appointment.subject}
        </p>
        <RadioGroupField
          label={t('messages.by')}
          value={channel}
          onChange={(id) => setChannel(id as Channel)}
          options={[
            { id: 'email', label: t.word('messageChannel', 'email') },
            { id: 'sms', label: t.word('messageChannel', 'sms') },
          ]}
        />
        <div className="stack" aria-live="polite">
          {answer === undefined && <p>{t('messages.look')}</p>}
          {answer !== undefined && 'error' in answer && <ErrorMessage error={answer.error} />}
          {answer !== undefined && 'preview' in answer && <Preview preview={answer.preview} />}
        </div>
      </div>
    </Dialog>
  );
}
