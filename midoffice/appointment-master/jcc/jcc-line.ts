import type { Logger } from 'pino';
import { type LineTimes, MasterLine, type MasterReply } from '../master-line.ts';
import { readAnswer } from '../read-answer.ts';
import { Token } from './jcc-answers.ts';

/** How the mid-office reaches JCC. */
export interface JccSettings extends LineTimes {
  /** Address of the WARP interface, e.g. `https://.../G-Plan/api/api/warp/v1/`. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

type Query = readonly (readonly [name: string, value: string | number])[];

/** A token is renewed a little before its end, because clocks differ. */
const spareSeconds = 30;
const usualTokenSeconds = 300;

/** Questions to JCC, each with a token: client credentials, renewed before they end and once when JCC says that they ended. */
export class JccLine {
  readonly #settings: JccSettings;
  readonly #line: MasterLine;
  #token: { readonly text: string; readonly until: number } | undefined;
  #asking: Promise<string | undefined> | undefined;

  constructor(settings: JccSettings, logger: Logger) {
    this.#settings = { ...settings, url: settings.url.replace(/\/*$/, '/') };
    this.#line = new MasterLine('jcc', settings, logger);
  }

  /**
   * Asks one thing.
   *
   * @param query a name may come back: lists are written that way
   */
  async ask(method: 'GET' | 'POST' | 'DELETE', path: string, query: Query = [], body?: object): Promise<MasterReply> {
    const reply = await this.#withToken(method, path, query, body);
    if (reply.kind !== 'answer' || reply.status !== 401) return reply;
    // It was not done: with a new token it may be asked again, whatever it is.
    this.#token = undefined;
    const again = await this.#withToken(method, path, query, body);
    if (again.kind !== 'answer' || again.status !== 401) return again;
    this.#line.rest();
    return { kind: 'notSent' };
  }

  async #withToken(method: 'GET' | 'POST' | 'DELETE', path: string, query: Query, body?: object): Promise<MasterReply> {
    const token = await this.#currentToken();
    if (token === undefined) return { kind: 'notSent' };
    const url = new URL(path, this.#settings.url);
    for (const [name, value] of query) url.searchParams.append(name, String(value));
    const headers = { authorization: `Bearer ${token}`, language: 'nl', 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.#line.ask({ method, url: url.href, headers, ...sent });
  }

  /** The token in use; many who need a new one at once ask for it once. */
  #currentToken(): Promise<string | undefined> {
    if (this.#token !== undefined && Date.now() < this.#token.until) return Promise.resolve(this.#token.text);
    this.#asking ??= this.#newToken().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #newToken(): Promise<string | undefined> {
    const { url, clientId, clientSecret } = this.#settings;
    const proof = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const reply = await this.#line.ask({
      ...{ method: 'POST', url: new URL('connect/token', url).href },
      headers: { authorization: `Basic ${proof}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&scope=warp-api',
    });
    if (reply.kind !== 'answer') return undefined;
    const answer = reply.status === 200 ? readAnswer(Token, reply.text) : undefined;
    if (answer === undefined) {
      if (reply.status === 400 || reply.status === 401) this.#line.rest();
      return undefined;
    }
    const seconds = Math.max((answer.expires_in ?? usualTokenSeconds) - spareSeconds, 1);
    this.#token = { text: answer.access_token, until: Date.now() + seconds * 1000 };
    return answer.access_token;
  }
}
