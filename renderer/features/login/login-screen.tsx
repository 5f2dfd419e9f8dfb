import type { PeopleAnswer } from '@onthaal/contract/ipc/channels.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import { UserX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useMarkWhenPainted } from '../../bridge/performance-marks.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BrowserLogin } from './browser-login.tsx';
import { KeyringTrouble } from './keyring-trouble.tsx';
import { LoginNotesList } from './login-notes.tsx';
import { LoginPeople } from './login-people.tsx';
import { LoginSecretDialog } from './login-secret-dialog.tsx';
import { OpeningProgress } from './opening-progress.tsx';
import { useLoginNotes } from './use-login-notes.ts';
import './login-screen.css';

interface People {
  readonly answer: PeopleAnswer | undefined;
  readonly error: OnthaalError | undefined;
  readonly ask: () => void;
}

function usePeople(): People {
  const [answer, setAnswer] = useState<PeopleAnswer>();
  const [error, setError] = useState<OnthaalError>();
  const ask = useCallback(() => {
    setError(undefined);
    void desktop()
      .request('session:people', {})
      .then((result) => (result.ok ? setAnswer(result.value) : setError(result.error)));
  }, []);
  useEffect(ask, [ask]);
  return { answer, error, ask };
}

function OfflineNote() {
  const t = useText();
  return (
    <Banner tone="caution" live="status" title={t('login.offline.title')}>
      {t('login.offline.text')}
    </Banner>
  );
}

function DemoNote() {
  const t = useText();
  const information = useAppSelector((state) => state.session.information);
  if (!information?.demo) return null;
  return (
    <Banner tone="information" title={t('login.demo.title')}>
      <p>{t('login.demo.text')}</p>
      {information.keysUnprotected && <p>{t('login.keysUnprotected')}</p>}
    </Banner>
  );
}

/** Why logging in did not work. Without a line the usual advice (work on) does not hold for who is new on this computer. */
function LoginError({ error, onRetry }: { readonly error: OnthaalError; readonly onRetry?: () => void }) {
  const t = useText();
  if (error.code !== 'MIDOFFICE_UNREACHABLE') return <ErrorMessage error={error} onRetry={onRetry} />;
  return (
    <Banner
      tone="caution"
      live="alert"
      title={t('error.MIDOFFICE_UNREACHABLE.text')}
      actions={
        onRetry && (
          <Button size="small" onPress={onRetry}>
            {t('action.tryAgain')}
          </Button>
        )
      }
    >
      {t('login.unreachable')}
    </Banner>
  );
}

function useLogIn() {
  const [busyWith, setBusyWith] = useState<DemoPerson>();
  const [error, setError] = useState<OnthaalError>();
  /** Who must type a PIN or password, because no line can say who it is. */
  const [asked, setAsked] = useState<DemoPerson>();
  const logIn = useCallback((person: DemoPerson, secret?: string) => {
    setBusyWith(person);
    setError(undefined);
    void desktop()
      .request('session:logIn', { memberId: person.memberId, ...(secret === undefined ? {} : { secret }) })
      .then((result) => {
        // At success main announces the new member and this screen makes way.
        if (result.ok) return;
        setBusyWith(undefined);
        if (result.error.code === 'PIN_NEEDED') setAsked(person);
        else setError(result.error);
      });
  }, []);
  const stopAsking = useCallback(() => {
    setAsked(undefined);
    setError(undefined);
  }, []);
  return { logIn, busyWith, error, asked, stopAsking };
}

/** Who sits at this desk. In the demo it is a list; the real login takes its place and gives the same session. */
export function LoginScreen() {
  const t = useText();
  const people = usePeople();
  const { logIn, busyWith, error, asked, stopAsking } = useLogIn();
  const { notes, markRead } = useLoginNotes(people.answer);
  const keyring = useAppSelector((state) => state.session.information?.keyring);
  const isKeyringBroken = keyring?.state === 'missing' || keyring?.state === 'changed';
  useEffect(() => {
    document.title = 'Onthaal';
  }, []);
  const isBrowserLogin = people.answer?.method === 'acmIdm';
  // The line is there: who proves in the browser who they are needs no list.
  const list = isBrowserLogin && people.answer?.live ? undefined : people.answer?.people;
  useMarkWhenPainted('loginShown', people.answer !== undefined);
  return (
    <div className="login">
      <aside className="login-side" aria-label={t('login.product')}>
        <p className="login-brand">Onthaal</p>
        <p className="login-product">{t('login.product')}</p>
        <div className="login-promise">
          <p className="login-promise-title">{t('login.promise.title')}</p>
          <p>{t('login.promise.text')}</p>
        </div>
      </aside>
      <main className="login-main">
        <div className="login-content">
          <h1 className="login-title">{t('login.title')}</h1>
          {!isKeyringBroken && <p className="muted">{t(isBrowserLogin ? 'login.browser.text' : 'login.text')}</p>}
          <div role="status" className="visually-hidden">
            {busyWith && t('login.busy', { name: busyWith.name })}
          </div>
          {busyWith && <OpeningProgress />}
          {error && !asked && <LoginError error={error} />}
          {keyring && isKeyringBroken && <KeyringTrouble keyring={keyring} />}
          {people.answer?.live === false && <OfflineNote />}
          <LoginNotesList notes={notes} onRead={markRead} />
          {people.error && <LoginError error={people.error} onRetry={people.ask} />}
          {!people.answer && !people.error && !isKeyringBroken && <Skeleton lines={5} />}
          {isBrowserLogin && !isKeyringBroken && <BrowserLogin />}
          {list && list.length > 0 && !isKeyringBroken && (
            <LoginPeople people={list} waiting={notes?.waiting ?? {}} busyWith={busyWith} onChoose={logIn} />
          )}
          {asked && (
            <LoginSecretDialog
              person={asked}
              isBusy={busyWith !== undefined}
              error={error}
              onSubmit={(secret) => logIn(asked, secret)}
              onClose={stopAsking}
            />
          )}
          {list?.length === 0 && (
            <EmptyState
              icon={UserX}
              title={t('login.empty')}
              actions={<Button onPress={people.ask}>{t('action.tryAgain')}</Button>}
            >
              {t('login.emptyNext')}
            </EmptyState>
          )}
          <DemoNote />
        </div>
      </main>
    </div>
  );
}
