import type { CardInsertion } from '@onthaal/contract/devices/pin-change.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { type ReactNode, useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { usePinLanguage } from './use-pin-language.ts';

export interface PinFormProps {
  readonly place: CardInsertion;
  /** With what went wrong, if anything did. */
  readonly onDone: (error: OnthaalError | undefined) => void;
  /** The button that closes the dialog, beside the form's own. */
  readonly close: ReactNode;
}

/** The citizen changes the PIN on the keys of the reader: none of it comes to this computer. */
export function ReaderKeysForm({ place, onDone, close }: PinFormProps) {
  const t = useText();
  const language = usePinLanguage();
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    if (isBusy) return;
    setBusy(true);
    const changed = await desktop().request('devices:changePin', { place, language, typed: null });
    setBusy(false);
    onDone(changed.ok ? undefined : changed.error);
  };
  return (
    <>
      <p>{t('pin.onReader')}</p>
      <p role="status">{isBusy && t('pin.onReaderBusy')}</p>
      <div className="row">
        <Button variant="primary" autoFocus isPending={isBusy} onPress={() => void start()}>
          {t('pin.start')}
        </Button>
        {close}
      </div>
    </>
  );
}
