import { type Display, openDisplay } from '../../build/run/display.ts';
import { noteRunning } from './running.ts';

let opened: Promise<Display> | undefined;

/**
 * Makes sure that windows have a place: `npm test` opens one before; a spec that is run by hand gets its own virtual display
 * where there is none. It lives until this process ends.
 */
export async function ensureDisplay(): Promise<void> {
  opened ??= openDisplay();
  const display = await opened;
  if (!display.virtual || process.env.DISPLAY === display.environment.DISPLAY) return;
  Object.assign(process.env, display.environment);
  noteRunning({ name: 'display', processId: undefined, close: () => display.stop() });
}
