import path from 'node:path';
import { isApplicationUrl } from './application-origin.ts';

/** Folders that pages are served from. Absolute paths. */
export interface ServedFolders {
  readonly renderer: string;
  readonly recovery: string;
}

export type ServedFile =
  | { readonly found: true; readonly file: string; readonly contentType: string }
  | { readonly found: false; readonly status: 400 | 403 | 404 | 405 };

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
};

/** The recovery page must work when the renderer's own files are what is broken, so it has its own folder. */
const recoveryFiles: ReadonlySet<string> = new Set([
  '/recovery.html',
  '/recovery.css',
  '/recovery.js',
  '/recovery-texts.js',
]);

/**
 * Which file answers a request for one of our pages. Containment is computed with `path.relative` on the decoded path, and
 * an unknown kind of file is never served.
 *
 * @param request method and URL as the page asked them, possibly hostile
 * @param folders the only places that may be read
 */
export function servedFile(
  request: { readonly method: string; readonly url: string },
  folders: ServedFolders,
): ServedFile {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { found: false, status: 405 };
  if (!isApplicationUrl(request.url)) return { found: false, status: 403 };
  const pathname = decodedPath(new URL(request.url).pathname);
  if (pathname === undefined) return { found: false, status: 400 };
  const folder = recoveryFiles.has(pathname) ? folders.recovery : folders.renderer;
  const file = path.resolve(folder, `.${pathname === '/' ? '/index.html' : pathname}`);
  if (!isInside(folder, file)) return { found: false, status: 403 };
  const contentType = contentTypes[path.extname(file).toLowerCase()];
  return contentType === undefined ? { found: false, status: 404 } : { found: true, file, contentType };
}

/** Whether a served file is of a worker: the bundler puts those, and what they load, in a folder of their own. */
export function isWorkerFile(file: string, folders: ServedFolders): boolean {
  return isInside(path.join(folders.renderer, 'workers'), file);
}

/**
 * Whether `file` lies inside `folder` itself, not merely beside it under a name that begins alike.
 *
 * @param folder absolute
 * @param file absolute and normalised
 */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function decodedPath(pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname);
    // A backslash is a separator on Windows and a colon opens a drive or an alternate stream there; NUL cuts paths.
    return /[\\:\0]/.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
