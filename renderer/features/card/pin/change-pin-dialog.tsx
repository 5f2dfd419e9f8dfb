import type { CardInsertion, PinWay } from '@onthaal/contract/devices/pin-change.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { showNotice } from '../../../ui/notice-board.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useReaders } from '../../devices/use-devices.ts';
import { ReaderKeysForm } from './reader-keys-form.tsx';
import { TypedPinForm } from './typed-pin-form.tsx';

interface ChangePinDialogProps {
  readonly place: CardInsertion;
  readonly onClose: () => void;
}

const blocked: OnthaalError = { code: 'CARD_PIN_BLOCKED', retryable: false };

/** How the PIN of this card can be changed, asked of the card, and again after each try. */
function usePinWay({ reader, insertion }: CardInsertion) {
  const [way, setWay] = useState<PinWay>();
  const [error, setError] = useState<OnthaalError>();
  const look = useCallback(async () => {
    const answer = await desktop().request('devices:lookAtPin', { reader, insertion });
    setWay(answer.ok ? answer.value : undefined);
    setError(answer.ok ? undefined : answer.error);
  }, [reader, insertion]);
  useEffect(() => void look(), [look]);
  return { way, error, look };
}

/** Whether the very card lies there still: taken out, nothing of this stays open. */
function useCloseWhenOut({ reader, insertion }: CardInsertion, onClose: () => void): void {
  const readers = useReaders();
  const isOut =
    readers !== undefined &&
    !readers.readers.some((one) => one.name === reader && one.insertion === insertion && one.card === 'present');
  useEffect(() => {
    if (isOut) onClose();
  }, [isOut, onClose]);
}

function Tries({ left }: { readonly left: number | null }) {
  const t = useText();
  return <p>{left === null ? t('pin.triesUnknown') : t('pin.tries', { left })}</p>;
}

/** Changes the PIN of the card in the reader: on the keys of the reader where it has them, else typed here. */
export function ChangePinDialog({ place, onClose }: ChangePinDialogProps) {
  const t = useText();
  const { way, error: unseen, look } = usePinWay(place);
  const [error, setError] = useState<OnthaalError>();
  const [round, setRound] = useState(0);
  useCloseWhenOut(place, onClose);
  const done = (failed: OnthaalError | undefined) => {
    setError(failed);
    // A form that is new: empty, with the keyboard in its first field.
    setRound(round + 1);
    if (failed === undefined) {
      showNotice({ tone: 'positive', title: t('pin.changed') });
      onClose();
    } else {
      void look();
    }
  };
  const isBlocked = way?.triesLeft === 0 || error?.code === 'CARD_PIN_BLOCKED';
  const shown = isBlocked ? blocked : (unseen ?? error);
  const close = <Button onPress={onClose}>{t('action.close')}</Button>;
  const Form = way?.way === 'readerKeys' ? ReaderKeysForm : TypedPinForm;
  return (
    <Dialog title={t('pin.title')} size="small" isOpen onClose={onClose} keepOpenOutside>
      <div className="stack">
        {way === undefined && unseen === undefined && <Skeleton />}
        {shown && <ErrorMessage error={shown} onRetry={shown === unseen ? () => void look() : undefined} />}
        {way && !isBlocked ? (
          <>
            {/* The card of applet 1.7 tells with the wrong PIN only. */}
            {!(way.triesLeft === null && shown?.code === 'CARD_PIN_WRONG') && <Tries left={way.triesLeft} />}
            <Form key={round} place={place} onDone={done} close={close} />
          </>
        ) : (
          // The form is gone and the keyboard with it: what is left gets it.
          <div className="row" key={shown?.code}>
            <Button autoFocus={shown !== undefined} onPress={onClose}>
              {t('action.close')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
