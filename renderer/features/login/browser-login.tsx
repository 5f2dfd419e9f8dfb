import type { OnthaalError } from '@onthaal/contract/result.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';

function useBrowserLogIn() {
  const [isWaiting, setIsWaiting] = useState(false);
  const [error, setError] = useState<OnthaalError>();
  const logIn = useCallback(() => {
    setIsWaiting(true);
    setError(undefined);
    void desktop()
      .request('session:browserLogIn', {})
      .then((result) => {
        // At success main announces the member and this screen makes way.
        if (result.ok) return;
        setIsWaiting(false);
        setError(result.error);
      });
  }, []);
  const openAgain = useCallback(() => {
    void desktop()
      .request('session:browserOpenAgain', {})
      .then((result) => !result.ok && setError(result.error));
  }, []);
  const cancel = useCallback(() => void desktop().request('session:browserCancel', {}), []);
  // A screen that goes away, by a reload for instance, leaves no login waiting.
  useEffect(() => cancel, [cancel]);
  return { isWaiting, error, logIn, openAgain, cancel };
}

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
          <Banner
            tone="information"
            live="status"
            title={t('login.browser.waiting')}
            actions={
              <>
                <Button size="small" onPress={openAgain}>
                  {t('login.browser.again')}
                </Button>
                <Button size="small" variant="quiet" onPress={cancel}>
                  {t('action.cancel')}
                </Button>
              </>
            }
          >
            {t('login.browser.waitingText')}
          </Banner>
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
