import type { Preferences } from '@onthaal/contract/ipc/channels.ts';
import type { LockState } from '@onthaal/contract/session/lock.ts';
import { connectStore } from '../bridge/connect-store.ts';
import { desktop } from '../bridge/desktop.ts';
import { storeApi } from '../bridge/store-api.ts';
import type { StoreConnection } from '../bridge/store-connection.ts';
import { clearSteps } from '../features/administration/schedule/steps-board.ts';
import { followDevices } from '../features/devices/follow-devices.ts';
import { draftsCleared } from '../features/interaction/drafts-slice.ts';
import { lockChanged } from '../features/lock/lock-slice.ts';
import { jobChanged, printingCleared } from '../features/printing/printing-slice.ts';
import { forgetNotes } from '../features/visit/notepad-keeper.ts';
import { workspacesCleared } from '../features/visit/workspace-slice.ts';
import { clearNotices } from '../ui/notice-board.ts';
import { navigationCleared } from './navigation-slice.ts';
import { recentCleared } from './recent-slice.ts';
import { informationRead, memberChanged, preferencesChanged, storeProcessChanged } from './session-slice.ts';
import type { AppStore } from './store.ts';

/** Leaves nothing of the last member: screens, answers, notices and recent cards. */
function forget(store: AppStore, connection: StoreConnection): void {
  connection.detach();
  clearNotices();
  clearSteps();
  store.dispatch(navigationCleared());
  store.dispatch(recentCleared());
  store.dispatch(draftsCleared());
  store.dispatch(printingCleared());
  store.dispatch(workspacesCleared());
  forgetNotes();
  store.dispatch(storeApi.util.resetApiState());
}

/**
 * Ties the window to the main process: reads what is known, then follows its events. A store that comes back after a crash gets a
 * new port, and reads that had failed are asked again.
 */
export async function startSession(store: AppStore, connection: StoreConnection): Promise<void> {
  const bridge = desktop();
  const connect = async () => {
    const connected = await connectStore(connection);
    if (connected.ok) store.dispatch(storeApi.util.invalidateTags(['read']));
  };
  const followMember = (memberId: string | undefined, announce: () => void) => {
    if (store.getState().session.member?.memberId !== memberId) forget(store, connection);
    announce();
    if (memberId !== undefined) void connect();
  };
  bridge.on('session:changed', (member) =>
    followMember(member?.memberId, () => void store.dispatch(memberChanged(member))),
  );
  const followLock = (lock: LockState) => {
    const wasLocked = store.getState().lock.locked;
    store.dispatch(lockChanged(lock));
    if (!wasLocked || lock.locked || store.getState().session.member === undefined) return;
    // What was asked while the store was silent is asked again; a store that was started meanwhile has no port yet.
    if (connection.isAttached) store.dispatch(storeApi.util.invalidateTags(['read']));
    else void connect();
  };
  bridge.on('session:lockChanged', followLock);
  bridge.on('preferences:changed', (preferences) => void store.dispatch(preferencesChanged(preferences)));
  bridge.on('printing:jobChanged', (job) => void store.dispatch(jobChanged(job)));
  bridge.on('store:processState', (state) => {
    const before = store.getState().session.storeProcess.state;
    store.dispatch(storeProcessChanged(state));
    const cameBack = state.state === 'running' && before !== 'running';
    if (cameBack && store.getState().session.member) void connect();
  });
  followDevices(bridge, store.dispatch);
  const [information, preferences, current, lock] = await Promise.all([
    bridge.request('application:information', {}),
    bridge.request('preferences:read', {}),
    bridge.request('session:current', {}),
    bridge.request('session:lockState', {}),
  ]);
  if (lock.ok) followLock(lock.value);
  if (information.ok) store.dispatch(informationRead(information.value));
  if (preferences.ok) store.dispatch(preferencesChanged(preferences.value));
  if (current.ok && current.value) {
    const member = current.value;
    followMember(member.memberId, () => void store.dispatch(memberChanged(member)));
  }
}

/** Shows a preference at once and keeps it; what could not be kept comes back as an error. */
export async function writePreferences(store: AppStore['dispatch'], preferences: Preferences) {
  store(preferencesChanged(preferences));
  return desktop().request('preferences:write', preferences);
}
