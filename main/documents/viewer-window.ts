import { readFile } from 'node:fs/promises';
import { BrowserWindow, type Session, screen, session } from 'electron';
import type { Log } from '../logging/log.ts';
import { APPLICATION_ORIGIN, APPLICATION_SCHEME, isApplicationUrl } from '../security/application-origin.ts';
import { commonHeaders, viewerSecurityPolicy } from '../security/content-security-policy.ts';
import { type ServedFolders, servedFile } from '../security/served-file.ts';
import { backgroundColor } from '../windows/main-window.ts';
import { webPreferences } from '../windows/web-preferences.ts';

/** A page of A4 that is read without scrolling sideways, in pixels. */
const [WIDTH, HEIGHT] = [1000, 1100];
const PAGE = `${APPLICATION_ORIGIN}/viewer/index.html`;

/** What a window shows. */
export interface ShownContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: ReadableStream<Uint8Array>;
}

export interface ViewerOptions {
  readonly parent: BrowserWindow | undefined;
  readonly folders: ServedFolders;
  readonly texts: Readonly<
    Record<'opening' | 'page' | 'failed' | 'tooLarge' | 'withPassword' | 'cutOff' | 'locale', string>
  >;
  /** The bytes, anew each time that they are asked. */
  readonly content: () => ShownContent;
  readonly developerTools: boolean;
  readonly log: Log;
}

const open = new Set<BrowserWindow>();
let opened = 0;

function answer(
  body: ConstructorParameters<typeof Response>[0],
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const policy = { 'Content-Security-Policy': viewerSecurityPolicy, 'Cache-Control': 'no-store' };
  return new Response(body, { status, headers: { ...commonHeaders, ...policy, ...headers } });
}

/** In the session of one window our scheme serves its page, its texts and its one document, and nothing else. */
function serve(own: Session, { folders, texts, content }: ViewerOptions): void {
  own.protocol.handle(APPLICATION_SCHEME, async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'GET' || !isApplicationUrl(request.url)) return answer(null, 403);
    if (pathname === '/texts.json') {
      return answer(JSON.stringify(texts), 200, { 'Content-Type': 'application/json; charset=utf-8' });
    }
    if (pathname === '/content') {
      const { fileName, mediaType, bytes } = content();
      const isText = mediaType.startsWith('text/');
      const type = isText ? 'text/plain; charset=utf-8' : mediaType;
      return answer(bytes, 200, { 'Content-Type': type, 'X-File-Name': encodeURIComponent(fileName) });
    }
    const file = servedFile(request, folders);
    if (!file.found || !(pathname.startsWith('/viewer/') || pathname.startsWith('/assets/'))) return answer(null, 404);
    return answer(new Uint8Array(await readFile(file.file)), 200, { 'Content-Type': file.contentType });
  });
}

/**
 * Shows a document in a window of its own: sandboxed, without a preload, without any line, in a session that lives in memory and ends
 * with it.
 */
export async function openViewer(options: ViewerOptions): Promise<void> {
  opened += 1;
  // Without `persist:` it is in memory only.
  const own = session.fromPartition(`document-${opened}`, { cache: false });
  serve(own, options);
  const room = screen.getPrimaryDisplay().workAreaSize;
  const { preload: _none, ...safe } = webPreferences('', options.developerTools);
  const window = new BrowserWindow({
    width: Math.min(WIDTH, room.width),
    height: Math.min(HEIGHT, room.height),
    show: true,
    title: 'Onthaal',
    autoHideMenuBar: true,
    backgroundColor: backgroundColor(),
    ...(options.parent === undefined ? {} : { parent: options.parent }),
    webPreferences: { ...safe, session: own },
  });
  open.add(window);
  window.on('closed', () => open.delete(window));
  await window
    .loadURL(PAGE)
    .catch((error: unknown) => options.log.problem('documents', 'the viewer did not load', error));
}

/** Closes what is shown: the screen is locked, or somebody else sits there now. */
export function closeViewers(): void {
  for (const window of open) window.destroy();
}
