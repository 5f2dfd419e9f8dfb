import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';

export interface ErrorMessageProps {
  readonly error: OnthaalError;
  /** Offered as "Opnieuw proberen" when the error may pass. */
  readonly onRetry?: (() => void) | undefined;
  readonly actions?: ReactNode;
}

/** An error in plain words, with the next step. */
export function ErrorMessage({ error, onRetry, actions }: ErrorMessageProps) {
  const t = useText();
  return (
    <Banner
      tone={error.retryable ? 'caution' : 'danger'}
      live="alert"
      title={t(`error.${error.code}.text`, error.details)}
      actions={
        <>
          {onRetry && error.retryable && (
            <Button size="small" onPress={onRetry}>
              {t('action.tryAgain')}
            </Button>
          )}
          {actions}
        </>
      }
    >
      {t(`error.${error.code}.next`, error.details)}
    </Banner>
  );
}
