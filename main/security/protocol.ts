import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { APPLICATION_SCHEME } from './application-origin.ts';
import { commonHeaders, contentSecurityPolicy, workerSecurityPolicy } from './content-security-policy.ts';
import { NONCE_PLACEHOLDER } from './nonce-placeholder.ts';
import { isWorkerFile, type ServedFolders, servedFile } from './served-file.ts';

/** Declares our scheme to Chromium. Must run before the application is ready. */
export function declareApplicationScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APPLICATION_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves our pages to one session, each answer with its policy. */
export function serveApplication(session: Session, folders: ServedFolders): void {
  session.protocol.handle(APPLICATION_SCHEME, async (request) => {
    const answer = servedFile(request, folders);
    if (!answer.found) return plainAnswer(answer.status);
    try {
      return fileAnswer(await readFile(answer.file), answer.contentType, isWorkerFile(answer.file, folders));
    } catch {
      return plainAnswer(404);
    }
  });
}

function fileAnswer(content: Buffer, contentType: string, isWorker: boolean): Response {
  const isPage = contentType.startsWith('text/html');
  const nonce = randomBytes(18).toString('base64');
  const body = isPage ? content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(content);
  return new Response(body, {
    headers: {
      ...commonHeaders,
      'Content-Type': contentType,
      'Content-Security-Policy': isWorker ? workerSecurityPolicy : contentSecurityPolicy(nonce),
      // Assets have their hash in their name; the page itself must always be the installed one.
      'Cache-Control': isPage ? 'no-store' : 'max-age=31536000, immutable',
    },
  });
}

function plainAnswer(status: number): Response {
  return new Response(null, {
    status,
    headers: { ...commonHeaders, 'Content-Security-Policy': contentSecurityPolicy('none') },
  });
}
