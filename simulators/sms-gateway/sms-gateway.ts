import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the gateway does with the next messages. */
export type GatewayBehaviour = 'take' | 'reject' | 'takeAndDrop' | 'busy' | 'garbage';

/** A text message as the gateway took it. */
export interface TakenText {
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly reference: string;
}

/** Codes of a status report: taken by the operator, rejected, delivered, failed. */
export const reportCodes = { accepted: 0, rejected: 1, delivered: 2, failed: 3 } as const;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function refused(to: string, reference: string, code: number, details: string): Answer {
  const message = { to, status: 'Rejected', reference, parts: 0, messageDetails: details, messageErrorCode: code };
  return { status: 400, body: { details: 'No messages created', errorCode: 201, messages: [message] } };
}

/**
 * The gateway of CM.com as far as a municipality needs it: text messages by `POST /v1.0/message` in JSON, and status reports by POST to
 * an address, in the form of the real one. It asks the same strictness: a token in the body, numbers that begin with 00, a sender of at
 * most 11 characters.
 */
export class SimulatedSmsGateway {
  behaviour: GatewayBehaviour = 'take';
  /** Where reports go; undefined: nobody asked for them. */
  reportAddress: string | undefined;
  /** Told of each message that was taken. */
  onText: ((text: TakenText) => void) | undefined;
  readonly taken: TakenText[] = [];
  readonly token: string;
  readonly #server: Server;
  #waiting: (() => void) | undefined;

  private constructor(token: string) {
    this.token = token;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(token = 'a product token that opens nothing'): Promise<SimulatedSmsGateway> {
    const gateway = new SimulatedSmsGateway(token);
    await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when a text message to the number was taken. */
  async textTo(number: string): Promise<TakenText> {
    for (;;) {
      const found = this.taken.findLast(({ to }) => to === number);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  /** Tells what became of a message; the HTTP status that the receiver answered with. */
  async report({ to, reference }: TakenText, state: keyof typeof reportCodes): Promise<number> {
    if (this.reportAddress === undefined) return 0;
    const status = { code: String(reportCodes[state]), errorCode: '', errorDescription: '' };
    const msg = { received: new Date().toISOString(), to, reference, status, operator: '20601' };
    const answer = await fetch(this.reportAddress, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages: { msg } }),
    });
    return answer.status;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    if (this.behaviour === 'busy') return void response.writeHead(503, { 'retry-after': '30' }).end();
    if (request.method !== 'POST' || request.url !== '/v1.0/message') return void response.writeHead(404).end();
    const answer = this.#take(body);
    if (this.behaviour === 'takeAndDrop') return void request.socket.destroy();
    const text = this.behaviour === 'garbage' ? '{"details": ' : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }

  #take(body: string): Answer {
    const messages = fieldsOf(fieldsOf(JSON.parse(body)).messages);
    if (fieldsOf(messages.authentication).productToken !== this.token) {
      return { status: 401, body: { details: 'No account found for the given authentication', errorCode: 101 } };
    }
    const [first] = Array.isArray(messages.msg) ? (messages.msg as unknown[]) : [];
    const { from, to: receivers, body: content, reference } = fieldsOf(first);
    const to = String(fieldsOf(Array.isArray(receivers) ? receivers[0] : undefined).number ?? '');
    const text = fieldsOf(content).content;
    const known = { to, from: String(from), text: String(text), reference: String(reference ?? '') };
    if (!/^00\d{8,15}$/.test(to)) return refused(to, known.reference, 303, 'The to-address is invalid');
    if (!/^[A-Za-z0-9 ]{1,11}$/.test(known.from)) return refused(to, known.reference, 304, 'The from is invalid');
    if (typeof text !== 'string' || text === '') return refused(to, known.reference, 305, 'The body is empty');
    if (this.behaviour === 'reject') return refused(to, known.reference, 307, 'The message is rejected');
    this.taken.push(known);
    this.#waiting?.();
    this.onText?.(known);
    const message = { to, status: 'Accepted', reference: known.reference, parts: 1, messageDetails: null };
    const details = 'Created 1 message(s)';
    return { status: 200, body: { details, errorCode: 0, messages: [{ ...message, messageErrorCode: 0 }] } };
  }
}
