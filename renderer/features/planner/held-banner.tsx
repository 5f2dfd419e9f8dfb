import { Timer } from 'lucide-react';
import { useEffect } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { useSecondsLeft } from '../lock/use-seconds-left.ts';
import type { Held } from './use-hold.ts';

/** From here on the rest of the time is said aloud once. */
const NEARLY_OVER = 60;

/** "Vastgehouden voor u, nog 4:52": how long the slot is kept away from others. */
export function HeldBanner({ held, onExpired }: { readonly held: Held; readonly onExpired: () => void }) {
  const t = useText();
  const formats = useFormats();
  const left = useSecondsLeft(held.until);
  const isOver = left === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the time is over
  useEffect(() => {
    if (isOver) onExpired();
  }, [isOver]);
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <Banner
      tone={left <= NEARLY_OVER ? 'caution' : 'information'}
      icon={Timer}
      title={t('planner.held', { when: formats.dayTime(held.slot.startsAt) })}
    >
      <span role="timer" aria-label={t('planner.heldLeft', { time })} className="number held-left">
        {t('planner.heldLeft', { time })}
      </span>
    </Banner>
  );
}
