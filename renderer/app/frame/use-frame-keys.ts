import { useAdministers } from '../../features/administration/use-administration.ts';
import { useLockScreen } from '../../features/lock/use-lock.ts';
import { useGiveBackSlots } from '../../features/planner/use-reserved-slots.ts';
import { useReceivesVisitors } from '../../features/queue/use-queue.ts';
import { useSyncNow } from '../../features/sync-pill/use-sync-now.ts';
import { useKeyAction } from '../../keys/key-context.tsx';
import { selectCanGoBack, selectCanGoForward } from '../navigation-slice.ts';
import { useAppSelector } from '../store.ts';
import { useLogOut } from '../use-log-out.ts';
import { useNavigate } from '../use-navigate.ts';

export type FrameDialog =
  | 'help'
  | 'palette'
  | 'preferences'
  | 'secret'
  | 'appointment'
  | 'knowledge'
  | 'callSheet'
  | 'waitingPapers'
  | 'late';

/** Binds the keys that work on every screen. */
export function useFrameKeys(openDialog: (dialog: FrameDialog | undefined) => void): void {
  const lockScreen = useLockScreen();
  const navigate = useNavigate();
  const canGoBack = useAppSelector(selectCanGoBack);
  const canGoForward = useAppSelector(selectCanGoForward);
  const syncNow = useSyncNow();
  const logOut = useLogOut(useGiveBackSlots());
  useKeyAction('help', () => openDialog('help'));
  useKeyAction('palette', () => openDialog('palette'));
  useKeyAction('preferences', () => openDialog('preferences'));
  useKeyAction('knowledge', () => openDialog('knowledge'), true);
  useKeyAction('syncNow', syncNow);
  useKeyAction('newDossier', () => navigate.open({ name: 'newDossier' }));
  useKeyAction('newInteraction', () => navigate.open({ name: 'newInteraction' }));
  const receives = useReceivesVisitors();
  const administers = useAdministers();
  useKeyAction('newAppointment', receives ? () => openDialog('appointment') : undefined);
  useKeyAction('callSheet', receives ? () => openDialog('callSheet') : undefined);
  useKeyAction('waitingPapers', receives ? () => openDialog('waitingPapers') : undefined);
  useKeyAction('runLate', receives ? () => openDialog('late') : undefined);
  useKeyAction('newPerson', () => navigate.open({ name: 'newPerson' }));
  useKeyAction('today', () => navigate.open({ name: 'today' }));
  useKeyAction('queue', () => navigate.open({ name: 'queue' }));
  useKeyAction('board', () => navigate.open({ name: 'board' }));
  useKeyAction('dayEnd', () => navigate.open({ name: 'dayEnd' }));
  useKeyAction('calendar', receives ? () => navigate.open({ name: 'calendar' }) : undefined);
  useKeyAction('workList', () => navigate.open({ name: 'workList' }));
  useKeyAction('synchronisation', () => navigate.open({ name: 'synchronisation' }));
  useKeyAction('conflicts', () => navigate.open({ name: 'conflicts' }));
  useKeyAction('paymentDay', () => navigate.open({ name: 'paymentDay' }));
  useKeyAction('devices', () => navigate.open({ name: 'devices' }));
  useKeyAction('administration', administers ? () => navigate.open({ name: 'administration' }) : undefined);
  useKeyAction('back', canGoBack ? navigate.back : undefined);
  useKeyAction('forward', canGoForward ? navigate.forward : undefined);
  useKeyAction('blank', lockScreen);
  useKeyAction('logOut', logOut);
}
