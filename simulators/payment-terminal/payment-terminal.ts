import { randomBytes } from 'node:crypto';
import { type Caller, TerminalDoors } from './doors.ts';
import { openMessage, type SharedKey, sealMessage } from './nexo-crypto.ts';

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
  readonly MessageClass: string;
  readonly MessageCategory: string;
  readonly MessageType: string;
  readonly ServiceID: string;
  readonly SaleID: string;
  readonly POIID: string;
}

interface Request {
  readonly MessageHeader: Header;
  readonly PaymentRequest?: {
    readonly PaymentTransaction: { readonly AmountsReq: { readonly RequestedAmount: number } };
  };
  readonly ReversalRequest?: {
    readonly OriginalPOITransaction: { readonly POITransactionID: { readonly TransactionID: string } };
    readonly ReversedAmount: number;
  };
  readonly TransactionStatusRequest?: {
    readonly MessageReference: { readonly ServiceID: string; readonly SaleID?: string };
  };
  readonly AbortRequest?: { readonly MessageReference: { readonly ServiceID: string } };
  readonly LoginRequest?: object;
  readonly LogoutRequest?: object;
}

/** A card that no bank knows, as a terminal masks it: whoever stores anything of it fails a test. */
export const simulatedMaskedPan = '541333 **** 9999';

export interface SimulatedTerminalOptions {
  /** Messages are sealed with it, and others refused. */
  readonly key?: SharedKey;
  /** It takes nothing before somebody logged in. */
  readonly needsLogin?: boolean;
  /** Where it answers over HTTP: of one that was switched off and on again. */
  readonly port?: number;
}

type End = 'approve' | 'decline' | 'cancel';

/** A payment terminal that speaks nexo Retailer in JSON, over HTTP and over connections, with switches for what goes wrong. */
export class SimulatedTerminal {
  behaviour: TerminalBehaviour = 'approve';
  /** Changes a sealed answer on its way. */
  tamper: ((sealed: object) => object) | undefined;
  readonly #options: SimulatedTerminalOptions;
  readonly #transactions = new Map<string, Transaction>();
  readonly #doors = new TerminalDoors((message, caller) => this.#called(message, caller));
  readonly #waiting = new Map<string, (end: End) => void>();
  readonly #answeredDisplays: unknown[] = [];
  #onPayment: ((serviceId: string) => void) | undefined;
  readonly #paid = new Map<string, number>();
  #taken = 0;
  #givenBack = 0;
  #logins = 0;
  #isLoggedIn = false;

  private constructor(options: SimulatedTerminalOptions) {
    this.#options = options;
  }

  /** Starts one on this computer. */
  static async start(options: SimulatedTerminalOptions = {}): Promise<SimulatedTerminal> {
    const terminal = new SimulatedTerminal(options);
    await terminal.#doors.open(options.port);
    return terminal;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#doors.httpPort}/nexo`;
  }

  get tcpUrl(): string {
    return `tcp://127.0.0.1:${this.#doors.tcpPort}`;
  }

  /** How often money was taken: more than once for one payment is what must never happen. */
  get timesTaken(): number {
    return this.#taken;
  }

  /** How often money went back. */
  get timesGivenBack(): number {
    return this.#givenBack;
  }

  /** How often somebody logged in, and whether somebody is now. */
  get logins(): { readonly count: number; readonly isLoggedIn: boolean } {
    return { count: this.#logins, isLoggedIn: this.#isLoggedIn };
  }

  /** Answers to what it asked a desk to show. */
  get answeredDisplays(): readonly unknown[] {
    return this.#answeredDisplays;
  }

  /** Resolves with the number of the next payment that comes. */
  nextPayment(): Promise<string> {
    return new Promise((resolve) => {
      this.#onPayment = resolve;
    });
  }

  /** Somebody holds a card before it, or presses the red key. */
  present(serviceId: string, end: End): void {
    this.#waiting.get(serviceId)?.(end);
  }

  /** Nobody reaches it any more; whoever is connected is cut off. */
  stop(): Promise<void> {
    return this.#doors.close();
  }

  /** Reached again, at the same address. */
  startAgain(): Promise<void> {
    return this.#doors.open();
  }

  #called(message: unknown, caller: Caller): void {
    const { SaleToPOIRequest: request, SaleToPOIResponse: response } = message as Record<string, unknown>;
    const { key } = this.#options;
    const opened = this.#opened(message, response ?? request, key);
    if (response !== undefined) this.#answeredDisplays.push(opened);
    else if (opened === undefined) this.#reject(caller);
    else this.#answer((opened as { readonly SaleToPOIRequest: Request }).SaleToPOIRequest, caller);
  }

  #opened(message: unknown, inner: unknown, key: SharedKey | undefined): unknown {
    return key === undefined ? message : openMessage(inner as object, key);
  }

  /** What came is not sealed, or not with the key that this terminal shares. */
  #reject(caller: Caller): void {
    const header = { MessageClass: 'Event', MessageCategory: 'Event', MessageType: 'Notification' };
    const event = { EventToNotify: 'Reject', EventDetails: 'message=Crypto+Error' };
    caller.send({ SaleToPOIRequest: { MessageHeader: header, EventNotification: event } });
  }

  #send(
    caller: Caller,
    name: 'SaleToPOIRequest' | 'SaleToPOIResponse',
    body: { readonly MessageHeader: object },
  ): void {
    const { key } = this.#options;
    const sealed = key === undefined ? { [name]: body } : sealMessage(name, body, key);
    caller.send(this.tamper?.(sealed) ?? sealed);
  }

  #answer(request: Request, caller: Caller): void {
    const header = request.MessageHeader;
    const send = (name: string, body: object): void =>
      this.#send(caller, 'SaleToPOIResponse', { MessageHeader: { ...header, MessageType: 'Response' }, [name]: body });
    const {
      LoginRequest: login,
      LogoutRequest: logout,
      AbortRequest: abort,
      TransactionStatusRequest: status,
    } = request;
    const operation = request.ReversalRequest === undefined ? 'PaymentResponse' : 'ReversalResponse';
    const name = status === undefined ? operation : 'TransactionStatusResponse';
    if (login !== undefined || logout !== undefined)
      send(login ? 'LoginResponse' : 'LogoutResponse', this.#turn(login));
    else if (abort !== undefined) {
      this.present(abort.MessageReference.ServiceID, 'cancel');
      caller.accept();
    } else if (this.#options.needsLogin && !this.#isLoggedIn) send(name, failure('LoggedOut'));
    else if (status !== undefined) send(name, this.#status({ SaleID: header.SaleID, ...status.MessageReference }));
    else {
      void this.#operate(request, (body) => send(name, body), caller);
    }
  }

  /** Somebody logs in, or out. */
  #turn(login: object | undefined): object {
    this.#isLoggedIn = login !== undefined;
    if (this.#isLoggedIn) this.#logins += 1;
    return { Response: { Result: 'Success' } };
  }

  async #operate(request: Request, send: (body: object) => void, caller: Caller): Promise<void> {
    const { behaviour } = this;
    const header = request.MessageHeader;
    if (behaviour === 'busy') return send(failure('Busy'));
    const transaction: Transaction = { header, response: undefined };
    this.#transactions.set(header.ServiceID, transaction);
    this.#onPayment?.(header.ServiceID);
    if (behaviour === 'silent') return;
    const end = behaviour === 'wait' ? await this.#cardFor(header.ServiceID) : behaviour;
    if (caller.isConnection && end !== 'cancel') this.#show(header, caller);
    const isRefused = end === 'decline' || end === 'declineAndDrop';
    transaction.response = isRefused ? failure('Refusal') : end === 'cancel' ? failure('Cancel') : this.#done(request);
    if (behaviour.endsWith('AndDrop')) caller.drop();
    else if (behaviour === 'garbage') caller.garbage();
    else send(transaction.response);
  }

  /** Tells the desk what happens at the terminal, and then asks it to show a text and waits for no more than the answer. */
  #show({ SaleID, POIID, ServiceID }: Header, caller: Caller): void {
    const ids = { ProtocolVersion: '3.0', MessageClass: 'Device', MessageCategory: 'Display', SaleID, POIID };
    const content = (event: string) => ({
      OutputFormat: 'MessageRef',
      PredefinedContent: {
        ReferenceID: `TransactionID=${ServiceID}&TimeStamp=${new Date().toISOString()}&event=${event}`,
      },
    });
    const output = (event: string) => [
      { Device: 'CashierDisplay', InfoQualify: 'Status', OutputContent: content(event) },
    ];
    for (const [MessageType, event] of [
      ['Notification', 'CARD_PRESENTED'],
      ['Request', 'PIN_ENTERED'],
    ] as const) {
      const header = { ...ids, MessageType, DeviceID: randomBytes(5).toString('hex'), ServiceID };
      this.#send(caller, 'SaleToPOIRequest', {
        MessageHeader: header,
        ...{ DisplayRequest: { DisplayOutput: output(event) } },
      });
    }
  }

  #cardFor(serviceId: string): Promise<End> {
    return new Promise((resolve) => this.#waiting.set(serviceId, resolve));
  }

  #done(request: Request): object {
    const { ReversalRequest: reversal, PaymentRequest: payment } = request;
    if (reversal !== undefined) return this.#reverse(reversal);
    const amount = payment?.PaymentTransaction.AmountsReq.RequestedAmount ?? 0;
    return this.#success(this.behaviour === 'otherAmount' ? amount + 1 : amount);
  }

  /** Never more than was paid, as a real one. */
  #reverse({ OriginalPOITransaction, ReversedAmount }: NonNullable<Request['ReversalRequest']>): object {
    const { TransactionID } = OriginalPOITransaction.POITransactionID;
    const left = Math.round((this.#paid.get(TransactionID) ?? 0) * 100) - Math.round(ReversedAmount * 100);
    if (left < 0) return failure('NotAllowed');
    this.#paid.set(TransactionID, left / 100);
    this.#givenBack += 1;
    return {
      Response: { Result: 'Success' },
      POIData: { POITransactionID: { TransactionID: `SIM-R${this.#givenBack}`, TimeStamp: new Date().toISOString() } },
      OriginalPOITransaction,
      ReversedAmount,
    };
  }

  #success(amount: number): object {
    this.#taken += 1;
    this.#paid.set(`SIM-${this.#taken}`, amount);
    return {
      Response: { Result: 'Success' },
      POIData: { POITransactionID: { TransactionID: `SIM-${this.#taken}`, TimeStamp: new Date().toISOString() } },
      PaymentResult: {
        AmountsResp: { Currency: 'EUR', AuthorizedAmount: amount },
        PaymentInstrumentData: { CardData: { MaskedPan: simulatedMaskedPan, PaymentBrand: 'bcmc' } },
      },
    };
  }

  /** As a real one it tells the operations of one cash register from those of another. */
  #status({ ServiceID, SaleID }: Pick<Header, 'ServiceID' | 'SaleID'>): object {
    const found = this.#transactions.get(ServiceID);
    if (found === undefined || found.header.SaleID !== SaleID) return failure('NotFound');
    if (found.response === undefined) return failure('InProgress');
    return {
      Response: { Result: 'Success' },
      RepeatedMessageResponse: {
        MessageHeader: { ...found.header, MessageType: 'Response' },
        RepeatedResponseMessageBody: { [`${found.header.MessageCategory}Response`]: found.response },
      },
    };
  }
}

function failure(condition: string): object {
  return { Response: { Result: 'Failure', ErrorCondition: condition } };
}
