import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { GraphMailbox } from './graph-mailbox.ts';

/** What Microsoft does with the next mails. */
export type GraphBehaviour =
  | 'take'
  | 'throttle'
  | 'busy'
  | 'forbid'
  | 'blockContent'
  /** Takes the mail and breaks the line before it answers. */
  | 'takeAndDrop'
  /** Something breaks there while it is at it. */
  | 'fail';

/** Where one asks for a token, and where one sends. */
type TokenBehaviour = 'give' | 'refuse' | 'drop';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** In place of JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const mostBytes = 4 * 1024 * 1024;

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function graphError(status: number, code: string, message: string, headers: Answer['headers'] = {}): Answer {
  const ids = { date: new Date().toISOString().slice(0, 19), 'request-id': randomUUID() };
  return { status, headers, body: { error: { code, message, innerError: ids } } };
}

function entraError(status: number, error: string, number: number): Answer {
  const description = `AADSTS${number}: The request was refused.`;
  return { status, body: { error, error_description: description, error_codes: [number] } };
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): readonly string[] {
  const list = field === undefined ? [] : [field].flat();
  return list.flatMap(({ value }) => value.map(({ address }) => address ?? ''));
}

/**
 * Microsoft 365 as far as a municipality needs it to send mail and to read what comes back: tokens of Microsoft Entra by client credentials
 * (`/{tenant}/oauth2/v2.0/token`), `POST /v1.0/users/{mailbox}/sendMail` of Graph with a mail as MIME in base64, and what came back to the
 * mailbox (`GET .../messages` by time and class, `GET .../messages/{id}/$value`), in the form of the real one and with its strictness.
 */
export class SimulatedGraph {
  behaviour: GraphBehaviour = 'take';
  tokens: TokenBehaviour = 'give';
  /** How long the next tokens say that they count. */
  tokenSeconds = 3599;
  tokensGiven = 0;
  readonly arrived: ParsedMail[] = [];
  /** The fields above the text of what arrived, as they came. */
  readonly heads: string[] = [];
  /** What comes in. */
  readonly incoming = new GraphMailbox();
  /** Whether the application has Mail.Read. */
  mayRead = true;
  readonly tenant = 'a7d6ff5e-7a3a-4f0e-8f8e-0d7c0f3f2b11';
  readonly clientId = '0f2c8ff2-93a3-4a0f-9be1-6a3f6b0a8f77';
  readonly clientSecret = 'a client secret that opens nothing';
  readonly mailbox = 'onthaal@lindervelde.example';
  readonly #valid = new Set<string>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts one on this computer. */
  static async start(): Promise<SimulatedGraph> {
    const graph = new SimulatedGraph();
    await new Promise<void>((resolve) => graph.#server.listen(0, '127.0.0.1', resolve));
    return graph;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** All tokens stop counting before their end, as when an administrator takes them back. */
  revokeTokens(): void {
    this.#valid.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const url = new URL(request.url ?? '/', this.url);
    const path = decodeURIComponent(url.pathname);
    const isToken = path === `/${this.tenant}/oauth2/v2.0/token`;
    if (isToken && this.tokens === 'drop') return void request.socket.destroy();
    const answer = isToken ? this.#token(text) : await this.#ofMailbox(request, url, path, text);
    if (!isToken && this.behaviour === 'takeAndDrop') return void request.socket.destroy();
    const headers = { 'request-id': randomUUID(), 'content-type': 'application/json', ...answer.headers };
    const body = answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
    response.writeHead(answer.status, headers).end(body);
  }

  #token(text: string): Answer {
    const form = new URLSearchParams(text);
    if (form.get('grant_type') !== 'client_credentials') return entraError(400, 'unsupported_grant_type', 70003);
    if (form.get('scope') !== `${this.url}/.default`) return entraError(400, 'invalid_scope', 70011);
    if (form.get('client_id') !== this.clientId) return entraError(400, 'unauthorized_client', 700016);
    if (form.get('client_secret') !== this.clientSecret || this.tokens === 'refuse') {
      return entraError(401, 'invalid_client', 7000215);
    }
    const token = randomUUID();
    this.tokensGiven += 1;
    this.#valid.add(token);
    const times = { expires_in: this.tokenSeconds, ext_expires_in: this.tokenSeconds };
    return { status: 200, body: { token_type: 'Bearer', ...times, access_token: token } };
  }

  async #ofMailbox(request: IncomingMessage, url: URL, path: string, text: string): Promise<Answer> {
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!this.#valid.has(bearer)) return graphError(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.');
    const [, mailbox, asked, id] =
      /^\/v1\.0\/users\/([^/]+)\/(sendMail|messages)(?:\/(.+)\/\$value)?$/.exec(path) ?? [];
    if (mailbox === undefined || (request.method === 'POST') !== (asked === 'sendMail')) {
      return graphError(400, 'BadRequest', 'Resource not found.');
    }
    if (mailbox !== this.mailbox) return graphError(404, 'ErrorInvalidUser', 'The requested user is invalid.');
    if (this.behaviour === 'throttle') {
      return graphError(429, 'ApplicationThrottled', 'Too many requests.', { 'retry-after': '17' });
    }
    if (this.behaviour === 'busy') {
      const until = new Date(Date.now() + 120_000).toUTCString();
      return graphError(503, 'ServiceUnavailable', 'The service is unavailable.', { 'retry-after': until });
    }
    if (this.behaviour === 'forbid') return graphError(403, 'ErrorAccessDenied', 'Access is denied.');
    if (asked === 'messages') return this.#read(request, url, id);
    if (text.length > mostBytes) return graphError(413, 'RequestEntityTooLarge', 'The request is too large.');
    return this.#take(request, text);
  }

  #read({ headers }: IncomingMessage, url: URL, id: string | undefined): Answer {
    if (!this.mayRead)
      return graphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
    // Ids of an item change when it is moved, unless one asks for those that stay.
    if (headers.prefer !== 'IdType="ImmutableId"')
      return graphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
    if (id === undefined) {
      const page = this.incoming.list(`${this.url}${url.pathname}`, url.searchParams);
      if (page === undefined) return graphError(400, 'ErrorInvalidUrlQuery', 'The query is not supported.');
      return { status: 200, body: page, headers: { 'preference-applied': 'IdType="ImmutableId"' } };
    }
    const source = this.incoming.source(id);
    const broken = this.incoming.broken.get(id);
    if (broken === 'drop') throw new Error('The line breaks');
    if (broken !== undefined) return graphError(broken, 'ErrorMimeContentConversionFailed', 'It cannot be converted.');
    if (source === undefined) return graphError(404, 'ErrorItemNotFound', 'The object was not found in the store.');
    return { status: 200, text: source, headers: { 'content-type': 'text/plain' } };
  }

  async #take(request: IncomingMessage, text: string): Promise<Answer> {
    if (request.headers['content-type'] !== 'text/plain' || !/^[A-Za-z0-9+/]+=*$/.test(text)) {
      return graphError(400, 'ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.');
    }
    const source = Buffer.from(text, 'base64');
    const mail = await simpleParser(source);
    const [from] = addressesOf(mail.from);
    if (from !== this.mailbox) return graphError(403, 'ErrorSendAsDenied', 'The user may not send as this one.');
    const receivers = addressesOf(mail.to);
    if (receivers.length === 0 || !receivers.every((one) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one))) {
      return graphError(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
    }
    if (this.behaviour === 'blockContent') return graphError(400, 'ErrorMessageSubmissionBlocked', 'It was blocked.');
    if (this.behaviour === 'fail') return graphError(500, 'ErrorInternalServerError', 'An internal error occurred.');
    this.arrived.push(mail);
    this.heads.push(source.toString('utf8').split('\r\n\r\n', 1)[0] ?? '');
    return { status: 202 };
  }
}
