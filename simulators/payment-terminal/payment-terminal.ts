import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the terminal does with the next payments. */
export const terminalBehaviours = [
  'approve',
  'decline',
  /** Takes the money and breaks the line before it answers. */
  'approveAndDrop',
  'declineAndDrop',
  /** Waits for a card until `present` or an abort. */
  'wait',
  /** Never answers, and took nothing. */
  'silent',
  'garbage',
  'busy',
  'otherAmount',
] as const;
export type TerminalBehaviour = (typeof terminalBehaviours)[number];

interface Transaction {
  readonly header: Header;
  /** Undefined while it waits for a card. */
  response: object | undefined;
}

interface Header {
  readonly MessageCategory: string;
  readonly ServiceID: string;
  readonly SaleID: string;
  readonly POIID: string;
}

interface Message {
  readonly SaleToPOIRequest: {
    readonly MessageHeader: Header;
    readonly PaymentRequest?: {
      readonly PaymentTransaction: { readonly AmountsReq: { readonly RequestedAmount: number } };
    };
    readonly TransactionStatusRequest?: { readonly MessageReference: { readonly ServiceID: string } };
    readonly AbortRequest?: { readonly MessageReference: { readonly ServiceID: string } };
  };
}

/** A card that no bank knows, as a terminal masks it: whoever stores anything of it fails a test. */
export const simulatedMaskedPan = '541333 **** 9999';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A payment terminal that speaks nexo Retailer in JSON over HTTP, with switches for what goes wrong. */
export class SimulatedTerminal {
  behaviour: TerminalBehaviour = 'approve';
  readonly #transactions = new Map<string, Transaction>();
  readonly #server: Server;
  readonly #waiting = new Map<string, (behaviour: 'approve' | 'decline' | 'cancel') => void>();
  #onPayment: ((serviceId: string) => void) | undefined;
  #taken = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Starts one on this computer. */
  static async start(port = 0): Promise<SimulatedTerminal> {
    const terminal = new SimulatedTerminal();
    await new Promise<void>((resolve) => terminal.#server.listen(port, '127.0.0.1', resolve));
    return terminal;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/nexo`;
  }

  /** How often money was taken: more than once for one payment is what must never happen. */
  get timesTaken(): number {
    return this.#taken;
  }

  /** Resolves with the number of the next payment that comes. */
  nextPayment(): Promise<string> {
    return new Promise((resolve) => {
      this.#onPayment = resolve;
    });
  }

  /** Somebody holds a card before it, or presses the red key. */
  present(serviceId: string, end: 'approve' | 'decline' | 'cancel'): void {
    this.#waiting.get(serviceId)?.(end);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { SaleToPOIRequest: message } = JSON.parse(await bodyOf(request)) as Message;
    const header = message.MessageHeader;
    const send = (name: string, body: object) => {
      const answer = { MessageHeader: { ...header, MessageType: 'Response' }, [name]: body };
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ SaleToPOIResponse: answer }));
    };
    if (message.TransactionStatusRequest !== undefined) {
      send('TransactionStatusResponse', this.#status(message.TransactionStatusRequest.MessageReference.ServiceID));
      return;
    }
    if (message.AbortRequest !== undefined) {
      this.present(message.AbortRequest.MessageReference.ServiceID, 'cancel');
      response.writeHead(200).end();
      return;
    }
    const amount = message.PaymentRequest?.PaymentTransaction.AmountsReq.RequestedAmount ?? 0;
    await this.#pay(header, amount, (body) => send('PaymentResponse', body), response);
  }

  async #pay(header: Header, amount: number, send: (body: object) => void, response: ServerResponse): Promise<void> {
    const { behaviour } = this;
    if (behaviour === 'busy') return send(this.#failure('Busy'));
    const transaction: Transaction = { header, response: undefined };
    this.#transactions.set(header.ServiceID, transaction);
    this.#onPayment?.(header.ServiceID);
    if (behaviour === 'silent') return;
    const end = behaviour === 'wait' ? await this.#cardFor(header.ServiceID) : behaviour;
    const isRefused = end === 'decline' || end === 'declineAndDrop';
    const taken = behaviour === 'otherAmount' ? amount + 1 : amount;
    transaction.response = isRefused
      ? this.#failure('Refusal')
      : end === 'cancel'
        ? this.#failure('Cancel')
        : this.#success(taken);
    if (behaviour.endsWith('AndDrop')) response.socket?.destroy();
    else if (behaviour === 'garbage') response.writeHead(200).end('{"SaleToPOIResponse": ');
    else send(transaction.response);
  }

  #cardFor(serviceId: string): Promise<'approve' | 'decline' | 'cancel'> {
    return new Promise((resolve) => this.#waiting.set(serviceId, resolve));
  }

  #success(amount: number): object {
    this.#taken += 1;
    return {
      Response: { Result: 'Success' },
      POIData: { POITransactionID: { TransactionID: `SIM-${this.#taken}`, TimeStamp: new Date().toISOString() } },
      PaymentResult: {
        AmountsResp: { Currency: 'EUR', AuthorizedAmount: amount },
        PaymentInstrumentData: { CardData: { MaskedPan: simulatedMaskedPan, PaymentBrand: 'bcmc' } },
      },
    };
  }

  #failure(condition: string): object {
    return { Response: { Result: 'Failure', ErrorCondition: condition } };
  }

  #status(serviceId: string): object {
    const found = this.#transactions.get(serviceId);
    if (found === undefined) return this.#failure('NotFound');
    if (found.response === undefined) return this.#failure('InProgress');
    return {
      Response: { Result: 'Success' },
      RepeatedMessageResponse: {
        MessageHeader: { ...found.header, MessageType: 'Response' },
        RepeatedResponseMessageBody: { PaymentResponse: found.response },
      },
    };
  }
}
