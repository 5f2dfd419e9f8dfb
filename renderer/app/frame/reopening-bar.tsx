import { useEffect, useState } from 'react';
import { useSyncStatusQuery } from '../../bridge/store-api.ts';
import { OpeningProgress } from '../../features/opening/opening-progress.tsx';
import { useOpening } from '../../features/opening/use-opening.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAppSelector } from '../store.ts';

/** How far it is when the data are opened anew while somebody is at work: a restore, or a recovery after damage. */
export function ReopeningBar() {
  const t = useText();
  const memberId = useAppSelector(({ session }) => session.member?.memberId);
  const progress = useOpening(memberId);
  const { data: status } = useSyncStatusQuery({});
  const [ended, setEnded] = useState(progress);
  // A store that tells its status is open again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each status ends what was told before it
  useEffect(() => setEnded(progress), [status]);
  if (progress === undefined || progress === ended) return null;
  return (
    <section className="first-sync-bar" aria-label={t('region.desk')}>
      <OpeningProgress progress={progress} />
    </section>
  );
}
