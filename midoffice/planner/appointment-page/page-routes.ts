import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import type { CitizenConfiguration } from '../../configuration/citizens.ts';
import type { Orm } from '../../database/database.ts';
import type { Answer } from '../../server/answers.ts';
import { languageOf } from '../../server/citizen-pages.ts';
import { RateLimiter } from '../../server/rate-limit.ts';
import { readBody } from '../../server/request-body.ts';
import { type AppointmentLink, findLink } from './appointment-link.ts';
import { tokenInPath } from './appointment-page-address.ts';
import {
  type CitizenView,
  cancelByCitizen,
  moveByCitizen,
  type Outcome,
  otherSlots,
  undoByCitizen,
  viewOf,
} from './citizen-changes.ts';
import { messageSeen, seenByCitizen } from './message-seen.ts';
import {
  appointmentHtml,
  busyHtml,
  cancelHtml,
  moveHtml,
  overHtml,
  type PageParts,
  pageStyle,
  stylePath,
} from './page-html.ts';

/** A building of flats may share an address; who guesses gets nowhere: a token has 128 secret bits. */
const rate = { perSecond: 5, burst: 200 };
const mostBytes = 4096;
const shownSlots = 24;
const outcomes: readonly Outcome[] = ['seen', 'cancelled', 'moved', 'kept', 'taken', 'stale'];

const headers = {
  // Its own style, forms to itself, and nothing of anybody else; there is no script.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // The address is a key: it is told to nobody. Within the page it goes along, so that a form says where it comes from.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-robots-tag': 'noindex',
};

/** A request for a page, and what it is answered from. */
export interface PageRequest {
  readonly request: IncomingMessage;
  readonly client: string;
  readonly orm: Orm;
  readonly now: Date;
  readonly workOnly: boolean | undefined;
}

function answer(status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...headers, 'content-type': `text/${type}; charset=utf-8`, ...more }, body };
}

/** Names the state of the appointment that a form was made for; nobody without the link can make one. */
function formTokenOf({ secretHash }: AppointmentLink, { appointment }: CitizenView): string {
  return createHash('sha256').update(`${secretHash}/${appointment.updatedAt}`).digest('base64url');
}

/** Whether a form may have come from another site. A browser says where it comes from; what is no browser holds the link itself. */
function isForeign(
  { host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
  pageUrl: string | undefined,
): boolean {
  if (site !== undefined && site !== 'same-origin') return true;
  if (origin === undefined) return false;
  const own = [host, pageUrl === undefined ? undefined : new URL(pageUrl).host];
  return !URL.canParse(origin) || !own.includes(new URL(origin).host);
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | number> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return 415;
  const body = await readBody(request, mostBytes);
  if (body.ok) return new URLSearchParams(body.value);
  return body.error.code === 'REQUEST_TOO_LARGE' ? 413 : 400;
}

interface Shown {
  readonly asked: PageRequest;
  readonly url: URL;
  readonly link: AppointmentLink;
  readonly view: CitizenView;
  readonly parts: PageParts;
}

function undoUntilOf({ link, view }: Shown): string | undefined {
  return view.stands ? undefined : link.undo?.until;
}

async function shownPage(shown: Shown): Promise<Answer> {
  const { asked, url, link, view } = shown;
  const told = outcomes.find((one) => one === url.searchParams.get('told'));
  const parts = { ...shown.parts, told, formToken: formTokenOf(link, view) };
  const wanted = url.searchParams.get('view');
  if (wanted === 'cancel' && view.stands && view.isChangeable) return answer(200, 'html', cancelHtml(view, parts));
  if (wanted === 'move' && view.isMovable) {
    const from = Date.parse(url.searchParams.get('from') ?? '');
    const isLater = !Number.isNaN(from) && from < asked.now.getTime() + 400 * 86_400_000;
    const found = await otherSlots(asked, view.appointment, isLater ? from : 0, shownSlots + 1);
    const slots = found.slice(0, shownSlots);
    const where = { from: isLater ? 'later' : undefined, next: found[shownSlots]?.startsAt };
    return answer(200, 'html', moveHtml(view, slots, parts, where));
  }
  return answer(200, 'html', appointmentHtml(view, parts, undoUntilOf(shown)));
}

async function done({ asked, link, view }: Shown, form: URLSearchParams): Promise<Outcome> {
  if (form.get('seen') !== formTokenOf(link, view)) return 'stale';
  const { updatedAt } = view.appointment;
  const action = form.get('action');
  if (action === 'seen') {
    await seenByCitizen(asked, link, view.appointment);
    return 'seen';
  }
  if (action === 'cancel') return cancelByCitizen(asked, link, updatedAt);
  if (action === 'undo') return undoByCitizen(asked, link, updatedAt);
  const startsAt = form.get('startsAt') ?? '';
  if (action !== 'move' || Number.isNaN(Date.parse(startsAt))) return 'stale';
  return moveByCitizen(asked, link, updatedAt, new Date(startsAt).toISOString());
}

async function changed(shown: Shown, pageUrl: string | undefined): Promise<Answer> {
  const { asked, parts, url } = shown;
  if (isForeign(asked.request.headers, pageUrl)) return answer(403, 'html', overHtml(parts));
  const form = await formOf(asked.request);
  if (typeof form === 'number') return answer(form, 'html', overHtml(parts), { connection: 'close' });
  const outcome = await done(shown, form);
  if (outcome === 'cancelled' || outcome === 'moved') await messageSeen(asked, shown.link);
  const view = outcome === 'taken' && form.get('action') === 'move' ? '&view=move' : '';
  // Asked for again with the back button or by reloading, nothing is done twice.
  return answer(303, 'plain', '', { location: `${url.pathname}?lang=${parts.language}&told=${outcome}${view}` });
}

/** Answers the requests of citizens for the page of their appointment: no cookie, no login, no script, nothing of a person. */
export function openAppointmentPage({ pageUrl, telephone }: CitizenConfiguration) {
  const limiter = new RateLimiter(rate);
  return async (asked: PageRequest): Promise<Answer> => {
    const { request, client, orm } = asked;
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', 'http://midoffice');
    if (url.pathname === stylePath) return answer(200, 'css', pageStyle);
    const chosen = url.searchParams.get('lang');
    const ofBrowser = languageOf(chosen, request.headers['accept-language']);
    const seconds = limiter.take(client);
    if (seconds > 0) {
      const page = busyHtml({ language: ofBrowser, telephone });
      return answer(429, 'html', page, { 'retry-after': String(seconds) });
    }
    if (!['GET', 'HEAD', 'POST'].includes(method)) {
      return answer(405, 'plain', '', { allow: 'GET, HEAD, POST', connection: 'close' });
    }
    const link = await findLink(orm, tokenInPath(url.pathname) ?? '');
    const view = link === undefined ? undefined : await viewOf(asked, link);
    if (link === undefined || view === undefined) {
      return answer(404, 'html', overHtml({ language: ofBrowser, telephone }));
    }
    const language: Language = languages.find((one) => one === chosen) ?? link.language;
    const shown: Shown = { asked, url, link, view, parts: { language, telephone } };
    return method === 'POST' ? changed(shown, pageUrl) : shownPage(shown);
  };
}

/** Whether a path is one of these. */
export function isAppointmentPath(path: string): boolean {
  return tokenInPath(path) !== undefined;
}
