import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { GraphConfiguration } from '../../configuration/correspondence.ts';
import { type GraphRest, restOf, withToken } from '../email/ask-graph.ts';
import { GraphToken } from '../email/graph-token.ts';
import { mostReportBytes } from './delivery-report.ts';
import { firstLookDays, type Look, type ReturnedMailbox, type Taken } from './returned-mailbox.ts';

const mostMilliseconds = 60_000;
/** So many pages of reports are read in one look, of 50 each. */
const mostPages = 200;

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

type Take = (source: Buffer) => Promise<Taken>;

/** The mailbox that mails come from, by Microsoft Graph (`Mail.Read`): its reports are read as the mails that they were (MIME). */
class GraphMailbox implements ReturnedMailbox {
  readonly #graph: GraphConfiguration;
  readonly #messages: string;
  readonly #token: GraphToken;
  /** Reports of the look before: the next one finds the newest of them again. */
  #known: ReadonlySet<string> = new Set();

  constructor(graph: GraphConfiguration, mailbox: string) {
    this.#graph = graph;
    this.#token = new GraphToken(graph);
    this.#messages = `${graph.url}/v1.0/users/${encodeURIComponent(mailbox)}/messages`;
  }

  async look(bookmark: string | undefined, take: Take, signal: AbortSignal): Promise<Look> {
    const before = Date.parse(bookmark ?? '');
    const since = Number.isNaN(before) ? Date.now() - firstLookDays * 86_400_000 : before - overlapMilliseconds;
    const found = new Set<string>();
    let newest = Number.isNaN(before) ? since : before;
    let page: string | undefined = firstPage(this.#messages, asTime(since));
    for (let count = 0; page !== undefined && count < mostPages; count += 1) {
      const answer = await this.#ask(page, signal);
      const rest = answer instanceof Response ? restOf(answer) : answer;
      if (rest !== undefined || !(answer instanceof Response)) return rest ?? lineRest;
      const body: unknown = await answer.json().catch(() => undefined);
      if (!answer.ok || !pageShape.Check(body)) return lineRest;
      for (const { id, receivedDateTime } of body.value) {
        const hindrance = this.#known.has(id) ? undefined : await this.#takeOne(id, take, signal);
        if (hindrance !== undefined) return hindrance;
        found.add(id);
        newest = Math.max(newest, Date.parse(receivedDateTime) || newest);
      }
      const next = body['@odata.nextLink'];
      // Only Microsoft gets the token.
      page = next?.startsWith(`${this.#graph.url}/`) === true ? next : undefined;
    }
    this.#known = found;
    return { kind: 'read', bookmark: asTime(newest) };
  }

  async #ask(address: string, signal: AbortSignal): Promise<Response | GraphRest> {
    const until = AbortSignal.any([signal, AbortSignal.timeout(mostMilliseconds)]);
    const headers = (bearer: string) => ({ authorization: `Bearer ${bearer}`, prefer: 'IdType="ImmutableId"' });
    try {
      return await withToken(this.#token, (bearer) =>
        fetch(address, { headers: headers(bearer), signal: until, redirect: 'error' }),
      );
    } catch {
      return lineRest;
    }
  }

  async #takeOne(id: string, take: Take, signal: AbortSignal): Promise<GraphRest | undefined> {
    const answer = await this.#ask(`${this.#messages}/${encodeURIComponent(id)}/$value`, signal);
    if (!(answer instanceof Response)) return answer;
    // Somebody removed it meanwhile.
    if (answer.status === 404) return undefined;
    if (!answer.ok) return restOf(answer) ?? lineRest;
    const source = await startOf(answer).catch(() => undefined);
    if (source === undefined) return lineRest;
    await take(source);
    return undefined;
  }
}

/** Opens the mailbox that mails come from. */
export function openGraphMailbox(graph: GraphConfiguration, mailbox: string): ReturnedMailbox {
  return new GraphMailbox(graph, mailbox);
}
