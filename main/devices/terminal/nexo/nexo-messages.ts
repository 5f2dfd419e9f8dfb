import type { NexoSettings, TerminalOutcome, TerminalReason } from '@onthaal/contract/devices/terminal.ts';
import { at } from '../exchange/hostile-fields.ts';
import type { SentPayment, TerminalPayment, TerminalRefund } from '../payment-terminal.ts';

type Operation = 'Payment' | 'Reversal';
type Category = Operation | 'TransactionStatus' | 'Abort' | 'Login' | 'Logout';

function header(settings: NexoSettings, category: Category, serviceId: string) {
  return {
    ProtocolVersion: '3.0',
    MessageClass: 'Service',
    MessageCategory: category,
    MessageType: 'Request',
    ServiceID: serviceId,
    SaleID: settings.saleId,
    POIID: settings.terminalId,
  };
}

function reference({ saleId }: Pick<NexoSettings, 'saleId'>, operationId: string, category: Operation = 'Payment') {
  return { MessageCategory: category, SaleID: saleId, ServiceID: operationId };
}

/** Asks for a payment. The ServiceID is our operation: a terminal takes the same one once. */
export function paymentRequest(settings: NexoSettings, { operationId, amountCents }: TerminalPayment, now: Date) {
  return {
    SaleToPOIRequest: {
      MessageHeader: header(settings, 'Payment', operationId),
      PaymentRequest: {
        SaleData: { SaleTransactionID: { TransactionID: operationId, TimeStamp: now.toISOString() } },
        PaymentTransaction: { AmountsReq: { Currency: 'EUR', RequestedAmount: amountCents / 100 } },
      },
    },
  };
}

/** Asks to give money of a payment back to the card it came from. */
export function reversalRequest(settings: NexoSettings, refund: TerminalRefund, now: Date) {
  const { operationId, amountCents, original } = refund;
  const { saleId, terminalId } = settings;
  return {
    SaleToPOIRequest: {
      MessageHeader: header(settings, 'Reversal', operationId),
      ReversalRequest: {
        OriginalPOITransaction: {
          ...{ SaleID: saleId, POIID: terminalId },
          POITransactionID: { TransactionID: original.reference, TimeStamp: original.at },
        },
        ReversalReason: 'MerchantCancel',
        ReversedAmount: amountCents / 100,
        SaleData: { SaleTransactionID: { TransactionID: operationId, TimeStamp: now.toISOString() } },
      },
    },
  };
}

/** Asks how a payment or a refund ended, which another cash register may have sent. */
export function statusRequest(
  settings: NexoSettings,
  { operationId, sentFrom }: Pick<SentPayment, 'operationId' | 'sentFrom'>,
  serviceId: string,
  category?: Operation,
) {
  return {
    SaleToPOIRequest: {
      MessageHeader: header(settings, 'TransactionStatus', serviceId),
      TransactionStatusRequest: {
        ReceiptReprintFlag: false,
        MessageReference: reference({ saleId: sentFrom?.saleId ?? settings.saleId }, operationId, category),
      },
    },
  };
}

/** Asks to stop a payment. */
export function abortRequest(settings: NexoSettings, operationId: string, serviceId: string) {
  return {
    SaleToPOIRequest: {
      MessageHeader: header(settings, 'Abort', serviceId),
      AbortRequest: { AbortReason: 'MerchantAbort', MessageReference: reference(settings, operationId) },
    },
  };
}

/** Begins a session: who asks. */
export function loginRequest(settings: NexoSettings, serviceId: string, now: Date) {
  return {
    SaleToPOIRequest: {
      MessageHeader: header(settings, 'Login', serviceId),
      LoginRequest: {
        DateTime: now.toISOString(),
        SaleSoftware: {
          ManufacturerID: 'Onthaal',
          ApplicationName: 'Onthaal',
          SoftwareVersion: '1',
          CertificationCode: '-',
        },
        OperatorLanguage: 'nl',
      },
    },
  };
}

/** Ends a session. */
export function logoutRequest(settings: NexoSettings, serviceId: string) {
  return {
    SaleToPOIRequest: {
      MessageHeader: header(settings, 'Logout', serviceId),
      LogoutRequest: { MaintenanceAllowed: true },
    },
  };
}

/** Whether the answer of this name says that it succeeded. */
export function isSuccess(message: unknown, name: 'LoginResponse'): boolean {
  return at(message, 'SaleToPOIResponse', name, 'Response', 'Result') === 'Success';
}

/** Whether a terminal did nothing because nobody is logged in. */
export function isLoggedOut(response: unknown): boolean {
  return ['PaymentResponse', 'ReversalResponse', 'TransactionStatusResponse'].some(
    (name) => at(response, name, 'Response', 'ErrorCondition') === 'LoggedOut',
  );
}

const unreadable: TerminalOutcome = { state: 'unknown', reason: 'answerUnreadable' };

/** Errors after which the terminal certainly took nothing. Any other leaves it unknown. */
const failures: Readonly<Record<string, readonly ['declined' | 'cancelled', TerminalReason]>> = {
  Refusal: ['declined', 'refusedByBank'],
  Cancel: ['cancelled', 'cancelledAtTerminal'],
  Aborted: ['cancelled', 'cancelledAtTerminal'],
  Busy: ['cancelled', 'terminalBusy'],
  DeviceOut: ['cancelled', 'terminalNotReady'],
  LoggedOut: ['cancelled', 'terminalNotReady'],
  NotAllowed: ['cancelled', 'terminalNotReady'],
  UnavailableDevice: ['cancelled', 'terminalNotReady'],
};

/** The terminal's number of the transaction: letters, digits and what separates them. What looks like a card number is left out. */
function referenceOf(answer: unknown): { readonly reference?: string } {
  const id = at(answer, 'POIData', 'POITransactionID', 'TransactionID');
  if (typeof id !== 'string' || !/^[A-Za-z0-9._-]{1,80}$/.test(id)) return {};
  return /\d{12,}|[*xX]{4,}/.test(id) ? {} : { reference: id };
}

function isRequestedAmount(answer: unknown, amountCents: number): boolean {
  const amount = at(answer, 'PaymentResult', 'AmountsResp', 'AuthorizedAmount');
  const currency = at(answer, 'PaymentResult', 'AmountsResp', 'Currency') ?? 'EUR';
  return typeof amount === 'number' && Math.round(amount * 100) === amountCents && currency === 'EUR';
}

/** What a PaymentResponse says. Of the card nothing is read. */
function paymentOutcome(answer: unknown, amountCents: number): TerminalOutcome {
  const result = at(answer, 'Response', 'Result');
  if (result === 'Success') {
    const isWhole = isRequestedAmount(answer, amountCents);
    return { ...(isWhole ? { state: 'paid' } : { state: 'unknown', reason: 'otherAmount' }), ...referenceOf(answer) };
  }
  if (result !== 'Failure') return unreadable;
  const condition = String(at(answer, 'Response', 'ErrorCondition'));
  const known = Object.hasOwn(failures, condition) ? failures[condition] : undefined;
  return known === undefined ? unreadable : { state: known[0], reason: known[1], ...referenceOf(answer) };
}

/** What a ReversalResponse says. */
function reversalOutcome(answer: unknown, amountCents: number): TerminalOutcome {
  const result = at(answer, 'Response', 'Result');
  if (result !== 'Success') return paymentOutcome(answer, amountCents);
  const amount = at(answer, 'ReversedAmount') ?? amountCents / 100;
  const isWhole = typeof amount === 'number' && Math.round(amount * 100) === amountCents;
  return { ...(isWhole ? { state: 'paid' } : { state: 'unknown', reason: 'otherAmount' }), ...referenceOf(answer) };
}

/** Reads the answer to a refund. */
export function readReversal(message: unknown, { operationId, amountCents }: TerminalPayment): TerminalOutcome {
  if (!answers(message, 'Reversal', operationId)) return unreadable;
  return reversalOutcome(at(message, 'SaleToPOIResponse', 'ReversalResponse'), amountCents);
}

/** Whether an answer is one to our question. */
function answers(message: unknown, category: Category, serviceId: string): boolean {
  const found = at(message, 'SaleToPOIResponse', 'MessageHeader');
  return at(found, 'MessageCategory') === category && at(found, 'ServiceID') === serviceId;
}

/** Reads the answer to a payment. */
export function readPayment(message: unknown, { operationId, amountCents }: TerminalPayment): TerminalOutcome {
  if (!answers(message, 'Payment', operationId)) return unreadable;
  return paymentOutcome(at(message, 'SaleToPOIResponse', 'PaymentResponse'), amountCents);
}

/** Reads the answer to a look-up: the answer that was missed, or that there is none yet, or that there never was a payment. */
export function readStatus(
  message: unknown,
  payment: TerminalPayment,
  serviceId: string,
  category: Operation = 'Payment',
): TerminalOutcome {
  if (!answers(message, 'TransactionStatus', serviceId)) return unreadable;
  const status = at(message, 'SaleToPOIResponse', 'TransactionStatusResponse');
  if (at(status, 'Response', 'Result') === 'Success') {
    const repeated = at(status, 'RepeatedMessageResponse');
    if (at(repeated, 'MessageHeader', 'ServiceID') !== payment.operationId) return unreadable;
    const body = at(repeated, 'RepeatedResponseMessageBody');
    const isRefund = category === 'Reversal';
    return isRefund
      ? reversalOutcome(at(body, 'ReversalResponse'), payment.amountCents)
      : paymentOutcome(at(body, 'PaymentResponse'), payment.amountCents);
  }
  const condition = at(status, 'Response', 'ErrorCondition');
  if (condition === 'InProgress') return { state: 'unknown', reason: 'stillBusy' };
  return condition === 'NotFound' ? { state: 'cancelled', reason: 'neverReached' } : unreadable;
}
