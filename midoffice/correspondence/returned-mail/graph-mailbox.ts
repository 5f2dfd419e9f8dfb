import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { GraphConfiguration } from '../../configuration/correspondence.ts';
import { type GraphRest, restOf, withToken } from '../email/ask-graph.ts';
import { GraphToken } from '../email/graph-token.ts';
import { mostReportBytes } from './delivery-report.ts';
import { firstLookDays, type Look, type Reading, type ReturnedMailbox } from './returned-mailbox.ts';

const mostMilliseconds = 60_000;
/** So many pages with new reports are read in one look, of 50 each. */
const mostPages = 200;
/** A report that could not be read in so many looks, while the list could, is passed by. */
const mostTries = 5;

const pageShape = Compile(
  Type.Object({
    value: Type.Array(Type.Object({ id: Type.String({ minLength: 1 }), receivedDateTime: Type.String() })),
    '@odata.nextLink': Type.Optional(Type.String()),
  }),
);

/**
 * Reports only: Exchange gives the mails that it took for one a class of their own (PidTagMessageClass), REPORT.IPM.Note.NDR, .DR and
 * .Delayed. Other mail is not even listed.
 */
function firstPage(messages: string, since: string): string {
  const query = new URLSearchParams({
    $filter: `receivedDateTime ge ${since} and singleValueExtendedProperties/any(ep:ep/id eq 'String 0x001A' and startswith(ep/value,'REPORT.IPM.Note'))`,
    $select: 'id,receivedDateTime',
    $top: '50',
  });
  return `${messages}?${query}`;
}

/** At most so much of what came, and nothing of what follows. */
async function startOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    parts.push(part);
    size += part.byteLength;
    if (size >= mostReportBytes) break;
  }
  return Buffer.concat(parts).subarray(0, mostReportBytes);
}

const lineRest: GraphRest = { kind: 'resting', seconds: 60, why: 'line' };
/** What came in may be found a little later than its time says. */
const overlapMilliseconds = 10 * 60_000;

const asTime = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

const pageOf = (body: unknown) => (pageShape.Check(body) ? body : undefined);

/** The mailbox that mails come from, by Microsoft Graph (`Mail.Read`): its reports are read as the mails that they were (MIME). */
class GraphMailbox implements ReturnedMailbox {
  readonly #graph: GraphConfiguration;
  readonly #messages: string;
  readonly #token: GraphToken;
  /** Reports that were read since the bookmark: the next look finds them again. */
  #known: ReadonlySet<string> = new Set();
  /** In how many looks a report could not be read. */
  readonly #failures = new Map<string, number>();
  readonly #mostPages: number;

  constructor(graph: GraphConfiguration, mailbox: string, pages: number) {
    this.#graph = graph;
    this.#token = new GraphToken(graph);
    this.#messages = `${graph.url}/v1.0/users/${encodeURIComponent(mailbox)}/messages`;
    this.#mostPages = pages;
  }

  async look(bookmark: string | undefined, reading: Reading, signal: AbortSignal): Promise<Look> {
    const before = Date.parse(bookmark ?? '');
    const since = Number.isNaN(before) ? Date.now() - firstLookDays * 86_400_000 : before - overlapMilliseconds;
    const found = new Set<string>();
    const looked = await this.#lookThrough(asTime(since), found, reading, signal);
    if (typeof looked === 'number') {
      this.#known = found;
      this.#failures.clear();
      await reading.keep(asTime(Math.max(Number.isNaN(before) ? since : before, looked)));
      return { kind: 'read' };
    }
    // The bookmark stays, since the list may begin with the newest: what was read is known by its name.
    this.#known = new Set([...this.#known, ...found]);
    return looked;
  }

  /**
   * Reads the reports since then.
   *
   * @param found gets the names of those that were read
   * @returns when the newest of them came; `read` when some are left for the next look
   */
  async #lookThrough(since: string, found: Set<string>, reading: Reading, signal: AbortSignal): Promise<number | Look> {
    let [newest, isWhole, pages] = [0, true, 0];
    let page: string | undefined = firstPage(this.#messages, since);
    while (page !== undefined && pages < this.#mostPages) {
      const answer = await this.#ask(page, signal);
      const rest = answer instanceof Response ? restOf(answer) : answer;
      if (rest !== undefined || !(answer instanceof Response)) return rest ?? lineRest;
      const body = pageOf(await answer.json().catch(() => undefined));
      if (!answer.ok || body === undefined) return lineRest;
      // Pages of what looks before read do not count, so that each look comes further; a list that only repeats itself does.
      if (body.value.some(({ id }) => !this.#known.has(id)) || body.value.every(({ id }) => found.has(id))) pages += 1;
      for (const { id, receivedDateTime } of body.value) {
        const done = this.#known.has(id) || (await this.#takeOne(id, reading, signal));
        if (typeof done === 'object') return done;
        if (done) found.add(id);
        else isWhole = false;
        newest = Math.max(newest, Date.parse(receivedDateTime) || newest);
      }
      const next = body['@odata.nextLink'];
      // Only Microsoft gets the token.
      page = next?.startsWith(`${this.#graph.url}/`) === true ? next : undefined;
      if (next !== undefined && page === undefined) isWhole = false;
    }
    return isWhole && page === undefined ? newest : { kind: 'read' };
  }

  /** Undefined when the line was gone before an answer came. */
  async #ask(address: string, signal: AbortSignal): Promise<Response | GraphRest | undefined> {
    const until = AbortSignal.any([signal, AbortSignal.timeout(mostMilliseconds)]);
    const headers = (bearer: string) => ({ authorization: `Bearer ${bearer}`, prefer: 'IdType="ImmutableId"' });
    try {
      return await withToken(this.#token, (bearer) =>
        fetch(address, { headers: headers(bearer), signal: until, redirect: 'error' }),
      );
    } catch {
      return undefined;
    }
  }

  /** Whether it is done with a report: not when it is to be tried again. */
  async #takeOne(id: string, { take, passBy }: Reading, signal: AbortSignal): Promise<boolean | GraphRest> {
    const answer = await this.#ask(`${this.#messages}/${encodeURIComponent(id)}/$value`, signal);
    if (answer !== undefined && !(answer instanceof Response)) return answer;
    // Somebody removed it meanwhile.
    if (answer?.status === 404) return true;
    if (answer !== undefined && [401, 429, 503].includes(answer.status)) return restOf(answer) ?? lineRest;
    const source = answer?.ok === true ? await startOf(answer).catch(() => undefined) : undefined;
    if (source !== undefined) {
      await take(source);
      return true;
    }
    await answer?.body?.cancel().catch(() => {});
    if (signal.aborted) return lineRest;
    const tries = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, tries);
    if (tries < mostTries) return answer === undefined || answer.ok ? lineRest : false;
    passBy();
    return true;
  }
}

/**
 * Opens the mailbox that mails come from.
 *
 * @param pages so many with new reports are read in one look; the next one goes on
 */
export function openGraphMailbox(graph: GraphConfiguration, mailbox: string, pages = mostPages): ReturnedMailbox {
  return new GraphMailbox(graph, mailbox, pages);
}
