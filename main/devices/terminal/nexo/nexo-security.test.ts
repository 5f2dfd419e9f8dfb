import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedTerminal } from '../../../../simulators/payment-terminal/payment-terminal.ts';
import { NexoSealing } from './nexo-security.ts';
import { nexoTerminal } from './nexo-terminal.ts';

const shared = { identifier: 'loket', version: 3, passphrase: 'proef zin met spaties 2026' };
const security = { keyIdentifier: shared.identifier, keyVersion: shared.version, passphrase: shared.passphrase };
const names = { kind: 'nexo', saleId: 'LOKET-1', terminalId: 'SIM-400' } as const;
const payment = { operationId: 'A1B2C3D4E5', amountCents: 1099 };
const sent = { ...payment, sentAt: '2026-11-26T10:00:00.000Z' };

const header = {
  ...{ ProtocolVersion: '3.0', MessageClass: 'Service', MessageCategory: 'Payment', MessageType: 'Request' },
  ...{ ServiceID: 'A1B2C3D4E5', SaleID: 'LOKET-1', POIID: 'SIM-400' },
};
const amounts = { PaymentTransaction: { AmountsReq: { Currency: 'EUR', RequestedAmount: 10.99 } } };
const plain = { SaleToPOIRequest: { MessageHeader: header, PaymentRequest: amounts } };

/** Sealed by Adyen's own library for Node (@adyen/api-library 32.1.0): what a real terminal would send. */
const blob =
  'buWT0iId/UlaQOwh5RRDwqv2EbCCFUK9yibPQcm7FV8v/dclvwzanYMg66AZljcU0deUnRhLWUdcqeE6nscnRsJpwXKOXRukRPyH6zhWw9Cc6J7WvjgZ0wQcypUnQ6P1' +
  'lMH59l/uwT2DpafKcEJS/Je+SMojCEjCRylj+E1RKkRfexcB5nyTHV9lKR5YgCONIhgQ9hjIiiTremjVC/CJul7p8eEChBrDiQ3ygmh+Jel+7guX5OqpyVRv2X9Hvm6U' +
  'kEFz37yiEgTNBi4EWRCdgOA/4FOda4QY56YUQrPE0gMi7rzX/UPpRlq8694cANPR8q8PmHOiMy5MkpQ5AK0KjVdofNrPoyrcckAy2VLKo1dx0XI4ZcZ4GNwkKrfPsOid' +
  'xnPVhWZgJpQ7DhZmOtQw0A==';
const trailer = {
  ...{ AdyenCryptoVersion: 1, KeyIdentifier: 'loket', KeyVersion: 3 },
  ...{ Nonce: 'Jgt4BPXZWmaShFTlgw3+tw==', Hmac: 'YSDzq6Q68JH8tMWGzxon6ViJA6voNcSAgZ75dP2YILY=' },
};
const ofTheirs = { SaleToPOIRequest: { MessageHeader: header, NexoBlob: blob, SecurityTrailer: trailer } };

/** The same with one bit of one byte of a field changed. */
function changedBit(field: 'NexoBlob' | 'Nonce' | 'Hmac', index: number, bit: number): object {
  const { SaleToPOIRequest: inner } = ofTheirs;
  const value = Buffer.from(field === 'NexoBlob' ? blob : trailer[field], 'base64');
  const at = index % value.length;
  value[at] = (value[at] ?? 0) ^ (1 << bit);
  const text = value.toString('base64');
  if (field === 'NexoBlob') return { SaleToPOIRequest: { ...inner, NexoBlob: text } };
  return { SaleToPOIRequest: { ...inner, SecurityTrailer: { ...trailer, [field]: text } } };
}

describe('sealed messages', () => {
  const sealing = new NexoSealing(security);

  it('opens what the library of the maker sealed, and its own', () => {
    expect(sealing.open(ofTheirs)).toEqual(plain);
    expect(sealing.open(sealing.seal(plain))).toEqual(plain);
    expect(JSON.stringify(sealing.seal(plain))).not.toContain('10.99');
    expect(sealing.seal(plain)).not.toEqual(sealing.seal(plain));
  });

  it('refuses every changed bit of the message, the nonce and the code over it', () => {
    const field = fc.constantFrom('NexoBlob' as const, 'Nonce' as const, 'Hmac' as const);
    fc.assert(
      fc.property(field, fc.nat(1_000), fc.nat(7), (name, index, bit) => {
        expect(sealing.open(changedBit(name, index, bit))).toBeUndefined();
      }),
    );
  });

  it.each([
    ['another passphrase', { ...security, passphrase: 'proef zin met spaties 2027' }],
    ['another version', { ...security, keyVersion: 4 }],
    ['another key', { ...security, keyIdentifier: 'ander' }],
  ])('refuses %s', (_name, other) => {
    expect(new NexoSealing(other).open(ofTheirs)).toBeUndefined();
  });

  it('refuses another header than the sealed one, and what is not sealed', () => {
    const other = { ...ofTheirs.SaleToPOIRequest, MessageHeader: { ...header, ServiceID: 'F6G7H8J9K2' } };
    expect(sealing.open({ SaleToPOIRequest: other })).toBeUndefined();
    expect(sealing.open(plain)).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (anything) => {
        const dressed = { ...ofTheirs.SaleToPOIRequest, NexoBlob: anything };
        for (const message of [anything, { SaleToPOIRequest: dressed }]) expect(sealing.open(message)).toBeUndefined();
      }),
    );
  });
});

describe.each(['HTTP', 'a connection'])('a terminal with a shared key over %s', (door) => {
  let simulator: SimulatedTerminal;
  beforeEach(async () => {
    simulator = await SimulatedTerminal.start({ key: shared });
  });
  afterEach(() => simulator.stop());

  const key = { keyIdentifier: shared.identifier, keyVersion: shared.version };
  const terminal = (passphrase = shared.passphrase, used = key) =>
    nexoTerminal({ ...names, url: door === 'HTTP' ? simulator.url : simulator.tcpUrl, key: used }, { passphrase });

  it('takes a payment, and finds it again', async () => {
    expect(await terminal().pay(payment)).toEqual({ state: 'paid', reference: 'SIM-1' });
    expect(await terminal().lookUp(sent)).toEqual({ state: 'paid', reference: 'SIM-1' });
    expect(simulator.timesTaken).toBe(1);
  });

  it('takes nothing from who has another key, and says that it is the key', async () => {
    for (const wrong of [terminal('another passphrase'), terminal(shared.passphrase, { ...key, keyVersion: 4 })]) {
      // On a connection the login is refused before any payment is asked.
      const state = door === 'HTTP' ? 'unknown' : 'cancelled';
      expect(await wrong.pay(payment)).toEqual({ state, reason: 'keyRefused' });
      expect(await wrong.lookUp(sent)).toEqual({ state: 'unknown', reason: 'keyRefused' });
    }
    expect(simulator.timesTaken).toBe(0);
  });

  it('believes no answer that was changed on its way, and finds the true one later', async () => {
    simulator.tamper = (sealed) => {
      const [[name, inner]] = Object.entries(sealed) as [[string, { readonly NexoBlob: string }]];
      const bytes = Buffer.from(inner.NexoBlob, 'base64');
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      return { [name]: { ...inner, NexoBlob: bytes.toString('base64') } };
    };
    const { state, reason } = await terminal().pay(payment);
    expect(reason).toBe('keyRefused');
    simulator.tamper = undefined;
    const found = await terminal().lookUp(sent);
    expect([state, found.state]).toEqual(simulator.timesTaken === 1 ? ['unknown', 'paid'] : ['cancelled', 'cancelled']);
  });

  it('takes no plain answer for one of the terminal', async () => {
    simulator.tamper = () => ({ SaleToPOIResponse: { MessageHeader: header, PaymentResponse: {} } });
    expect(await terminal().pay(payment)).toMatchObject({ reason: 'keyRefused' });
  });

  it('is not asked in the clear', async () => {
    const open = nexoTerminal({ ...names, url: door === 'HTTP' ? simulator.url : simulator.tcpUrl });
    expect((await open.pay(payment)).state).not.toBe('paid');
    expect(simulator.timesTaken).toBe(0);
  });
});
