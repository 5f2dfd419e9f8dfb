/** A page as a browser would show it. */
export interface ShownPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

const MOST_REDIRECTS = 20;

/** Stands for the system's browser: follows redirects, keeps cookies per host and path, sends forms. Runs no script. */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, { readonly value: string; readonly path: string }>>();
  /** Every address that was asked, in order. */
  readonly visited: string[] = [];

  open(url: string): Promise<ShownPage> {
    return this.#go(url, { method: 'GET' });
  }

  /** Sends a form of the page, as pressing one of its buttons does. */
  submit(page: ShownPage, action: string, fields: Readonly<Record<string, string>>): Promise<ShownPage> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(fields).toString();
    return this.#go(new URL(action, page.url).href, { method: 'POST', headers, body });
  }

  /** Follows redirects until `stop` says that this address must not be asked any more. */
  async openUntil(url: string, stop: (url: URL) => boolean): Promise<string> {
    let next = url;
    for (let step = 0; step < MOST_REDIRECTS; step += 1) {
      if (stop(new URL(next))) return next;
      const response = await this.#ask(next, { method: 'GET' });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`No redirect at step ${step}: HTTP ${response.status}`);
      next = new URL(location, next).href;
    }
    throw new Error('Too many redirects');
  }

  async #go(url: string, init: RequestInit): Promise<ShownPage> {
    let [next, how] = [url, init];
    for (let step = 0; step < MOST_REDIRECTS; step += 1) {
      const response = await this.#ask(next, how);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) {
        return { url: next, status: response.status, text: await response.text() };
      }
      [next, how] = [new URL(location, next).href, { method: 'GET' }];
    }
    throw new Error('Too many redirects');
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    this.visited.push(url);
    const { host, pathname } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map();
    this.#cookies.set(host, jar);
    const cookie = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const headers = { ...init.headers, ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const name = pair.slice(0, pair.indexOf('='));
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
      if (expires !== undefined && Date.parse(expires) < Date.now()) jar.delete(name);
      else jar.set(name, { value: pair.slice(pair.indexOf('=') + 1), path });
    }
    return response;
  }
}

/** What is chosen at the login page of the stand-in. */
export interface LoginChoice {
  readonly persona: string;
  readonly capacity?: number;
  readonly acr?: string;
}

/** Opens an address that leads to the login page of the stand-in and logs in there; the page that comes of it. */
export async function logInAt(browser: CookieBrowser, url: string, choice: LoginChoice): Promise<ShownPage> {
  const page = await browser.open(url);
  if (!page.text.includes(`value="${choice.persona}"`)) return page;
  const { persona, capacity = 0, acr = 'urn:be:vlaanderen:authmech:csamtotp' } = choice;
  return browser.submit(page, page.url, { persona, capacity: String(capacity), acr });
}

/** Opens the login page and presses cancel. */
export async function cancelAt(browser: CookieBrowser, url: string): Promise<ShownPage> {
  const page = await browser.open(url);
  return browser.submit(page, page.url, { cancel: '1' });
}
