import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { feedHeader } from '@onthaal/contract/graphql/feed-header.ts';
import { GraphQLClient } from 'graphql-request';
import { packedRequest } from './packed-request.ts';
import { RequestError, requestErrorIn, retryAfterOf } from './request-error.ts';

const TIMEOUT_MILLISECONDS = 30_000;
/** Error codes that the mid-office puts in `extensions.code` and that say more than the HTTP status. */
const SESSION_CODES = ['SESSION_UNKNOWN', 'SESSION_EXPIRED'] as const;

export interface MidofficeClientOptions {
  /** Address of the mid-office, without `/graphql`. */
  readonly url: string;
  /** Asked at each request: a session that goes on gets new ones. */
  readonly token?: (() => string) | undefined;
  /** The database that this desk synced with: the mid-office refuses requests when it has another one now. */
  readonly databaseId?: (() => string | undefined) | undefined;
  /** The feed that this desk follows (see `feedHeader`): the mid-office refuses requests when it has another one now. */
  readonly feed?: (() => string | undefined) | undefined;
  /** Hears the server's time with each answer. */
  readonly onServerTime?: ((serverTime: number) => void) | undefined;
}

/** The GraphQL endpoint of a mid-office address; empty when that is no address, which every request then says. */
export function graphqlAddress(url: string): string {
  if (!URL.canParse(url)) return '';
  return new URL('graphql', url.endsWith('/') ? url : `${url}/`).href;
}

/** What a question is refused for by itself; the sync is never told these of a whole request. */
const refusals = [
  ...(['KIOSK_TOO_OFTEN', 'REFERENCE_UNKNOWN', 'REFERENCE_CHANGED_MEANWHILE', 'REFERENCE_NOT_RIGHT'] as const),
  ...(['REFERENCE_HITS_APPOINTMENTS', 'APPOINTMENT_SLOT_TAKEN'] as const),
  ...(['APPOINTMENT_HOLD_GONE', 'APPOINTMENT_STATE_NOT_NOW', 'APPOINTMENT_MASTER_AWAY'] as const),
  ...(['APPOINTMENT_MASTER_REFUSED', 'APPOINTMENT_OUTCOME_UNKNOWN', 'DOCUMENT_UNKNOWN'] as const),
  ...(['ACCESS_LOST', 'MESSAGE_NO_ADDRESS', 'PAYMENT_OTHER_DESK', 'PAYMENT_STEP_NOT_NOW'] as const),
] as const;

/** The code of the first error of an answer. Read exactly: some codes make the desk throw its copy away. */
function errorCodeOf(body: string): unknown {
  try {
    const answer = JSON.parse(body) as { readonly errors?: readonly { readonly extensions?: { code?: unknown } }[] };
    return answer.errors?.[0]?.extensions?.code;
  } catch {
    return undefined;
  }
}

function failureOfStatus(response: Response, body: string): RequestError | undefined {
  const { status } = response;
  if (status === 401) {
    const code = SESSION_CODES.find((known) => body.includes(known)) ?? 'SESSION_UNKNOWN';
    return new RequestError(code, { status });
  }
  if (status === 403) {
    const code = (['ACCESS_REVOKED', 'NOT_ALLOWED'] as const).find((known) => known === errorCodeOf(body));
    if (code !== undefined) return new RequestError(code, { status });
  }
  if (status === 409) {
    const code = (['MIDOFFICE_REPLACED', 'FEED_CHANGED'] as const).find((known) => known === errorCodeOf(body));
    if (code !== undefined) return new RequestError(code, { status });
  }
  const refused = refusals.find((known) => known === errorCodeOf(body));
  if (status === 400 && refused !== undefined) return new RequestError(refused, { status });
  if (status === 413) return new RequestError('REQUEST_TOO_LARGE', { status });
  const retryAfter = retryAfterOf(response.headers.get('retry-after'));
  if (status === 429 || status === 503) {
    const code = errorCodeOf(body) === 'LOGIN_TOO_OFTEN' ? 'LOGIN_TOO_OFTEN' : 'MIDOFFICE_BUSY';
    return new RequestError(code, { status, retryAfter });
  }
  // A proxy before the mid-office asks for a pause with other numbers than 503 too.
  if (status >= 500) return new RequestError('MIDOFFICE_FAILED', { status, retryAfter });
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  // An address that answers, but is not Onthaal's: another web server, a login page of the guest network, a proxy.
  if (status >= 300 || !isJson)
    return new RequestError(isJson ? 'MIDOFFICE_FAILED' : 'MIDOFFICE_WRONG_ADDRESS', { status });
  return undefined;
}

/**
 * Reads the body of an answer.
 *
 * @throws RequestError
 */
function readAnswer(body: string): object {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  }
  if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
    throw new RequestError('MIDOFFICE_WRONG_ADDRESS');
  }
  if (!('errors' in answer) || answer.errors === undefined) return answer;
  const session = SESSION_CODES.find((code) => JSON.stringify(answer.errors).includes(code));
  throw new RequestError(session ?? 'MIDOFFICE_FAILED');
}

function headersOf({ token, databaseId, feed }: MidofficeClientOptions): Record<string, string> {
  const known = databaseId?.();
  const followed = feed?.();
  return {
    ...(token === undefined ? {} : { authorization: `Bearer ${token()}` }),
    ...(known === undefined ? {} : { [databaseHeader]: known }),
    ...(followed === undefined ? {} : { [feedHeader]: followed }),
  };
}

/** Speaks GraphQL with the mid-office and turns everything that can go wrong into a RequestError. */
export class MidofficeClient {
  readonly address: string;
  readonly #client: GraphQLClient;
  readonly #onServerTime: ((serverTime: number) => void) | undefined;
  readonly #closing = new AbortController();

  constructor(options: MidofficeClientOptions) {
    this.address = graphqlAddress(options.url);
    this.#onServerTime = options.onServerTime;
    this.#client = new GraphQLClient(this.address, {
      fetch: (input, init) => this.#fetch(input, init),
      headers: () => headersOf(options),
      // Checked where it is parsed: a page of documents is megabytes of text, too much to parse twice.
      jsonSerializer: { parse: readAnswer, stringify: JSON.stringify },
    });
  }

  /**
   * Asks one question.
   *
   * @throws RequestError
   */
  async request<Answer>(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    if (this.address === '') throw new RequestError('MIDOFFICE_WRONG_ADDRESS');
    try {
      return await this.#client.request<Answer>(document, variables);
    } catch (error) {
      throw requestErrorIn(error) ?? new RequestError('MIDOFFICE_ANSWER_MALFORMED');
    }
  }

  /** Ends every open request. */
  close(): void {
    this.#closing.abort();
  }

  async #fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
    let response: Response;
    let body: string;
    try {
      response = await fetch(input, { ...(await packedRequest(init)), signal, redirect: 'manual' });
      body = await response.text();
    } catch {
      throw new RequestError('MIDOFFICE_UNREACHABLE');
    }
    const problem = failureOfStatus(response, body);
    if (problem !== undefined) throw problem;
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) this.#onServerTime?.(date);
    return new Response(body, { status: response.status, headers: response.headers });
  }
}
