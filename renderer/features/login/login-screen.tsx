import type { PeopleAnswer } from '@onthaal/contract/ipc/channels.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { KeyringInformation } from '@onthaal/contract/session/lock.ts';
import type { DemoPerson } from '@onthaal/contract/session/session.ts';
import type { OpeningProgress as Progress } from '@onthaal/contract/store/control.ts';
import { CloudOff, UserX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useMarkWhenPainted } from '../../bridge/performance-marks.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { OpeningProgress } from '../opening/opening-progress.tsx';
import { useOpening } from '../opening/use-opening.ts';
import { BrowserLogin } from './browser-login.tsx';
import { KeyringTrouble } from './keyring-trouble.tsx';
import { LoginError } from './login-error.tsx';
import { LoginNotesList } from './login-notes.tsx';
import { LoginPeople } from './login-people.tsx';
import { LoginSecretDialog } from './login-secret-dialog.tsx';
import { useLogIn } from './use-log-in.ts';
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

function OfflineNote({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <Banner
      tone="caution"
      icon={CloudOff}
      live="status"
      title={t('login.offline.title')}
      actions={
        <Button size="small" onPress={onRetry}>
          {t('action.tryAgain')}
        </Button>
      }
    >
      {t('login.offline.text')}
    </Banner>
  );
}

function DemoNote() {
  const t = useText();
  const information = useAppSelector((state) => state.session.information);
  if (!information?.demo) return null;
  return (
    <div className="login-demo">
      <p className="login-side-title">{t('login.demo.title')}</p>
      <p>{t('login.demo.text')}</p>
      {information.keysUnprotected && <p>{t('login.keysUnprotected')}</p>}
    </div>
  );
}

/** What stands beside the list: where one is, and that it goes on without a line. */
function Side() {
  const t = useText();
  return (
    <aside className="login-side" aria-label={t('login.product')}>
      <p className="login-brand">Onthaal</p>
      <p className="login-product">{t('login.product')}</p>
      <DemoNote />
      <div className="login-promise">
        <p className="login-side-title">{t('login.promise.title')}</p>
        <p>{t('login.promise.text')}</p>
      </div>
    </aside>
  );
}

/** Nobody else can log in while somebody's data are being opened: only that is shown. */
function Opening({ person, progress }: { readonly person: DemoPerson; readonly progress: Progress }) {
  const t = useText();
  return (
    <>
      <h1 className="login-title">{t('login.busy', { name: person.name })}</h1>
      <OpeningProgress progress={progress} />
    </>
  );
}

interface ChoosingProps {
  readonly people: People;
  readonly login: ReturnType<typeof useLogIn>;
}

/** The list of people, with what must be known before one chooses. */
function Choosing({ people, login }: ChoosingProps) {
  const t = useText();
  const { logIn, busyWith, failed, asked } = login;
  const { notes, markRead } = useLoginNotes(people.answer);
  const isOffline = people.answer?.live === false;
  const isBrowserLogin = people.answer?.method === 'acmIdm';
  // The line is there: who proves in the browser who they are needs no list.
  const isListed = !isBrowserLogin || isOffline;
  const list = isListed ? people.answer?.people : undefined;
  const isAsking = asked !== undefined;
  return (
    <>
      <h1 className="login-title">{t('login.title')}</h1>
      {isBrowserLogin && <p className="muted">{t('login.browser.text')}</p>}
      {!isBrowserLogin && list && list.length > 0 && <p className="muted">{t('login.text')}</p>}
      <div role="status" className="visually-hidden">
        {busyWith && t('login.busy', { name: busyWith.name })}
      </div>
      {failed && !isAsking && <LoginError {...failed} onRetry={() => logIn(failed.person)} />}
      {isOffline && (!failed || isAsking) && <OfflineNote onRetry={people.ask} />}
      <LoginNotesList notes={notes} isOffline={isOffline} onRead={markRead} />
      {people.error && <LoginError error={people.error} onRetry={people.ask} />}
      {!people.answer && !people.error && <Skeleton lines={5} />}
      {isBrowserLogin && <BrowserLogin />}
      {list && list.length > 0 && (!isOffline || notes) && (
        <LoginPeople
          people={list}
          waiting={notes?.waiting ?? {}}
          onlyThese={isOffline ? notes?.workedHere : undefined}
          busyWith={busyWith}
          onChoose={logIn}
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
    </>
  );
}

/** Nothing can be opened without the keyring: only that is shown. */
function WithoutKeyring({ keyring }: { readonly keyring: KeyringInformation }) {
  const t = useText();
  return (
    <>
      <h1 className="login-title">{t('login.keyring.title')}</h1>
      <KeyringTrouble keyring={keyring} />
    </>
  );
}

/** Who sits at this desk. In the demo it is a list; the real login takes its place and gives the same session. */
export function LoginScreen() {
  const people = usePeople();
  const login = useLogIn();
  const { logIn, busyWith, failed, asked, stopAsking } = login;
  const progress = useOpening(busyWith?.memberId);
  const keyring = useAppSelector((state) => state.session.information?.keyring);
  const isKeyringBroken = keyring?.state === 'missing' || keyring?.state === 'changed';
  useEffect(() => {
    document.title = 'Onthaal';
  }, []);
  useMarkWhenPainted('loginShown', people.answer !== undefined);
  return (
    <div className="login">
      <Side />
      <main className="login-main">
        <div className="login-content">
          {keyring && isKeyringBroken ? (
            <WithoutKeyring keyring={keyring} />
          ) : busyWith && progress ? (
            <Opening person={busyWith} progress={progress} />
          ) : (
            <Choosing people={people} login={login} />
          )}
          {asked && (
            <LoginSecretDialog
              person={asked}
              isBusy={busyWith !== undefined}
              error={failed?.error}
              onSubmit={(secret) => logIn(asked, secret)}
              onClose={stopAsking}
            />
          )}
        </div>
      </main>
    </div>
  );
}
