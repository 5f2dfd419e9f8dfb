import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service does with the next payments. */
export const mollieBehaviours = [
  'approve',
  'decline',
  'expire',
  /** Makes the payment and breaks the line before it answers; the card is approved. */
  'approveAndDrop',
  /** Waits for a card until `present` or a cancellation. */
  'wait',
  /** Answers every question with an error of its own, and makes nothing. */
  'broken',
  'garbage',
  'otherAmount',
] as const;
export type MollieBehaviour = (typeof mollieBehaviours)[number];

export type MollieStatus = 'open' | 'pending' | 'paid' | 'failed' | 'canceled' | 'expired';

interface StoredRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly cents: number;
  readonly body: Readonly<Record<string, unknown>>;
  hasFailed: boolean;
}

interface StoredPayment {
  readonly id: string;
  readonly createdAt: string;
  readonly body: Readonly<Record<string, unknown>>;
  status: MollieStatus;
}

type Reply = { readonly status: number; readonly body: object } | 'drop' | 'garbage';

/** The last digits of a card that no bank knows: whoever stores them fails a test. */
export const simulatedCardDigits = '9999';

const ends = {
  approve: 'paid',
  decline: 'failed',
  expire: 'expired',
  approveAndDrop: 'paid',
  otherAmount: 'paid',
} as const;

/**
 * The payments of Mollie's API, as far as a terminal at a desk needs them: created, asked for, listed and cancelled, with keys against
 * doing things twice, in the form of the real one. Its card reader is a switch.
 */
export class SimulatedMollie {
  behaviour: MollieBehaviour = 'approve';
  readonly key: string;
  readonly terminalId: string;
  readonly #payments: StoredPayment[] = [];
  readonly #refunds: StoredRefund[] = [];
  readonly #answered = new Map<string, { readonly body: string; readonly id: string }>();
  readonly #server: Server;
  #onPayment: ((operationId: string) => void) | undefined;

  private constructor(key: string, terminalId: string) {
    this.key = key;
    this.terminalId = terminalId;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts one on this computer. */
  static async start(key = 'test_simulatedKeyThatOpensNothing0', terminalId = 'term_7MgL4wea46qkRcoTZjWEH') {
    const mollie = new SimulatedMollie(key, terminalId);
    await new Promise<void>((resolve) => mollie.#server.listen(0, '127.0.0.1', resolve));
    return mollie;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many payments there are, and how many of them were paid. */
  get counts(): { readonly made: number; readonly paid: number } {
    return { made: this.#payments.length, paid: this.#payments.filter(({ status }) => status === 'paid').length };
  }

  /** What went back, in cents, in the order that it was asked. */
  get givenBack(): readonly number[] {
    return this.#refunds.filter(({ hasFailed }) => !hasFailed).map(({ cents }) => cents);
  }

  /** The bank sends back what it was asked to give back, days later. */
  failRefunds(): void {
    for (const refund of this.#refunds) refund.hasFailed = true;
  }

  /** Resolves with our number of the next payment that comes. */
  nextPayment(): Promise<string> {
    return new Promise((resolve) => {
      this.#onPayment = resolve;
    });
  }

  /** Somebody holds a card before the terminal, or presses the red key. */
  present(operationId: string, status: MollieStatus): void {
    const found = this.#payments.find(({ body }) => operationOf(body) === operationId);
    if (found !== undefined && isOpen(found)) found.status = status;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const reply = this.#reply(request, text);
    if (reply === 'drop') request.socket.destroy();
    else if (reply === 'garbage') response.writeHead(201).end('{"resource": "payment", ');
    else {
      const headers = { 'content-type': 'application/hal+json; charset=utf-8' };
      response.writeHead(reply.status, headers).end(JSON.stringify(reply.body));
    }
  }

  #reply(request: IncomingMessage, text: string): Reply {
    const url = new URL(request.url ?? '/', this.url);
    if (this.behaviour === 'broken') return problem(503, 'Service Unavailable', 'Try again later');
    if (request.headers.authorization !== `Bearer ${this.key}`) {
      return problem(401, 'Unauthorized Request', 'Missing authentication, or failed to authenticate');
    }
    if (url.pathname === '/v2/payments') {
      return request.method === 'POST' ? this.#create(request, text) : this.#list(url);
    }
    const [, id, isRefund] = /^\/v2\/payments\/(tr_\w+)(\/refunds)?$/.exec(url.pathname) ?? [];
    const found = this.#payments.find((payment) => payment.id === id);
    if (found === undefined) return problem(404, 'Not Found', 'No payment exists with this token.');
    if (isRefund !== undefined) {
      return request.method === 'POST' ? this.#refund(request, text, found) : this.#listRefunds(found);
    }
    if (request.method === 'DELETE') {
      if (!isOpen(found)) return problem(422, 'Unprocessable Entity', 'The payment cannot be canceled');
      found.status = 'canceled';
    }
    return { status: 200, body: this.#shown(found) };
  }

  #create(request: IncomingMessage, text: string): Reply {
    const key = String(request.headers['idempotency-key'] ?? '');
    const earlier = this.#answered.get(key);
    if (earlier !== undefined) {
      if (earlier.body !== text) return problem(400, 'Bad Request', 'The key was used for another request');
      const payment = this.#payments.find(({ id }) => id === earlier.id);
      return { status: 201, body: payment === undefined ? {} : this.#shown(payment) };
    }
    const body = JSON.parse(text) as Record<string, unknown>;
    const field = wrongField(body, this.terminalId);
    if (field !== undefined) return problem(422, 'Unprocessable Entity', `The ${field} is invalid`, field);
    const { behaviour } = this;
    const payment: StoredPayment = {
      ...{ id: `tr_${randomBytes(5).toString('hex')}`, createdAt: new Date().toISOString(), body },
      status: 'open',
    };
    this.#payments.unshift(payment);
    if (key !== '') this.#answered.set(key, { body: text, id: payment.id });
    this.#onPayment?.(operationOf(body));
    // The terminal needs longer than the answer: it is asked for again.
    const answer = this.#shown(payment);
    if (behaviour in ends) payment.status = ends[behaviour as keyof typeof ends];
    if (behaviour === 'approveAndDrop') return 'drop';
    return behaviour === 'garbage' ? 'garbage' : { status: 201, body: answer };
  }

  #refund(request: IncomingMessage, text: string, payment: StoredPayment): Reply {
    const key = String(request.headers['idempotency-key'] ?? '');
    const earlier = this.#refunds.find(({ id }) => id === this.#answered.get(key)?.id);
    if (earlier !== undefined) return { status: 201, body: this.#shownRefund(earlier) };
    const body = JSON.parse(text) as Record<string, unknown>;
    const cents = centsOf(body);
    const gone = this.#refunds
      .filter(({ paymentId, hasFailed }) => paymentId === payment.id && !hasFailed)
      .reduce((sum, one) => sum + one.cents, 0);
    if (payment.status !== 'paid' || cents < 1 || gone + cents > centsOf(payment.body)) {
      return problem(422, 'Unprocessable Entity', 'The specified amount cannot be refunded', 'amount');
    }
    const refund: StoredRefund = {
      id: `re_${randomBytes(5).toString('hex')}`,
      paymentId: payment.id,
      cents,
      body,
      hasFailed: false,
    };
    this.#refunds.push(refund);
    if (key !== '') this.#answered.set(key, { body: text, id: refund.id });
    if (this.behaviour === 'approveAndDrop') return 'drop';
    return { status: 201, body: this.#shownRefund(refund) };
  }

  #listRefunds(payment: StoredPayment): Reply {
    const refunds = this.#refunds.filter(({ paymentId }) => paymentId === payment.id);
    const shown = refunds.map((refund) => this.#shownRefund(refund));
    return {
      status: 200,
      body: { count: shown.length, _embedded: { refunds: shown }, _links: { previous: null, next: null } },
    };
  }

  #shownRefund({ id, paymentId, body, hasFailed }: StoredRefund): object {
    const { amount, description, metadata } = body;
    const status = hasFailed || this.behaviour === 'decline' ? 'failed' : 'pending';
    return {
      ...{ resource: 'refund', id, mode: 'test', paymentId, amount, description, metadata, status },
      _links: {},
    };
  }

  #list(url: URL): Reply {
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const from = url.searchParams.get('from');
    const first = from === null ? 0 : this.#payments.findIndex(({ id }) => id === from);
    if (first < 0) return problem(400, 'Bad Request', 'Invalid cursor value', 'from');
    const rows = this.#payments.slice(first, first + limit);
    const next = this.#payments[first + limit];
    const href = next && `${this.url}/v2/payments?from=${next.id}&limit=${limit}`;
    const body = {
      count: rows.length,
      _embedded: { payments: rows.map((payment) => this.#shown(payment)) },
      _links: { previous: null, next: href === undefined ? null : { href, type: 'application/hal+json' } },
    };
    return { status: 200, body };
  }

  #shown({ id, createdAt, status, body }: StoredPayment): object {
    const { amount, description, method, metadata, redirectUrl } = body;
    const [euros] = String((amount as { value: string }).value).split('.');
    const isOther = this.behaviour === 'otherAmount';
    const paid = { details: { terminalId: this.terminalId, cardNumber: simulatedCardDigits, cardLabel: 'Maestro' } };
    return {
      ...{ resource: 'payment', id, mode: 'test', createdAt, description, method, metadata, redirectUrl, status },
      amount: isOther ? { currency: 'EUR', value: `${Number(euros) + 1}.00` } : amount,
      isCancelable: status === 'open',
      ...(status === 'paid' ? { paidAt: new Date().toISOString(), ...paid } : {}),
      _links: { self: { href: `${this.url}/v2/payments/${id}`, type: 'application/hal+json' } },
    };
  }
}

function centsOf(body: Readonly<Record<string, unknown>>): number {
  return Math.round(Number((body.amount as { readonly value: string }).value) * 100);
}

function isOpen({ status }: StoredPayment): boolean {
  return status === 'open' || status === 'pending';
}

function operationOf(body: Readonly<Record<string, unknown>>): string {
  return String((body.metadata as { readonly operationId?: unknown } | undefined)?.operationId ?? '');
}

function wrongField(body: Readonly<Record<string, unknown>>, terminalId: string): string | undefined {
  const amount = body.amount as { readonly currency?: unknown; readonly value?: unknown } | undefined;
  if (amount?.currency !== 'EUR' || !/^\d+\.\d{2}$/.test(String(amount.value))) return 'amount';
  if (typeof body.description !== 'string' || body.description === '') return 'description';
  if (!URL.canParse(String(body.redirectUrl))) return 'redirectUrl';
  if (body.method !== 'pointofsale') return 'method';
  return body.terminalId === terminalId ? undefined : 'terminalId';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function problem(status: number, title: string, detail: string, field?: string): Reply {
  return { status, body: { status, title, detail, ...(field && { field }), _links: {} } };
}
