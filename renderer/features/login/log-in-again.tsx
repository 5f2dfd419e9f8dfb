import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { LoginMethod } from '@onthaal/contract/session/login.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useLogOut } from '../../app/use-log-out.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { useBrowserLogIn } from './use-browser-log-in.ts';
import { WaitingForBrowser } from './waiting-for-browser.tsx';

function useLoginMethod(): LoginMethod | undefined {
  const [method, setMethod] = useState<LoginMethod>();
  useEffect(() => {
    void desktop()
      .request('session:people', {})
      .then((result) => setMethod(result.ok ? result.value.method : 'demo'));
  }, []);
  return method;
}

/** Gives the cursor back to where the clerk was typing when what is in `place` took it and goes away. */
function useCursorBack(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let before = document.activeElement;
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && !place.current?.contains(target)) before = target;
    };
    document.addEventListener('focusin', note);
    return () => {
      document.removeEventListener('focusin', note);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [place]);
}

function isSomebodyElse(error: OnthaalError | undefined): boolean {
  return error?.code === 'NOT_ALLOWED' && error.details?.reason === 'somebodyIsLoggedIn';
}

interface InBrowserProps {
  readonly ended: OnthaalError;
  readonly place: RefObject<HTMLElement | null>;
}

/** The member proves anew who they are, in the browser. What is on the screen stays; nobody else can take it over. */
function InBrowser({ ended, place }: InBrowserProps) {
  const t = useText();
  const name = useAppSelector(({ session }) => session.member?.name) ?? '';
  const { isWaiting, error, logIn, openAgain, cancel } = useBrowserLogIn();
  // The button may have had the cursor; a field that is typed in keeps it.
  useEffect(() => {
    if (isWaiting && document.activeElement === document.body) place.current?.focus();
  }, [isWaiting, place]);
  if (isWaiting) {
    return (
      <WaitingForBrowser onOpenAgain={openAgain} onCancel={cancel}>
        {t('login.again.waitingText', { name })}
      </WaitingForBrowser>
    );
  }
  const title = isSomebodyElse(error)
    ? t('login.again.someoneElse', { name })
    : t(`error.${(error ?? ended).code}.text`, (error ?? ended).details);
  return (
    <Banner
      tone="caution"
      live="alert"
      title={title}
      actions={
        <Button size="small" variant="primary" keyAction="logInAgain" onPress={logIn}>
          {t('process.logInAgain')}
        </Button>
      }
    >
      {isSomebodyElse(error) ? t('login.again.someoneElseText', { name }) : t('login.again.text')}
    </Banner>
  );
}

function LogOutFirst({ ended }: { readonly ended: OnthaalError }) {
  const t = useText();
  const logOut = useLogOut();
  const actions = (
    <Button size="small" onPress={logOut}>
      {t('process.logInAgain')}
    </Button>
  );
  return <ErrorMessage error={ended} actions={actions} />;
}

/** The session is over, the work goes on: how to log in again without leaving the screen, an open dialog or half a sentence. */
export function LogInAgain({ ended }: { readonly ended: OnthaalError }) {
  const place = useRef<HTMLDivElement>(null);
  const method = useLoginMethod();
  useCursorBack(place);
  return (
    <div ref={place} tabIndex={-1} className="log-in-again">
      {method === 'acmIdm' && <InBrowser ended={ended} place={place} />}
      {method === 'demo' && <LogOutFirst ended={ended} />}
    </div>
  );
}
