import type { OnthaalError } from '@onthaal/contract/result.ts';
import { smsNumber } from '@onthaal/contract/rules/messages/index.ts';
import type { TicketLink } from '@onthaal/contract/store/messages.ts';
import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { TextField } from '../../ui/text-field.tsx';

const noLine = 'MIDOFFICE_UNREACHABLE';

/** What the centre would send; undefined while it is asked, or what kept it from answering. */
function useOffer(visitId: string) {
  const dispatch = useAppDispatch();
  const [offer, setOffer] = useState<TicketLink | OnthaalError>();
  useEffect(() => {
    let isWanted = true;
    const asked = { operationId: v7(), visitId, send: false };
    void dispatch(askCentre('sendTicketLink', asked)).then((answer) => {
      if (isWanted) setOffer(answer.ok ? answer.value : answer.error);
    });
    return () => {
      isWanted = false;
    };
  }, [dispatch, visitId]);
  return offer;
}

/** Sends to a number. The same operation again while nobody knows whether it left; a new one once it certainly did not. */
function useSending(visitId: string) {
  const dispatch = useAppDispatch();
  const [operationId, setOperationId] = useState(() => v7());
  const [isPending, setPending] = useState(false);
  const [answer, setAnswer] = useState<TicketLink | OnthaalError>();
  const send = async (telephone: string) => {
    setPending(true);
    const result = await dispatch(askCentre('sendTicketLink', { operationId, visitId, telephone, send: true }));
    setPending(false);
    setAnswer(result.ok ? result.value : result.error);
    if (result.ok) setOperationId(v7());
  };
  return { send, isPending, answer };
}

function Outcome({ answer }: { readonly answer: TicketLink | OnthaalError | undefined }) {
  const t = useText();
  if (answer === undefined) return null;
  if ('code' in answer) return <ErrorMessage error={answer} />;
  if (answer.isSent) return <p role="status">{t('waiting.link.sent', { telephone: answer.telephone ?? '' })}</p>;
  const { problem } = answer;
  if (problem === undefined) return null;
  return <p role="alert">{problem === 'unreachable' ? t('waiting.link.notNow') : t.word('messageProblem', problem)}</p>;
}

function SendForm({ visitId, offer }: { readonly visitId: string; readonly offer: TicketLink }) {
  const t = useText();
  const formats = useFormats();
  const [telephone, setTelephone] = useState(offer.telephone ?? '');
  const [isTried, setTried] = useState(false);
  const { send, isPending, answer } = useSending(visitId);
  const isNumber = smsNumber(telephone) !== undefined;
  const press = async () => {
    setTried(true);
    if (isNumber) await send(telephone);
  };
  const isSent = answer !== undefined && 'isSent' in answer && answer.isSent;
  return (
    <section className="stack" aria-label={t('waiting.link.title')}>
      {!isSent && (
        <>
          <TextField
            label={t('waiting.link.telephone')}
            help={t('messages.price', { parts: offer.parts, price: formats.money(offer.costCents) })}
            type="tel"
            value={telephone}
            onChange={setTelephone}
            error={isTried && !isNumber ? t('waiting.link.noNumber') : undefined}
            maxLength={30}
          />
          <Button size="small" icon={Send} isPending={isPending} onPress={() => void press()}>
            {t('waiting.link.send')}
          </Button>
        </>
      )}
      <Outcome answer={answer} />
    </section>
  );
}

/** Sends somebody who waits a text message with the address of their place in the queue; nothing where the municipality sends none. */
export function TicketLinkForm({ visitId }: { readonly visitId: string }) {
  const t = useText();
  const offer = useOffer(visitId);
  if (offer === undefined) return null;
  if ('code' in offer) return offer.code === noLine ? <p className="muted">{t('waiting.link.noLine')}</p> : null;
  return offer.problem === 'notConfigured' ? null : <SendForm visitId={visitId} offer={offer} />;
}
