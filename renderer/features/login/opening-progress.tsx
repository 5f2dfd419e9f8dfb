import type { OpeningProgress as Progress } from '@onthaal/contract/store/control.ts';
import { useEffect, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';

/** What the store counts in the stage: a backup counts bytes and a check counts tables, which say nothing to a person. */
const stagesInNumbers: ReadonlySet<Progress['stage']> = new Set(['migration']);

/** How far the opening of a user's data is, when it takes long: after an update, or when something must be put back. */
export function OpeningProgress() {
  const t = useText();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => desktop().on('store:opening', setProgress), []);
  if (progress === undefined) return null;
  const { stage, done, total } = progress;
  const inNumbers = stagesInNumbers.has(stage) && total > 0;
  return (
    <div className="login-opening">
      <ProgressBar
        key={stage}
        label={t(`login.opening.${stage}`)}
        value={done}
        total={total}
        valueText={inNumbers ? t('login.opening.numbers', { done, total }) : ''}
      />
      {stage === 'migration' && <p className="muted">{t('login.opening.note')}</p>}
    </div>
  );
}
