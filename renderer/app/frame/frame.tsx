import { type ComponentType, useEffect, useState } from 'react';
import { StepsRegion } from '../../features/administration/schedule/steps-dialog.tsx';
import { CardProvider } from '../../features/card/card-context.tsx';
import { CardStrip } from '../../features/card/card-strip.tsx';
import { NeighbourTerminalKey } from '../../features/devices/neighbours/take-over-terminal.tsx';
import { useNeighbourSharing } from '../../features/devices/neighbours/use-neighbour-sharing.ts';
import { useHandoverNotices } from '../../features/handover/use-handover-notices.ts';
import { KnowledgeDialog } from '../../features/knowledge/knowledge-dialog.tsx';
import { RequiredSecretDialog, SecretDialog } from '../../features/lock/secret-dialog.tsx';
import { PaperOffer } from '../../features/messages/paper/paper-offer.tsx';
import { WaitingPapersDialog } from '../../features/messages/paper/waiting-papers-dialog.tsx';
import { PaletteDialog } from '../../features/palette/palette-dialog.tsx';
import { CallSheetDialog } from '../../features/planner/call-sheet/call-sheet-dialog.tsx';
import { LateDialog } from '../../features/planner/late-running/late-dialog.tsx';
import { OpenAppointment } from '../../features/planner/open-appointment.tsx';
import { useReservedSlots } from '../../features/planner/use-reserved-slots.ts';
import { PreferencesDialog } from '../../features/preferences/preferences-dialog.tsx';
import { PrintStrip } from '../../features/printing/print-strip.tsx';
import { VisitStrip } from '../../features/queue/visit-strip.tsx';
import { CodeReader } from '../../features/scanning/codes/code-reader.tsx';
import { SearchProvider } from '../../features/search/search-context.tsx';
import { FeedNoticeBanner } from '../../features/synchronisation/feed-notice-banner.tsx';
import { useWorkspace } from '../../features/visit/use-workspace.ts';
import { VisitPanel } from '../../features/visit/visit-panel.tsx';
import { WaitingRoomFeed } from '../../features/waiting-room/waiting-room-feed.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { selectRoute } from '../navigation-slice.ts';
import { routeScreens } from '../route-screens.tsx';
import type { Route } from '../routes.ts';
import { useAppSelector } from '../store.ts';
import { FirstSyncBar, FirstSyncScreen } from './first-sync.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { ProcessBanner, SessionEndedBanner } from './process-banner.tsx';
import { RecoveryBanner } from './recovery-banner.tsx';
import { ReopeningBar } from './reopening-bar.tsx';
import { SideNavigation } from './side-navigation.tsx';
import { TopBar } from './top-bar.tsx';
import { useFirstSync } from './use-first-sync.ts';
import { type FrameDialog, useFrameKeys } from './use-frame-keys.ts';
import './frame.css';

function CurrentScreen({ route }: { readonly route: Route }) {
  const Shown = routeScreens[route.name] as ComponentType<{ readonly route: Route }>;
  return <Shown key={JSON.stringify(route)} route={route} />;
}

/** What can be looked at before the persons are in: unsent work and backups are here already. */
const beforeFirstSync: ReadonlySet<Route['name']> = new Set(['synchronisation', 'conflicts', 'conflict']);

/** What stands around every screen: navigation, top bar, messages about the desk itself, and the dialogs that any key may open. */
export function Frame() {
  const t = useText();
  const route = useAppSelector(selectRoute);
  const [dialog, setDialog] = useState<FrameDialog>();
  const closeDialog = () => setDialog(undefined);
  useFrameKeys(setDialog);
  const firstSync = useFirstSync();
  useNeighbourSharing();
  useHandoverNotices();
  useReservedSlots();
  const generation = useWorkspace();
  const windowTitle = t('window.title', { screen: t(`screen.${route.name}`) });
  useEffect(() => {
    document.title = windowTitle;
  }, [windowTitle]);
  return (
    <SearchProvider key={generation}>
      <CardProvider>
        <WaitingRoomFeed />
        <div className="frame">
          <a className="skip-link" href="#main">
            {t('frame.skip')}
          </a>
          <SideNavigation onPreferences={() => setDialog('preferences')} onHelp={() => setDialog('help')} />
          <div className="frame-side">
            <TopBar onPalette={() => setDialog('palette')} onPreferences={() => setDialog('preferences')} />
            <SessionEndedBanner />
            <div className="frame-notices">
              <ProcessBanner />
              <RecoveryBanner />
              <FeedNoticeBanner />
              <CardStrip />
              <PrintStrip />
              <PaperOffer />
              <VisitStrip />
            </div>
            <ReopeningBar />
            {firstSync.state === 'usable' && <FirstSyncBar progress={firstSync.progress} />}
            <div className="frame-work">
              <main id="main" className="frame-main" tabIndex={-1}>
                <ErrorBoundary resetKey={JSON.stringify(route)}>
                  {firstSync.state === 'waiting' && !beforeFirstSync.has(route.name) ? (
                    <FirstSyncScreen status={firstSync.status} />
                  ) : (
                    <CurrentScreen route={route} />
                  )}
                </ErrorBoundary>
              </main>
              <VisitPanel />
            </div>
          </div>
        </div>
        <HelpDialog isOpen={dialog === 'help'} onClose={closeDialog} />
        <PaletteDialog isOpen={dialog === 'palette'} onClose={closeDialog} />
        <PreferencesDialog
          isOpen={dialog === 'preferences'}
          onClose={closeDialog}
          onSecret={() => setDialog('secret')}
        />
        <SecretDialog isOpen={dialog === 'secret'} onClose={closeDialog} />
        {dialog === 'knowledge' && <KnowledgeDialog onClose={closeDialog} />}
        {dialog === 'callSheet' && <CallSheetDialog onClose={closeDialog} />}
        {dialog === 'waitingPapers' && <WaitingPapersDialog onClose={closeDialog} />}
        {dialog === 'late' && <LateDialog onClose={closeDialog} />}
        {dialog === 'appointment' && <OpenAppointment onClose={closeDialog} />}
        <StepsRegion />
        <RequiredSecretDialog />
        <CodeReader />
        <NeighbourTerminalKey />
      </CardProvider>
    </SearchProvider>
  );
}
