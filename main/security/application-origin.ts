/** Scheme under which the application serves its own pages. */
export const APPLICATION_SCHEME = 'app';
export const APPLICATION_HOST = 'onthaal';
export const APPLICATION_ORIGIN = `${APPLICATION_SCHEME}://${APPLICATION_HOST}`;
export const MAIN_PAGE = `${APPLICATION_ORIGIN}/index.html`;
const RECOVERY_PAGE = `${APPLICATION_ORIGIN}/recovery.html`;

/** The page for a window that keeps crashing; it reads its language from the address, because it asks nobody for anything. */
export function recoveryPage(locale: string): string {
  return `${RECOVERY_PAGE}#${locale}`;
}

/** Whether an address is that page, in whatever language. */
export function isRecoveryPage(url: string): boolean {
  return url.split('#')[0] === RECOVERY_PAGE;
}

/**
 * Whether a URL is of our own pages. The whole URL is parsed; a prefix is never compared.
 *
 * @param text a URL from anywhere, possibly hostile
 */
export function isApplicationUrl(text: string): boolean {
  const url = parseUrl(text);
  return (
    url !== undefined &&
    url.protocol === `${APPLICATION_SCHEME}:` &&
    url.host === APPLICATION_HOST &&
    url.username === '' &&
    url.password === ''
  );
}

/**
 * Whether a page may go to `text` by itself. Only the whole application may be (re)loaded, as the recovery page does; views
 * inside the application change without navigation.
 */
export function isNavigationAllowed(text: string): boolean {
  if (!isApplicationUrl(text)) return false;
  const { pathname, search } = new URL(text);
  return (pathname === '/' || pathname === '/index.html') && search === '';
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
