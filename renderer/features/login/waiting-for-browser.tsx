import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

interface WaitingForBrowserProps {
  readonly onOpenAgain: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Says that the login goes on in the system's browser, and what can be done meanwhile. */
export function WaitingForBrowser({ onOpenAgain, onCancel, children }: WaitingForBrowserProps) {
  const t = useText();
  return (
    <Banner
      tone="information"
      live="status"
      title={t('login.browser.waiting')}
      actions={
        <>
          <Button size="small" onPress={onOpenAgain}>
            {t('login.browser.again')}
          </Button>
          <Button size="small" variant="quiet" onPress={onCancel}>
            {t('action.cancel')}
          </Button>
        </>
      }
    >
      {children}
    </Banner>
  );
}
