import { type FormEvent, useEffect, useReducer, useState } from 'react';
import { desktop } from '../../../bridge/desktop.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { PinBuffer } from './pin-buffer.ts';
import { PinField } from './pin-field.tsx';
import type { PinFormProps } from './reader-keys-form.tsx';
import { usePinLanguage } from './use-pin-language.ts';

const SHORTEST = 4;

/** Three buffers for as long as the form is there; wiped when it goes. */
function usePins() {
  const [pins] = useState(() => ({ current: new PinBuffer(), next: new PinBuffer(), again: new PinBuffer() }));
  useEffect(
    () => () => {
      for (const pin of Object.values(pins)) pin.wipe();
    },
    [pins],
  );
  return pins;
}

/** The present and the new PIN, typed by the citizen on this computer. Both are bytes here, and wiped once they are sent. */
export function TypedPinForm({ place, onDone, close }: PinFormProps) {
  const t = useText();
  const language = usePinLanguage();
  const pins = usePins();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [isBusy, setBusy] = useState(false);
  const [isDifferent, setDifferent] = useState(false);
  const isShort = Object.values(pins).some(({ length }) => length < SHORTEST);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || isShort) return;
    setDifferent(!pins.next.isSame(pins.again));
    if (!pins.next.isSame(pins.again)) return;
    setBusy(true);
    const typed = { current: pins.current.copy(), next: pins.next.copy() };
    for (const pin of Object.values(pins)) pin.wipe();
    const changed = await desktop().request('devices:changePin', { place, language, typed });
    typed.current.fill(0);
    typed.next.fill(0);
    setBusy(false);
    onDone(changed.ok ? undefined : changed.error);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <PinField label={t('pin.current')} help={t('pin.help')} autoFocus buffer={pins.current} onChange={redraw} />
      <PinField label={t('pin.next')} buffer={pins.next} onChange={redraw} />
      <PinField
        label={t('pin.again')}
        error={isDifferent ? t('pin.different') : undefined}
        buffer={pins.again}
        onChange={redraw}
      />
      <div className="row">
        <Button type="submit" variant="primary" isPending={isBusy} isDisabled={isShort}>
          {t('pin.change')}
        </Button>
        {close}
      </div>
    </form>
  );
}
