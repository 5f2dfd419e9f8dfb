import { type ReactNode, useEffect, useRef } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import { Provider } from 'react-redux';
import { useMarkWhenPainted } from '../bridge/performance-marks.ts';
import { KioskScreen } from '../features/kiosk/kiosk-screen.tsx';
import { useKioskState } from '../features/kiosk/use-kiosk.ts';
import { LockScreen } from '../features/lock/lock-screen.tsx';
import { LoginScreen } from '../features/login/login-screen.tsx';
import { messagesOf } from '../i18n/catalogue.ts';
import { KeyProvider, SingleLetterKeys } from '../keys/key-context.tsx';
import type { KeyRegistry } from '../keys/key-registry.ts';
import { NoticeRegion } from '../ui/notices.tsx';
import { Frame } from './frame/frame.tsx';
import { type AppStore, useAppSelector } from './store.ts';
import { useTheme } from './use-theme.ts';

function Language({ children }: { readonly children: ReactNode }) {
  const locale = useAppSelector((state) => state.session.preferences.locale);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <IntlProvider locale={locale} messages={messagesOf(locale)} timeZone="Europe/Brussels">
      <I18nProvider locale={locale === 'en' ? 'en-GB' : locale}>{children}</I18nProvider>
    </IntlProvider>
  );
}

/** A computer that is nobody's: no login, no frame. */
function Kiosk() {
  useTheme();
  useMarkWhenPainted('shellPainted');
  return <KioskScreen state={useKioskState()} />;
}

function Rooms() {
  useTheme();
  useMarkWhenPainted('shellPainted');
  const member = useAppSelector((state) => state.session.member);
  const letters = useAppSelector((state) => state.session.preferences.singleLetterKeys);
  const locked = useAppSelector((state) => state.lock.locked && state.session.member !== undefined);
  // A page that starts while the screen is locked has nothing to keep: nothing is made before it is shown.
  const wasShown = useRef(false);
  wasShown.current ||= !locked;
  return (
    <>
      <SingleLetterKeys.Provider value={letters}>
        {member ? wasShown.current && <Frame key={member.memberId} /> : <LoginScreen />}
      </SingleLetterKeys.Provider>
      <NoticeRegion />
      {locked && <LockScreen />}
    </>
  );
}

function Window() {
  const isKiosk = useAppSelector((state) => state.session.information?.kiosk === true);
  return isKiosk ? <Kiosk /> : <Rooms />;
}

/** Everything in the window: who is at the desk decides between the login and the frame. */
export function Application({ store, registry }: { readonly store: AppStore; readonly registry: KeyRegistry }) {
  return (
    <Provider store={store}>
      <Language>
        <KeyProvider registry={registry}>
          <Window />
        </KeyProvider>
      </Language>
    </Provider>
  );
}
