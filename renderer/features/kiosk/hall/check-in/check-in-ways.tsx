import { Camera, CreditCard, Keyboard, UserRound } from 'lucide-react';
import { useAppSelector } from '../../../../app/store.ts';
import { useText } from '../../../../i18n/use-text.ts';
import { useReaders } from '../../../devices/use-devices.ts';
import { type CheckInWay, checkInWays, type HallStep } from '../hall-steps.ts';
import { HallTitle } from '../hall-title.tsx';
import { Tiles } from '../tiles.tsx';

const icons = { code: Keyboard, scan: Camera, card: CreditCard, name: UserRound };

/** The ways to check in that this kiosk has devices for. */
export function CheckInWays({ go }: { readonly go: (step: HallStep) => void }) {
  const t = useText();
  const hasReader = (useReaders()?.readers.length ?? 0) > 0;
  const hasCamera = useAppSelector(({ devices }) => (devices.media?.cameras.length ?? 0) > 0);
  const isThere = (way: CheckInWay): boolean => (way === 'card' ? hasReader : way !== 'scan' || hasCamera);
  return (
    <>
      <HallTitle>{t('kiosk.checkIn.title')}</HallTitle>
      <Tiles
        tiles={checkInWays.filter(isThere).map((way) => ({
          ...{ id: way, label: t(`kiosk.checkIn.${way}`), icon: icons[way] },
          ...{ help: t(`kiosk.checkIn.way.${way}`), onPress: () => go({ at: way }) },
        }))}
      />
      <p>{t('kiosk.checkIn.scanner')}</p>
    </>
  );
}
