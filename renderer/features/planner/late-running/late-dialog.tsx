import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { LateVisitor } from '@onthaal/contract/store/planner.ts';
import { useEffect, useState } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { showDone } from '../../../ui/notice-board.ts';
import { NumberField } from '../../../ui/number-field.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { useDesk } from '../../queue/use-queue.ts';
import '../planner.css';

const USUAL_MINUTES = 15;
const FEWEST = 5;
const MOST = 240;

/** Who would hear of it and how, and telling them. */
function useLate(minutes: number | undefined) {
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const { desk } = useDesk();
  const deskId = desk?.id;
  const [visitors, setVisitors] = useState<readonly LateVisitor[]>();
  const [error, setError] = useState<OnthaalError>();
  const [isPending, setPending] = useState(false);
  const [round, setRound] = useState(0);
  const where = deskId === undefined ? {} : { deskId };
  // biome-ignore lint/correctness/useExhaustiveDependencies: who comes does not depend on how late it is; `round` asks again
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const answer = await dispatch(askCentre('tellLate', { ...where, minutes: USUAL_MINUTES, send: false }));
      if (!isCurrent) return;
      setError(answer.ok ? undefined : answer.error);
      setVisitors(answer.ok ? answer.value : undefined);
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [deskId, round]);
  const send = async (): Promise<readonly LateVisitor[] | undefined> => {
    if (minutes === undefined || isPending) return undefined;
    setPending(true);
    const answer = await dispatch(askCentre('tellLate', { ...where, minutes, send: true }));
    setPending(false);
    if (answer.ok) return answer.value;
    tell(answer.error);
    return undefined;
  };
  return { desk, visitors, error, send, isPending, again: () => setRound((count) => count + 1) };
}

function Visitors({ visitors }: { readonly visitors: readonly LateVisitor[] }) {
  const t = useText();
  const formats = useFormats();
  if (visitors.length === 0) return <p className="muted">{t('late.nobody')}</p>;
  return (
    <ul className="lines">
      {visitors.map(({ appointmentId, startsAt, name, how }) => (
        <li key={appointmentId} className="line">
          <p className="line-text">
            <span className="number">{formats.time(startsAt)}</span> · {name}
          </p>
          <span>{t(`late.how.${how}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "Het loket loopt uit": who hears of it and how, before anything is sent; who cannot be written goes on the call sheet. */
export function LateDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const [minutes, setMinutes] = useState<number | undefined>(USUAL_MINUTES);
  const isRight = minutes !== undefined && minutes >= FEWEST && minutes <= MOST;
  const late = useLate(isRight ? minutes : undefined);
  const waiting = late.visitors?.filter(({ how }) => how !== 'told') ?? [];
  const save = async () => {
    const told = await late.send();
    if (told === undefined) return;
    const calls = told.filter(({ how }) => how === 'call').length;
    const written = told.filter(({ how }) => how === 'email' || how === 'sms').length;
    showDone(t('late.done', { written, calls }));
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t('late.title')}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            keyAction="save"
            isDisabled={!isRight || waiting.length === 0}
            isPending={late.isPending}
            onPress={() => void save()}
          >
            {t('late.send', { count: waiting.length })}
          </Button>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <NumberField
          label={t('late.minutes')}
          autoFocus
          minValue={FEWEST}
          maxValue={MOST}
          value={minutes}
          onChange={setMinutes}
        />
        <p className="muted">{late.desk ? t('late.ofDesk', { desk: late.desk.name }) : t('late.ofMember')}</p>
        <div className="stack" aria-live="polite">
          {late.error?.retryable === true && (
            <Banner tone="caution" title={t('planner.noLine')} live="status">
              {t('late.noLine')}
            </Banner>
          )}
          {late.error && <ErrorMessage error={late.error} onRetry={late.again} />}
          {!late.error && late.visitors === undefined && <Skeleton lines={3} />}
          {late.visitors && <Visitors visitors={late.visitors} />}
        </div>
      </div>
    </Dialog>
  );
}
