import { readFile } from 'node:fs/promises';
import { BrowserWindow, type Session, screen, session } from 'electron';
import type { Log } from '../../logging/log.ts';
import { APPLICATION_ORIGIN, APPLICATION_SCHEME, isApplicationUrl } from '../../security/application-origin.ts';
import { commonHeaders, viewerSecurityPolicy } from '../../security/content-security-policy.ts';
import { type ServedFolders, servedFile } from '../../security/served-file.ts';
import { webPreferences } from '../web-preferences.ts';
import { WaitingRoomFeed } from './waiting-room-feed.ts';

const PAGE = `${APPLICATION_ORIGIN}/waiting-room/index.html`;
const PARTITION = 'waiting-room';
/** Black, as the page is: no flash while it loads. */
const BACKGROUND = '#000000';

export interface WaitingRoomOptions {
  readonly folders: ServedFolders;
  readonly developerTools: boolean;
  readonly log: Log;
  /** Also when somebody closed the window itself. */
  readonly onClosed: () => void;
}

function answer(body: ConstructorParameters<typeof Response>[0], status: number, type = 'text/plain'): Response {
  const policy = { 'Content-Security-Policy': viewerSecurityPolicy, 'Cache-Control': 'no-store' };
  return new Response(body, { status, headers: { ...commonHeaders, ...policy, 'Content-Type': type } });
}

/**
 * The screen of the waiting room: a window of its own, sandboxed and without a preload, whose session serves its page and what is
 * called now, and nothing else. It can ask nothing and reaches no database.
 */
export class WaitingRoomWindow {
  readonly feed = new WaitingRoomFeed();
  readonly #options: WaitingRoomOptions;
  #window: BrowserWindow | undefined;
  #served: Session | undefined;

  constructor(options: WaitingRoomOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#window !== undefined;
  }

  /**
   * Opens it: over the whole second screen where there is one, else as a window that one moves.
   *
   * @param isAlone this computer has nothing else to show: it covers the only screen too
   */
  open(beside: BrowserWindow | undefined, isAlone = false): void {
    if (this.#window !== undefined) {
      this.#window.show();
      return;
    }
    const own = beside === undefined ? screen.getPrimaryDisplay() : screen.getDisplayMatching(beside.getBounds());
    const other = screen.getAllDisplays().find(({ id }) => id !== own.id);
    const { preload: _none, ...safe } = webPreferences('', this.#options.developerTools);
    const area = (other ?? own).workArea;
    const window = new BrowserWindow({
      ...(other === undefined ? { width: Math.min(1280, area.width), height: Math.min(720, area.height) } : area),
      fullscreen: isAlone || other !== undefined,
      title: 'Onthaal',
      autoHideMenuBar: true,
      backgroundColor: BACKGROUND,
      // Nobody touches it, and it must sound and move while another window is in front.
      webPreferences: {
        ...safe,
        session: this.#session(),
        autoplayPolicy: 'no-user-gesture-required',
        backgroundThrottling: false,
      },
    });
    this.#window = window;
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('closed', () => {
      this.#window = undefined;
      this.#options.onClosed();
    });
    window.webContents.on('render-process-gone', () => {
      if (!window.isDestroyed()) setImmediate(() => this.#load(window));
    });
    this.#load(window);
  }

  close(): void {
    this.#window?.destroy();
  }

  #load(window: BrowserWindow): void {
    if (window.isDestroyed()) return;
    void window
      .loadURL(PAGE)
      .catch((error: unknown) => this.#options.log.problem('windows', 'the waiting room did not load', error));
  }

  #session(): Session {
    if (this.#served !== undefined) return this.#served;
    const own = session.fromPartition(PARTITION, { cache: false });
    own.protocol.handle(APPLICATION_SCHEME, (request) => this.#serve(request));
    this.#served = own;
    return own;
  }

  async #serve(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method !== 'GET' || !isApplicationUrl(request.url)) return answer(null, 403);
    if (pathname === '/calls') {
      const state = await this.feed.after(Number(searchParams.get('after')));
      return answer(JSON.stringify(state), 200, 'application/json; charset=utf-8');
    }
    const file = servedFile(request, this.#options.folders);
    const isOurs = pathname.startsWith('/waiting-room/') || pathname.startsWith('/assets/');
    if (!file.found || !isOurs) return answer(null, 404);
    return answer(new Uint8Array(await readFile(file.file)), 200, file.contentType);
  }
}
