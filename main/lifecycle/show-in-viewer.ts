import { app } from 'electron';
import { openViewer, type ShownContent } from '../documents/viewer-window.ts';
import type { Desk } from './desk.ts';

/**
 * Shows a document or a letter in a window of its own, which nobody waits for: it says itself what it does.
 *
 * @param content the bytes, anew each time that they are asked
 */
export function showInViewer(
  desk: Pick<Desk, 'paths' | 'say' | 'window' | 'preferences' | 'log'>,
  content: () => ShownContent,
): void {
  const { rendererFolder: renderer, recoveryFolder: recovery } = desk.paths;
  const { say } = desk;
  void openViewer({
    parent: desk.window,
    folders: { renderer, recovery },
    texts: {
      opening: say('desktop.viewer.opening'),
      page: say('desktop.viewer.page'),
      failed: say('desktop.viewer.failed'),
      tooLarge: say('desktop.viewer.tooLarge'),
      withPassword: say('desktop.viewer.withPassword'),
      cutOff: say('desktop.viewer.cutOff'),
      locale: desk.preferences.read().locale,
    },
    content,
    developerTools: !app.isPackaged,
    log: desk.log,
  });
}
