import type { OnthaalError } from '@onthaal/contract/result.ts';
import { type KioskPurpose, kioskPurposes } from '@onthaal/contract/session/kiosk-hall.ts';
import type { NewKioskCode } from '@onthaal/contract/store/kiosks.ts';
import { useState } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorMessage } from '../../../ui/error-message.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useReferences } from '../../dossier/use-references.ts';

function useNewKiosk() {
  const dispatch = useAppDispatch();
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<KioskPurpose>('tickets');
  const [placeId, setPlaceId] = useState('');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const [made, setMade] = useState<NewKioskCode>();
  const rooms = useReferences('room');
  const locations = useReferences('location');
  const places = purpose === 'room' ? rooms : locations;
  const chosen = places.some(({ id }) => id === placeId) ? placeId : '';
  const make = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || chosen === '' || isPending) return;
    setPending(true);
    const answer = await dispatch(askCentre('makeKioskCode', { name: name.trim(), purpose, placeId: chosen }));
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setMade(answer.value);
  };
  return { name, setName, purpose, setPurpose, places, chosen, setPlaceId, isTried, isPending, error, made, make };
}

function Made({ code, expiresAt }: NewKioskCode) {
  const t = useText();
  const formats = useFormats();
  return (
    <div className="stack" aria-live="polite">
      <p>{t('kiosk.administration.type')}</p>
      <p className="current-ticket number">{code}</p>
      <p>{t('kiosk.administration.until', { time: formats.time(expiresAt) })}</p>
    </div>
  );
}

/** Makes a code with which one kiosk is registered; it is shown here and nowhere else. */
export function NewKioskDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const kiosk = useNewKiosk();
  const { made, isTried } = kiosk;
  const required = (value: string) => (isTried && value.trim() === '' ? { error: t('field.required') } : {});
  const actions = made ? (
    <Button variant="primary" autoFocus onPress={onClose}>
      {t('action.close')}
    </Button>
  ) : (
    <>
      <Button variant="primary" keyAction="save" isPending={kiosk.isPending} onPress={() => void kiosk.make()}>
        {t('kiosk.administration.make')}
      </Button>
      <Button onPress={onClose}>{t('action.cancel')}</Button>
    </>
  );
  return (
    // Another dialog as it were: what had the focus is gone, and the button that closes gets it.
    <Dialog
      key={made ? 'made' : 'asking'}
      isOpen
      keepOpenOutside
      title={t('kiosk.administration.new')}
      onClose={onClose}
      actions={actions}
    >
      {made ? (
        <Made {...made} />
      ) : (
        <div className="stack">
          {kiosk.error && <ErrorMessage error={kiosk.error} />}
          <TextField
            label={t('kiosk.administration.name')}
            help={t('kiosk.administration.nameHelp')}
            isRequired
            value={kiosk.name}
            onChange={kiosk.setName}
            maxLength={120}
            autoFocus
            {...required(kiosk.name)}
          />
          <SelectField
            label={t('kiosk.administration.purpose')}
            isRequired
            options={kioskPurposes.map((id) => ({ id, label: t(`kiosk.administration.purpose.${id}`) }))}
            value={kiosk.purpose}
            onChange={(id) => kiosk.setPurpose(kioskPurposes.find((one) => one === id) ?? 'tickets')}
          />
          <SelectField
            label={t('kiosk.administration.place')}
            isRequired
            options={kiosk.places.map(({ id, name }) => ({ id, label: name }))}
            value={kiosk.chosen}
            onChange={kiosk.setPlaceId}
            {...required(kiosk.chosen)}
          />
        </div>
      )}
    </Dialog>
  );
}
