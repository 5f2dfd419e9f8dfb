import type { OpeningProgress as Progress } from '@onthaal/contract/store/control.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import './opening-progress.css';

/** What the store counts in the stage: a backup counts bytes and a check counts tables, of which only the share says something. */
const stagesInNumbers: ReadonlySet<Progress['stage']> = new Set(['migration']);

/** How far the opening of a user's data is, when it takes long: after an update, or when something must be put back. */
export function OpeningProgress({ progress }: { readonly progress: Progress }) {
  const t = useText();
  const { stage, done, total } = progress;
  const numbers = stagesInNumbers.has(stage)
    ? t('login.opening.numbers', { done, total })
    : t('login.opening.percent', { percent: Math.floor((Math.min(done, total) / Math.max(total, 1)) * 100) });
  return (
    <div className="opening">
      <ProgressBar
        key={stage}
        label={t(`login.opening.${stage}`)}
        value={done}
        total={total}
        valueText={total > 0 ? numbers : ''}
      />
      {stage === 'migration' && <p className="muted">{t('login.opening.note')}</p>}
    </div>
  );
}
