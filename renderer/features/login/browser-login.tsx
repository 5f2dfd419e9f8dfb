import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { useBrowserLogIn } from './use-browser-log-in.ts';
import { WaitingForBrowser } from './waiting-for-browser.tsx';

/** The button that logs in through the system's browser, and what can be done while the browser is open. */
export function BrowserLogin() {
  const t = useText();
  const { isWaiting, error, logIn, openAgain, cancel } = useBrowserLogIn();
  const waiting = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => {
    if (isWaiting) waiting.current?.focus();
  }, [isWaiting]);
  return (
    <>
      {error && <ErrorMessage error={error} />}
      {isWaiting ? (
        <div ref={waiting} tabIndex={-1} className="login-browser">
          <WaitingForBrowser onOpenAgain={openAgain} onCancel={cancel}>
            {t('login.browser.waitingText')}
          </WaitingForBrowser>
        </div>
      ) : (
        <div className="login-browser">
          <Button variant="primary" autoFocus onPress={logIn}>
            {t('login.browser.button')}
          </Button>
        </div>
      )}
    </>
  );
}
