import { type Exchange, exchangeJson } from '../exchange/json-exchange.ts';
import { type MolliePayment, readMolliePage, readMolliePayment } from './mollie-messages.ts';

const SERVICE = 'https://api.mollie.com';
/** How far two clocks may differ. */
const CLOCKS_MILLISECONDS = 10 * 60_000;
const PAGE_ROWS = 100;
const MOST_PAGES = 20;

export interface MollieDoor {
  readonly key: string;
  /** The service, or a simulator. */
  readonly url?: string | undefined;
}

/** A payment of ours; `none` where there is certainly none, `unsure` when it could not be looked for. */
export type Found = MolliePayment | 'none' | 'unsure';

/** The payments of Mollie as a desk asks for them. */
export class MollieService {
  readonly #door: MollieDoor;
  readonly #milliseconds: number;

  /** @param milliseconds for one question */
  constructor(door: MollieDoor, milliseconds: number) {
    this.#door = door;
    this.#milliseconds = milliseconds;
  }

  /** One key for all tries: the service makes one payment, whatever was lost on the way. */
  create(body: object, key: string): Promise<Exchange> {
    return this.#ask('POST', '/payments', body, key);
  }

  /** A payment as it is now; undefined when the service did not say. */
  async read(id: string): Promise<MolliePayment | undefined> {
    const answer = await this.#ask('GET', `/payments/${id}`);
    const found = answer.kind === 'answer' && answer.status === 200 ? readMolliePayment(answer.message) : undefined;
    return found?.id === id ? found : undefined;
  }

  refund(paymentId: string, body: object, key: string): Promise<Exchange> {
    return this.#ask('POST', `/payments/${paymentId}/refunds`, body, key);
  }

  /** The refunds of a payment; a desk gives few. */
  refunds(paymentId: string): Promise<Exchange> {
    return this.#ask('GET', `/payments/${paymentId}/refunds?limit=250`);
  }

  async cancel(id: string): Promise<void> {
    await this.#ask('DELETE', `/payments/${id}`);
  }

  /**
   * Looks for the payment that carries our number.
   *
   * @param since milliseconds since 1970: older ones need not be looked through
   */
  async find(operationId: string, since: number): Promise<Found> {
    let from = '';
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const answer = await this.#ask('GET', `/payments?limit=${PAGE_ROWS}${from}`);
      const page = answer.kind === 'answer' && answer.status === 200 ? readMolliePage(answer.message) : undefined;
      if (page === undefined) return 'unsure';
      const ours = page.payments.find((payment) => payment.operationId === operationId);
      if (ours !== undefined) return ours;
      const oldest = page.payments.at(-1);
      if (!page.more || oldest === undefined || oldest.createdAt < since - CLOCKS_MILLISECONDS) return 'none';
      from = `&from=${oldest.id}`;
    }
    return 'unsure';
  }

  #ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, key?: string): Promise<Exchange> {
    const { url = SERVICE, key: secret } = this.#door;
    return exchangeJson({
      url: `${url.replace(/\/$/, '')}/v2${path}`,
      method,
      headers: { authorization: `Bearer ${secret}`, ...(key && { 'idempotency-key': key }) },
      ...(body && { body }),
      milliseconds: this.#milliseconds,
    });
  }
}
