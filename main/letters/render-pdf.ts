import { BrowserWindow, type Session, session } from 'electron';
import { APPLICATION_ORIGIN, APPLICATION_SCHEME } from '../security/application-origin.ts';
import { commonHeaders, letterSecurityPolicy } from '../security/content-security-policy.ts';
import { webPreferences } from '../windows/web-preferences.ts';

const PAGE = `${APPLICATION_ORIGIN}/letter`;
let rendered = 0;

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
 * Makes a tagged PDF of A4 pages of a page of HTML: in a hidden window that runs no script, reaches nothing, and is gone afterwards
 * with its session in memory.
 */
export async function renderPdf(html: string): Promise<Uint8Array> {
  rendered += 1;
  const own = session.fromPartition(`letter-${rendered}`, { cache: false });
  serve(own, html);
  const { preload: _none, ...safe } = webPreferences('', false);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...safe, session: own, javascript: false, images: true },
  });
  try {
    await window.loadURL(PAGE);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
  }
}
