import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { errorWords } from '../../../ui/use-error-notice.ts';
import type { FailedStep } from './run-steps.ts';
import { type Steps, stepsNow, subscribeSteps } from './steps-board.ts';
import { useSteps } from './use-steps.ts';

/** What is said in words of this dialog; anything else in the words of the error. */
const said: Partial<Record<OnthaalError['code'], 'taken' | 'changed'>> = {
  APPOINTMENT_SLOT_TAKEN: 'taken',
  APPOINTMENT_STATE_NOT_NOW: 'changed',
};

function FailedLines({ kind, failed }: { readonly kind: Steps['kind']; readonly failed: readonly FailedStep[] }) {
  const t = useText();
  const words = (error: OnthaalError) => {
    const own = said[error.code];
    return own === undefined ? errorWords(error, t) : t(`steps.${kind}.${own}`);
  };
  return (
    <ul className="lines">
      {failed.map(({ step, error }) => (
        <li key={step.id} className="line">
          <div className="line-text">
            <p className="line-title">{step.title}</p>
            <p>{words(error)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

type DialogProps = Steps & { readonly onEnd: (done: readonly string[]) => void };

function useActions({ kind, onEnd }: DialogProps, run: ReturnType<typeof useSteps>) {
  const t = useText();
  // One button all along: what was pressed to begin is gone, and the focus stays in the dialog.
  if (run.phase !== 'asking' || kind === 'settle') {
    const isOver = run.phase === 'ended';
    return (
      <Button key="end" autoFocus onPress={isOver ? () => onEnd(run.done) : run.stop}>
        {t(isOver ? 'action.close' : 'steps.stop')}
      </Button>
    );
  }
  return (
    <>
      <Button variant="primary" keyAction="save" onPress={run.begin}>
        {t('steps.back.begin')}
      </Button>
      <Button onPress={() => onEnd([])}>{t('steps.back.leave')}</Button>
    </>
  );
}

function StepsDialog(props: DialogProps) {
  const t = useText();
  const { kind, steps, onEnd } = props;
  const run = useSteps(props);
  const { phase, done, failed, value, total, finished, left } = run;
  const actions = useActions(props, run);
  const isAllDone = phase === 'ended' && done.length === steps.length;
  const end = useRef(() => onEnd(done));
  end.current = () => onEnd(done);
  useEffect(() => {
    if (isAllDone) end.current();
  }, [isAllDone]);
  return (
    <Dialog
      isOpen
      keepOpenOutside
      size="medium"
      title={t(`steps.${kind}.title`)}
      onClose={phase === 'running' ? run.stop : () => onEnd(done)}
      actions={actions}
    >
      <div className="stack" aria-live="polite">
        {phase === 'asking' && kind === 'back' && (
          <>
            <Banner tone="caution" title={t('steps.back.ask', { count: steps.length })}>
              {t('steps.back.help')}
            </Banner>
            <ul className="lines">
              {steps.map(({ id, title }) => (
                <li key={id} className="line">
                  <p className="line-title">{title}</p>
                </li>
              ))}
            </ul>
          </>
        )}
        {phase === 'running' && <ProgressBar label={t(`steps.${kind}.progress`)} value={value} total={total} />}
        {phase === 'ended' && failed.length > 0 && (
          <p>{t(`steps.${kind}.failed`, { count: failed.length, done: done.length })}</p>
        )}
        {failed.length > 0 && <FailedLines kind={kind} failed={failed} />}
        {phase === 'ended' && left > 0 && <p>{t('steps.stopped', { done: finished, count: left })}</p>}
        {phase === 'ended' && kind === 'settle' && <p className="muted">{t('steps.settle.next')}</p>}
      </div>
    </Dialog>
  );
}

/** What is done after a row was written, with how far it is and what did not go well; around every screen. */
export function StepsRegion() {
  const shown = useSyncExternalStore(subscribeSteps, stepsNow);
  return shown === undefined ? null : <StepsDialog {...shown} key={shown.key} />;
}
