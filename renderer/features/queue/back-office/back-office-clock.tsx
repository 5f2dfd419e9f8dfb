import type { BackOfficeWork } from '@onthaal/contract/store/visits.ts';
import { useState } from 'react';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useCommand } from '../../../bridge/run-command.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useKeyAction } from '../../../keys/key-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { CheckboxField } from '../../../ui/checkbox-field.tsx';
import { useDesk, useNow } from '../use-queue.ts';
import { BackOfficeDialog } from './back-office-dialog.tsx';
import { useBackOfficeWork, useStopWork, useWorkWords, workedMinutes } from './use-back-office.ts';

/** Work without a visitor with its clock, and the key that stops it. */
export function BackOfficeClock({ work }: { readonly work: BackOfficeWork }) {
  const t = useText();
  const words = useWorkWords();
  const stop = useStopWork();
  const now = useNow();
  const [keep] = useCommand('keepVisit');
  const shown = { what: words(work), minutes: workedMinutes(work, now) };
  const isNotReliable = work.services.some(({ timeNotReliable }) => timeNotReliable);
  const ids = work.services.map(({ id }) => id);
  const running = work.isHere
    ? t('queue.backOffice.running', shown)
    : t('queue.backOffice.elsewhere', { ...shown, desk: work.deskName ?? '' });
  return (
    <div className="back-office-clock">
      <p>{work.state === 'parked' ? t('queue.backOffice.paused', shown) : running}</p>
      <Button size="small" keyAction="backOffice" onPress={() => void stop(work)}>
        {t('queue.backOffice.stop')}
      </Button>
      <CheckboxField
        label={t('queue.backOffice.notReliable')}
        value={isNotReliable}
        onChange={(isOn) => void keep({ visitId: work.id, timeNotReliable: isOn ? ids : [] })}
      />
    </div>
  );
}

/** Binds the key that begins work, as long as none runs. */
export function BackOfficeKey() {
  const navigate = useNavigate();
  const work = useBackOfficeWork();
  const { desk } = useDesk();
  const [isChoosing, setChoosing] = useState(false);
  // The queue asks at which desk this computer stands.
  const begin = () => (desk === undefined ? navigate.open({ name: 'queue' }) : setChoosing(true));
  const isFree = work === null;
  useKeyAction(isFree ? 'backOffice' : undefined, isFree ? begin : undefined);
  if (!isChoosing || desk === undefined) return null;
  return <BackOfficeDialog deskId={desk.id} onClose={() => setChoosing(false)} />;
}
