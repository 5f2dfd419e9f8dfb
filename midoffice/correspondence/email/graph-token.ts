import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { GraphConfiguration } from '../../configuration/correspondence.ts';

const mostMilliseconds = 20_000;
/** A token is renewed a little before its end, because clocks differ. */
const spareSeconds = 60;

const tokenShape = Compile(Type.Object({ access_token: Type.String({ minLength: 1 }), expires_in: Type.Number() }));

/** A token, or why there is none: nothing was sent yet. */
type TokenAnswer = { readonly token: string } | { readonly token: undefined; readonly why: 'login' | 'line' };

/** The token by which the mid-office may send: client credentials at Microsoft Entra, renewed before they end. */
export class GraphToken {
  readonly #settings: GraphConfiguration;
  #known: { readonly token: string; readonly until: number } | undefined;
  #asking: Promise<TokenAnswer> | undefined;

  constructor(settings: GraphConfiguration) {
    this.#settings = settings;
  }

  /** The token in use; many who need a new one at once ask for it once. */
  current(): Promise<TokenAnswer> {
    if (this.#known !== undefined && Date.now() < this.#known.until) {
      return Promise.resolve({ token: this.#known.token });
    }
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** It was refused: the next one is new. */
  forget(): void {
    this.#known = undefined;
  }

  async #renew(): Promise<TokenAnswer> {
    const { loginUrl, tenant, clientId, clientSecret, url } = this.#settings;
    const body = new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      scope: `${url}/.default`,
    });
    const signal = AbortSignal.timeout(mostMilliseconds);
    try {
      const address = `${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
      const answer = await fetch(address, { method: 'POST', body, signal, redirect: 'error' });
      if (answer.status === 400 || answer.status === 401) return { token: undefined, why: 'login' };
      const read: unknown = await answer.json();
      if (!answer.ok || !tokenShape.Check(read)) return { token: undefined, why: 'line' };
      const seconds = Math.max(read.expires_in - spareSeconds, 0);
      this.#known = { token: read.access_token, until: Date.now() + seconds * 1000 };
      return { token: read.access_token };
    } catch {
      return { token: undefined, why: 'line' };
    }
  }
}
