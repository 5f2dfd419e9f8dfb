import type { KioskState } from '@onthaal/contract/session/kiosk.ts';
import { useEffect } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorMessage } from '../../ui/error-message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HallScreen } from './hall/hall-screen.tsx';
import { KioskBoard } from './kiosk-board.tsx';
import { KioskContrast } from './kiosk-contrast.tsx';
import { KioskLanguages } from './kiosk-languages.tsx';
import { KioskRegistration } from './kiosk-registration.tsx';
import './kiosk-screen.css';

/** Registered, and nothing heard from the mid-office lately: what was last known stays, with how old it is. */
function LineTrouble({ state }: { readonly state: KioskState }) {
  const t = useText();
  const formats = useFormats();
  const { problem, board } = state;
  if (problem === null) return null;
  const again = (
    <Button className="kiosk-button" onPress={() => void desktop().request('kiosk:look', {})}>
      {t('action.tryAgain')}
    </Button>
  );
  if (board === null) return <ErrorMessage error={problem} actions={again} />;
  return (
    <Banner
      tone="caution"
      live="status"
      title={t('kiosk.line.gone', { time: formats.time(board.now) })}
      actions={again}
    >
      {t('kiosk.line.goneNext')}
    </Banner>
  );
}

function Content({ state }: { readonly state: KioskState | undefined }) {
  const t = useText();
  if (state === undefined) return <Skeleton lines={5} />;
  if (state.registration === 'unregistered') return <KioskRegistration state={state} />;
  const { board } = state;
  if (board?.hall !== undefined) return <HallScreen state={state} hall={board.hall} />;
  return (
    <>
      <LineTrouble state={state} />
      {board?.purpose === 'room' && <KioskBoard board={board} />}
      {board?.purpose === 'waitingRoom' && <p className="kiosk-text">{t('kiosk.waitingRoom')}</p>}
      {state.board === null && state.problem === null && <Skeleton lines={5} />}
    </>
  );
}

/** The whole window of a kiosk: a device that is nobody's, and shows nothing of persons or dossiers. */
export function KioskScreen({ state }: { readonly state: KioskState | undefined }) {
  const t = useText();
  useEffect(() => {
    document.title = 'Onthaal';
  }, []);
  const isRegistered = state?.registration === 'registered';
  const isConnected = isRegistered && state.problem === null && state.board !== null;
  return (
    <div className="kiosk">
      <main className="kiosk-main">
        <Content state={state} />
      </main>
      <footer className="kiosk-footer">
        <p role="status">
          {isRegistered && `${state.name} · ${t(isConnected ? 'kiosk.line.good' : 'kiosk.line.none')}`}
        </p>
        <div className="kiosk-choices">
          {state?.board?.hall !== undefined && <KioskContrast />}
          <KioskLanguages />
        </div>
      </footer>
    </div>
  );
}
