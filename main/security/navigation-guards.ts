import { app, type WebContents } from 'electron';
import { isNavigationAllowed } from './application-origin.ts';

/** What the guards report and do. */
export interface NavigationGuardOptions {
  readonly onRefusal: (kind: string, what: string) => void;
  /** Opens a checked link in the user's browser, mail program or telephone. */
  readonly openExternal: (url: string) => void;
}

/** Puts every page that is ever made under guard: no foreign navigation, no windows, no webviews. */
export function guardAllWebContents(options: NavigationGuardOptions): void {
  app.on('web-contents-created', (_event, contents) => guardWebContents(contents, options));
}

function guardWebContents(contents: WebContents, options: NavigationGuardOptions): void {
  // Electron's developer tools navigate inside their own scheme.
  const allowed = (url: string): boolean => isNavigationAllowed(url) || url.startsWith('devtools://devtools/');
  contents.on('will-navigate', (event) => {
    if (allowed(event.url)) return;
    event.preventDefault();
    options.onRefusal('navigation', 'page');
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && allowed(event.url)) return;
    event.preventDefault();
    options.onRefusal('navigation', 'frame');
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    options.onRefusal('navigation', 'redirect');
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    options.onRefusal('webview', 'attach');
  });
  contents.setWindowOpenHandler(({ url }) => {
    options.openExternal(url);
    return { action: 'deny' };
  });
}
