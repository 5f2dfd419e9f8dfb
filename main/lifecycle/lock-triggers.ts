import { LOCK_MINUTES } from '@onthaal/contract/session/lock.ts';
import { powerMonitor } from 'electron';
import type { Desk } from './desk.ts';

/** How often is looked whether anybody is still there. */
const LOOK_MILLISECONDS = 5000;

/** Locks the screen when nobody touches keyboard or mouse for a while, and when the computer itself locks or goes to sleep. */
export function lockWhenUnattended(desk: Desk): void {
  powerMonitor.on('lock-screen', () => void desk.lock.lock('system'));
  powerMonitor.on('suspend', () => void desk.lock.lock('system'));
  setInterval(() => {
    if (desk.session.current === null || desk.lock.state.locked) return;
    const minutes = desk.preferences.read().lockMinutes ?? LOCK_MINUTES.usual;
    if (powerMonitor.getSystemIdleTime() >= minutes * 60) desk.lock.lock('idle');
  }, LOOK_MILLISECONDS).unref();
}
