import { CreditCard } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../../../i18n/use-text.ts';
import { useReaders } from '../../../devices/use-devices.ts';
import { HallTitle } from '../hall-title.tsx';

/** Waits for a card in a reader and asks by it at once; nothing of the card comes to this page. */
export function CheckInByCard(props: {
  readonly onCard: (card: { readonly reader: string; readonly insertion: number }) => void;
}) {
  const t = useText();
  const inside = useReaders()?.readers.find(({ card }) => card === 'present');
  const asked = useRef<string>(undefined);
  const { onCard } = props;
  useEffect(() => {
    if (inside === undefined) return;
    const { name: reader, insertion } = inside;
    const key = `${reader}/${insertion}`;
    if (asked.current === key) return;
    asked.current = key;
    onCard({ reader, insertion });
  });
  return (
    <>
      <HallTitle>{t('kiosk.checkIn.card')}</HallTitle>
      <p className="hall-said">
        <CreditCard aria-hidden size={64} />
        <span>{t('kiosk.checkIn.insertCard')}</span>
      </p>
      <p>{t('kiosk.checkIn.cardUse')}</p>
    </>
  );
}
