import { type RequestOptions, request } from 'node:http';

export interface ResponderAccess {
  /** A proxy of the municipality's network, as "http://proxy.example:3128"; none when left out. */
  readonly proxy?: string | undefined;
  /** Milliseconds after which a responder that does not answer is unreachable. */
  readonly timeout?: number;
}

const TIMEOUT = 8_000;
const LARGEST_ANSWER = 64 * 1024;

/** Whether an address lies below one of the allowed ones: same host, same port, and a path that starts with theirs. */
export function addressIsAllowed(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin, pathname, username } = new URL(address);
  if (protocol !== 'http:' || username !== '') return false;
  return allowed.some((entry) => {
    const base = new URL(entry);
    return base.origin === origin && pathname.startsWith(base.pathname);
  });
}

function isProxyAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'http:';
}

/** Posts a question to a responder; null when no whole answer came in time. Redirects are not followed. */
export function askResponder(address: string, question: Uint8Array, access: ResponderAccess): Promise<Buffer | null> {
  // Never past a proxy that somebody meant to set.
  if (access.proxy !== undefined && !isProxyAddress(access.proxy)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const timeout = AbortSignal.timeout(access.timeout ?? TIMEOUT);
    const asked = request({ ...destination(address, access.proxy), method: 'POST', signal: timeout }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > LARGEST_ANSWER) response.destroy(new Error('The answer is too large'));
      });
      response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(parts) : null));
      response.on('error', () => resolve(null));
    });
    asked.on('error', () => resolve(null));
    asked.setHeader('Content-Type', 'application/ocsp-request');
    asked.setHeader('Accept', 'application/ocsp-response');
    asked.end(question);
  });
}

/** Through a proxy the whole address is the path; the responders speak plain HTTP, and their answers are signed. */
function destination(address: string, proxy: string | undefined): RequestOptions {
  const target = new URL(address);
  if (proxy === undefined)
    return { host: hostOf(target), port: target.port || 80, path: target.pathname + target.search };
  const way = new URL(proxy);
  const credentials = `${decodeURIComponent(way.username)}:${decodeURIComponent(way.password)}`;
  return {
    host: hostOf(way),
    port: way.port || 80,
    path: target.href,
    headers: {
      Host: target.host,
      ...(way.username === '' ? {} : { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
  };
}

function hostOf(address: URL): string {
  return address.hostname.replaceAll(/^\[|\]$/g, '');
}
