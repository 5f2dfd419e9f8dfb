import { type Display, openDisplay } from '../../build/run/display.ts';
import { noteRunning } from './running.ts';

let opened: Promise<Display> | undefined;

/**
 * Makes sure that windows have a place: `npm test` opens one before; a spec that is run by hand gets its own virtual display
 * where there is none. The second worker of a run always has one of its own, as a second person sits at another screen: the
 * windows of two people would take the focus from each other. It lives until this process ends.
 */
export async function ensureDisplay(): Promise<void> {
  opened ??= openDisplay({ alwaysVirtual: Number(process.env.TEST_PARALLEL_INDEX ?? 0) > 0 });
  const display = await opened;
  if (!display.virtual || process.env.DISPLAY === display.environment.DISPLAY) return;
  Object.assign(process.env, display.environment);
  noteRunning({ name: 'display', processId: undefined, close: () => display.stop() });
}
