import { BrowserWindow, type Session, session } from 'electron';
import { APPLICATION_ORIGIN, APPLICATION_SCHEME } from '../security/application-origin.ts';
import { commonHeaders, letterSecurityPolicy } from '../security/content-security-policy.ts';
import { webPreferences } from '../windows/web-preferences.ts';

const PAGE = `${APPLICATION_ORIGIN}/letter`;
let opened = 0;

/** In the session of one letter our scheme serves its page, and nothing else. */
function serve(own: Session, html: string): void {
  const headers = {
    ...commonHeaders,
    'Content-Security-Policy': letterSecurityPolicy,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  };
  own.protocol.handle(APPLICATION_SCHEME, (request) =>
    request.url === PAGE ? new Response(html, { headers }) : new Response(null, { status: 404, headers }),
  );
}

/**
 * A hidden window that holds a page of HTML: it runs no script, reaches nothing, and is gone with its session in memory once it is
 * destroyed, which is up to who opened it. Rejects when the page cannot be shown; the window is gone then.
 */
export async function openLetterWindow(html: string): Promise<BrowserWindow> {
  opened += 1;
  const own = session.fromPartition(`letter-${opened}`, { cache: false });
  serve(own, html);
  const { preload: _none, ...safe } = webPreferences('', false);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...safe, session: own, javascript: false, images: true },
  });
  try {
    await window.loadURL(PAGE);
    return window;
  } catch (error) {
    window.destroy();
    throw error;
  }
}
