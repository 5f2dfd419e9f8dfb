import type { IncomingHttpHeaders } from 'node:http';
import { visitPagePath } from '@onthaal/contract/rules/visits/index.ts';
import type { Orm } from '../../database/database.ts';
import type { Answer } from '../../server/answers.ts';
import { languageOf } from '../../server/citizen-pages.ts';
import { RateLimiter } from '../../server/rate-limit.ts';
import { pageScript, pageStyle } from './page-parts.ts';
import { readPosition } from './position.ts';
import { busyHtml, overHtml, pageParts, positionHtml } from './position-html.ts';
import { visitOfToken } from './position-link.ts';

/** A whole hall looks from behind one address; somebody who guesses gets nowhere: a token has 144 random bits. */
const rate = { perSecond: 20, burst: 200 };

const headers = {
  // Its own style and script, asking itself again, and nothing of anybody else.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
};

/** A request for the page, and who asks. */
export interface PositionRequest {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly client: string;
  readonly orm: Orm;
  readonly now: Date;
}

function answer(status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...headers, 'content-type': `text/${type}; charset=utf-8`, ...more }, body };
}

/** Answers the requests of citizens who look where they stand: no cookie, no login, nothing of a person. */
export function openPositionPage(): (request: PositionRequest) => Promise<Answer> {
  const limiter = new RateLimiter(rate);
  return async ({ url, headers: asked, client, orm, now }) => {
    if (url.pathname === pageParts.style) return answer(200, 'css', pageStyle);
    if (url.pathname === pageParts.script) return answer(200, 'javascript', pageScript);
    const language = languageOf(url.searchParams.get('lang'), asked['accept-language']);
    const seconds = limiter.take(client);
    if (seconds > 0) return answer(429, 'html', busyHtml(language), { 'retry-after': String(seconds) });
    const visitId = await visitOfToken(orm, url.pathname.slice(visitPagePath.length));
    const position = visitId === undefined ? undefined : await readPosition(orm, visitId, now);
    if (position === undefined) return answer(404, 'html', overHtml(language));
    return answer(200, 'html', positionHtml(position, language, now));
  };
}

/** Whether a path is one of these. */
export function isPositionPath(path: string): boolean {
  return path.startsWith(visitPagePath);
}
