import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { todayInBrussels } from './database/clock.ts';
import { LocalStore, offlineGrant, testKey } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const lines = [
  { id: 'een', productCode: 'kids-id', name: 'Kids-ID', quantity: 2, unitCents: 1050 },
  { id: 'twee', productCode: 'kopie-a4', name: 'Kopie A4', quantity: 3, unitCents: 25 },
];

function terminal(operationId = 'bewerking-1') {
  return { kind: 'nexo', operationId } as const;
}

describe('payments on a desk without a line', () => {
  let store: LocalStore;
  let personId = '';
  const folder = testFolder();

  beforeAll(async () => {
    store = await LocalStore.open(folder);
    const made = await store.run('createPerson', {
      kind: 'citizen',
      givenName: 'Test',
      familyName: 'Betaler',
      language: 'nl',
    });
    personId = made.written[0]?.documentId ?? '';
  });
  afterAll(() => store?.store.close());

  async function begin(method: 'card' | 'cash' | 'transfer' = 'card', about = personId): Promise<string> {
    const id = v7();
    await store.run('beginPayment', { id, personId: about, lines, method });
    return id;
  }

  async function happens(paymentId: string, event: string, more: object = {}) {
    return store.tryRun('recordPaymentEvent', { paymentId, stepId: v7(), event, ...more });
  }

  const stateOf = async (paymentId: string) => (await store.read('payment', { paymentId })).state;

  async function newPerson(): Promise<string> {
    const made = await store.run('createPerson', {
      kind: 'citizen',
      givenName: 'Nog',
      familyName: 'Iemand',
      language: 'nl',
    });
    return made.written[0]?.documentId ?? '';
  }

  it('shows with whoever opened the card of the person what was paid without a dossier', async () => {
    const payer = await newPerson();
    const id = await begin('cash', payer);
    const look = await store.run('consultPerson', { personId: payer, purpose: 'counterService', reveal: false });
    const consultationId = look.written.find(({ collection }) => collection === 'consultations')?.documentId ?? '';
    const paid = async () => (await store.read('personCard', { personId: payer, consultationId })).payments;
    expect(await paid()).toMatchObject([{ id, state: 'open', amountCents: 2175, personId: payer }]);
    await happens(id, 'confirmed');
    expect(await paid()).toMatchObject([{ id, state: 'paid' }]);
  });

  it('shows a refund that failed later until somebody ends it, and gives nothing back twice meanwhile', async () => {
    const paymentId = await begin('card', await newPerson());
    const mollie = (operationId: string, reference: string) => ({
      terminal: { kind: 'mollie', operationId, reference } as const,
    });
    await happens(paymentId, 'sentToTerminal', mollie('betaald', 'tr_1'));
    await happens(paymentId, 'approved', mollie('betaald', 'tr_1'));
    expect(await happens(paymentId, 'failedLater')).toMatchObject({ error: { code: 'PAYMENT_STEP_NOT_NOW' } });
    const refund = { paymentId, amountCents: 2175, method: 'card', reason: 'Verkeerd' } as const;
    const id = v7();
    await store.run('beginRefund', { id, ...refund });
    await happens(id, 'sentToTerminal', mollie('terug', 're_1'));
    await happens(id, 'approved', mollie('terug', 're_1'));
    expect(await store.read('settlingRefunds', {})).toMatchObject([
      { id, refunded: { terminal: { reference: 'tr_1' } } },
    ]);
    await happens(id, 'failedLater', { reason: 'refusedByBank' });
    expect(await store.read('settlingRefunds', {})).toEqual([]);
    const failed = async () => (await store.read('paymentDay', { day: '2026-01-01' })).failedRefunds;
    expect(await failed()).toMatchObject([{ id, state: 'declined' }]);
    expect(await store.tryRun('beginRefund', { id: v7(), ...refund })).toMatchObject({
      error: { code: 'REFUND_TOO_MUCH' },
    });
    await happens(id, 'withdrawn');
    expect(await failed()).toEqual([]);
    expect(await store.tryRun('beginRefund', { id: v7(), ...refund })).toMatchObject({ ok: true });
  });

  it('writes down why the drawer opens, before it does, and no money with it', async () => {
    const { day, totals } = await store.read('paymentDay', { day: todayInBrussels() });
    const id = v7();
    expect(await store.tryRun('openDrawer', { id, reason: ' ' })).toMatchObject({ error: { code: 'FIELD_REQUIRED' } });
    await store.run('openDrawer', { id, reason: 'Wisselgeld' });
    await store.run('openDrawer', { id, reason: 'Wisselgeld' });
    const opened = async () => store.read('paymentDay', { day });
    expect(await opened()).toMatchObject({ totals, drawerOpenings: [{ id, reason: 'Wisselgeld', state: 'open' }] });
    await happens(id, 'confirmed');
    expect(await opened()).toMatchObject({ totals, drawerOpenings: [{ id, state: 'paid' }] });
    expect((await opened()).payments.map((row) => row.id)).not.toContain(id);
  });

  it('writes the intent with the whole basket, and pressed twice it is one payment', async () => {
    const id = v7();
    const args = { id, personId, lines, method: 'cash' } as const;
    const [one, other] = await Promise.all([store.run('beginPayment', args), store.run('beginPayment', args)]);
    expect(other.written).toEqual(one.written);
    const payment = await store.read('payment', { paymentId: id });
    expect(payment).toMatchObject({ amountCents: 2175, state: 'open', method: 'cash', ofThisDesk: true, lines });
    expect(payment.reference).toMatch(/^\+{3}\d{3}\/\d{4}\/\d{5}\+{3}$/);
  });

  it('takes a card payment to its end, each step once', async () => {
    const id = await begin('card', await newPerson());
    const step = { paymentId: id, stepId: v7(), event: 'sentToTerminal', terminal: terminal() } as const;
    await store.run('recordPaymentEvent', step);
    await store.run('recordPaymentEvent', step);
    expect(await stateOf(id)).toBe('waitingForCard');
    expect(await happens(id, 'cardPresented')).toMatchObject({ ok: true });
    expect(await happens(id, 'approved')).toMatchObject({ ok: true });
    expect(await stateOf(id)).toBe('paid');
    expect(await happens(id, 'approved')).toMatchObject({ error: { code: 'PAYMENT_STEP_NOT_NOW' } });
    expect(await happens(id, 'withdrawn')).toMatchObject({ error: { code: 'PAYMENT_STEP_NOT_NOW' } });
  });

  it('does not let a clerk say that a card paid without a terminal', async () => {
    const id = await begin('card', await newPerson());
    expect(await happens(id, 'confirmed')).toMatchObject({ error: { code: 'PAYMENT_STEP_NOT_NOW' } });
    expect(await happens(id, 'sentToTerminal')).toMatchObject({ error: { code: 'PAYMENT_STEP_NOT_NOW' } });
  });

  it('has no way from unknown to a second try, not even by another payment', async () => {
    const about = await newPerson();
    const id = await begin('card', about);
    await happens(id, 'sentToTerminal', { terminal: terminal('een') });
    await happens(id, 'lostTrack');
    expect(await stateOf(id)).toBe('unknown');
    expect(await happens(id, 'sentToTerminal', { terminal: terminal('twee') })).toMatchObject({
      error: { code: 'PAYMENT_STEP_NOT_NOW' },
    });
    for (const method of ['card', 'cash'] as const) {
      expect(await store.tryRun('beginPayment', { id: v7(), personId: about, lines, method })).toMatchObject({
        error: { code: 'PAYMENT_UNCERTAIN' },
      });
    }
    await happens(id, 'foundDeclined');
    expect(await happens(id, 'sentToTerminal', { terminal: terminal('twee') })).toMatchObject({ ok: true });
    expect(await happens(id, 'declined', { terminal: terminal('twee') })).toMatchObject({ ok: true });
  });

  it('takes the late answer of the same operation for a find, and of another for nothing', async () => {
    const id = await begin('card', await newPerson());
    await happens(id, 'sentToTerminal', { terminal: terminal('laat') });
    await happens(id, 'lostTrack');
    expect(await happens(id, 'approved', { terminal: terminal('ander') })).toMatchObject({
      error: { code: 'PAYMENT_STEP_NOT_NOW' },
    });
    expect(await happens(id, 'approved', { terminal: terminal('laat') })).toMatchObject({ ok: true });
    expect(await stateOf(id)).toBe('paid');
  });

  it('refuses fields that no payment has: there is no place for a card number', async () => {
    const id = await begin('card', await newPerson());
    for (const more of [
      { terminal: { ...terminal(), maskedPan: '541333******9999' } },
      { cardNumber: '5413330089019999' },
    ]) {
      expect(await happens(id, 'sentToTerminal', more)).toMatchObject({ error: { code: 'ARGUMENT_INVALID' } });
    }
  });

  it('gives back whole or in parts, each with its reason, never more than was paid, and pressed twice once', async () => {
    const paymentId = await begin('cash', await newPerson());
    const ask = (amountCents: number, more: object = {}) =>
      store.tryRun('beginRefund', {
        id: v7(),
        paymentId,
        amountCents,
        method: 'cash',
        reason: 'Verkeerd product',
        ...more,
      });
    expect(await ask(100)).toMatchObject({ error: { code: 'REFUND_NOT_POSSIBLE' } });
    await happens(paymentId, 'confirmed');
    const before = await store.read('paymentDay', { day: (await store.read('payment', { paymentId })).day });
    const cashOf = (day: typeof before) => day.totals.find(({ method }) => method === 'cash');
    expect(await ask(100, { reason: ' ' })).toMatchObject({ error: { code: 'FIELD_REQUIRED', field: 'reason' } });
    expect(await ask(100, { method: 'card' })).toMatchObject({ error: { code: 'REFUND_NOT_POSSIBLE' } });
    expect(await ask(2176)).toMatchObject({ error: { code: 'REFUND_TOO_MUCH' } });
    const id = v7();
    expect(await ask(2000, { id })).toMatchObject({ ok: true });
    expect(await ask(2000, { id })).toMatchObject({ ok: true });
    expect(await store.read('payment', { paymentId })).toMatchObject({ refundableCents: 175 });
    expect(await ask(176)).toMatchObject({ error: { code: 'REFUND_TOO_MUCH' } });
    await happens(id, 'confirmed');
    expect(await store.read('payment', { paymentId: id })).toMatchObject({
      ...{ kind: 'refund', state: 'paid', refundOf: paymentId, reason: 'Verkeerd product', amountCents: 2000 },
    });
    const after = await store.read('paymentDay', { day: before.day });
    expect(cashOf(after)?.amountCents).toBe((cashOf(before)?.amountCents ?? 0) - 2000);
    expect(cashOf(after)?.count).toBe(cashOf(before)?.count);
    const other = v7();
    expect(await ask(175, { id: other })).toMatchObject({ ok: true });
    await happens(other, 'withdrawn');
    expect(await store.read('payment', { paymentId })).toMatchObject({ refundableCents: 175 });
    expect(
      await store.tryRun('beginRefund', { id: v7(), paymentId: id, amountCents: 1, method: 'cash', reason: 'x' }),
    ).toMatchObject({ error: { code: 'REFUND_NOT_POSSIBLE' } });
  });

  it('keeps what may have gone back as gone until a look-up says otherwise, and lets nobody send it twice', async () => {
    const paymentId = await begin('card', await newPerson());
    await happens(paymentId, 'sentToTerminal', { terminal: terminal('terug-1') });
    await happens(paymentId, 'approved', { terminal: { ...terminal('terug-1'), reference: 'SIM-1' } });
    const id = v7();
    await store.run('beginRefund', { id, paymentId, amountCents: 2175, method: 'card', reason: 'Vergissing' });
    await happens(id, 'sentToTerminal', { terminal: terminal('terug-2') });
    await happens(id, 'lostTrack');
    expect(await store.read('payment', { paymentId: id })).toMatchObject({
      ...{ state: 'unknown', refunded: { terminal: { reference: 'SIM-1' } } },
    });
    expect(await happens(id, 'sentToTerminal', { terminal: terminal('terug-3') })).toMatchObject({
      error: { code: 'PAYMENT_STEP_NOT_NOW' },
    });
    expect(
      await store.tryRun('beginRefund', { id: v7(), paymentId, amountCents: 1, method: 'cash', reason: 'Nog eens' }),
    ).toMatchObject({ error: { code: 'REFUND_TOO_MUCH' } });
    await happens(id, 'foundCancelled');
    expect(await store.read('payment', { paymentId })).toMatchObject({ refundableCents: 2175 });
  });

  it('says what a day took, and what is not certain', async () => {
    const before = await store.read('paymentDay', {
      day: (await store.read('payment', { paymentId: await begin('cash') })).day,
    });
    const cash = before.totals.find(({ method }) => method === 'cash')?.amountCents ?? 0;
    const id = await begin('cash');
    await happens(id, 'confirmed');
    const after = await store.read('paymentDay', { day: before.day });
    expect(after.totals.find(({ method }) => method === 'cash')?.amountCents).toBe(cash + 2175);
    await happens(id, 'withdrawn');
    const expected = 10_000 + cash + 2175;
    const count = { id: v7(), floatCents: 10_000, countedCents: expected - 100 };
    expect(await store.tryRun('countCash', count)).toMatchObject({
      error: { code: 'FIELD_REQUIRED', field: 'reason' },
    });
    await store.run('countCash', { ...count, reason: 'Te veel teruggegeven' });
    await store.run('countCash', { ...count, reason: 'Te veel teruggegeven' });
    const counted = await store.read('paymentDay', { day: before.day });
    expect(counted.counts).toMatchObject([
      { expectedCents: expected, countedCents: expected - 100, reason: 'Te veel teruggegeven', byName: 'member-els' },
    ]);
    expect(counted.totals).toEqual(after.totals);
    const unsure = await begin('card', await newPerson());
    await happens(unsure, 'sentToTerminal', { terminal: terminal('onzeker') });
    const { uncertain } = await store.read('paymentDay', { day: '2020-01-01' });
    expect(uncertain.map((payment) => payment.id)).toEqual([unsure]);
    await happens(unsure, 'approved', { terminal: terminal('onzeker') });
  });
});

describe('a desk that ends while a terminal is busy', () => {
  it('knows after kill -9 that the payment is unknown, of this computer only', async () => {
    const folder = testFolder();
    const child = fork(new URL('./testing/payment-child.ts', import.meta.url), [folder]);
    const [ids] = (await once(child, 'message')) as [{ readonly open: string; readonly atTerminal: string }];
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const elsewhere = { ...offlineGrant, member: { ...offlineGrant.member, deviceId: 'device-two' } };
    const other = await LocalStore.tryOpen(folder, testKey, 'user.db', { grant: elsewhere });
    if (!other.ok) throw new Error(other.error.code);
    expect(await other.value.read('payment', { paymentId: ids.atTerminal })).toMatchObject({ state: 'waitingForCard' });
    await other.value.store.close();
    const store = await LocalStore.open(folder);
    expect(await store.read('payment', { paymentId: ids.atTerminal })).toMatchObject({
      state: 'unknown',
      terminal: terminal('gedood'),
    });
    expect(await store.read('payment', { paymentId: ids.open })).toMatchObject({ state: 'open' });
    await store.store.close();
  });
});

describe('payments between two desks', () => {
  let midoffice: TestMidoffice;
  let one: TestStore;
  let other: TestStore;
  const oneFolder = testFolder();

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    one = await TestStore.start(midoffice.url);
    other = await TestStore.start(midoffice.url);
    await one.openFor('member-els', join(oneFolder, 'one.db'), { deviceId: 'device-loket-1' });
    await other.openFor('member-els', join(testFolder(), 'other.db'), { deviceId: 'device-loket-2' });
    await one.untilUpToDate();
    await other.untilUpToDate();
  });
  afterAll(async () => {
    await one?.stop();
    await other?.stop();
    await midoffice?.stop();
  });

  it('shows a payment on the other desk, which counts only its own and cannot end one at a terminal', async () => {
    const { rows } = await one.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 });
    const dossierId = rows[0]?.id ?? '';
    const id = v7();
    await one.run('beginPayment', { id, dossierId, lines, method: 'card' });
    const sent = { paymentId: id, event: 'sentToTerminal', terminal: terminal('samen') } as const;
    await one.run('recordPaymentEvent', { ...sent, stepId: v7() });
    const seen = await other.until('dossierPayments', { dossierId }, ([row]) => row?.state === 'waitingForCard');
    expect(seen[0]).toMatchObject({ id, ofThisDesk: false, amountCents: 2175, byName: 'Els Peeters' });
    expect(await other.tryRun('recordPaymentEvent', { paymentId: id, stepId: v7(), event: 'lostTrack' })).toMatchObject(
      {
        error: { code: 'PAYMENT_OTHER_DESK' },
      },
    );
    const approved = { paymentId: id, event: 'approved', terminal: terminal('samen') } as const;
    await one.run('recordPaymentEvent', { ...approved, stepId: v7() });
    const paid = await other.until('dossierPayments', { dossierId }, ([row]) => row?.state === 'paid');
    const { day } = paid[0] ?? { day: '' };
    expect((await one.read('paymentDay', { day })).totals).toEqual([
      { method: 'card', count: 1, amountCents: 2175, refundedCents: 0, unfinished: 0 },
    ]);
    expect((await other.read('paymentDay', { day })).totals).toEqual([]);
    expect(await one.read('paymentDay', { day })).toMatchObject({ deskName: 'Loket 1' });
    await one.untilUpToDate();
  });

  it('is looked up by the other desk after the first one broke, which learns of it when it is back', async () => {
    const { rows } = await one.read('workList', { scope: 'all', sort: 'number', offset: 1, limit: 1 });
    const dossierId = rows[0]?.id ?? '';
    const id = v7();
    await one.run('beginPayment', { id, dossierId, lines, method: 'card' });
    const there = { ...terminal('gebroken'), terminalKey: 'nexo T9', saleId: 'KASSA1' };
    await one.run('recordPaymentEvent', { paymentId: id, stepId: v7(), event: 'sentToTerminal', terminal: there });
    await other.until('dossierPayments', { dossierId }, ([row]) => row?.terminal?.terminalKey === 'nexo T9');
    await one.stop();
    // From here on the screen tells by the clock that nobody waits for it any more: no change comes then.
    const paying = await other.read('payment', { paymentId: id });
    const { uncertainElsewhere } = await other.read('paymentDay', { day: paying.day });
    expect(uncertainElsewhere.map((row) => [row.id, row.state])).toContainEqual([id, 'waitingForCard']);
    const hold = { terminal: 'nexo T9', deskId: 'desk-2', isHeld: true, paymentId: id };
    expect(await other.ask('holdTerminal', hold)).toMatchObject({ ok: true, value: true });
    const holds = { paymentId: id, asHolder: true } as const;
    expect(
      await other.tryRun('recordPaymentEvent', { ...holds, stepId: v7(), event: 'approved', terminal: there }),
    ).toMatchObject({ error: { code: 'PAYMENT_OTHER_DESK' } });
    await other.run('recordPaymentEvent', { ...holds, stepId: v7(), event: 'lostTrack' });
    const { day } = await other.read('payment', { paymentId: id });
    const elsewhere = await other.read('paymentDay', { day });
    expect(elsewhere.uncertainElsewhere.map((row) => row.id)).toContain(id);
    await other.run('recordPaymentEvent', { ...holds, stepId: v7(), event: 'foundPaid', terminal: there });
    await other.untilUpToDate();
    one = await TestStore.start(midoffice.url);
    await one.openFor('member-els', join(oneFolder, 'one.db'), { deviceId: 'device-loket-1' });
    const known = await one.until('payment', { paymentId: id }, (row) => row.state === 'paid');
    expect(known.ofThisDesk).toBe(true);
    await one.untilUpToDate();
    expect(await one.read('syncStatus', {})).toMatchObject({ waiting: 0, conflicts: 0, rejected: 0 });
    expect(await one.tryRun('recordPaymentEvent', { paymentId: id, stepId: v7(), event: 'foundPaid' })).toMatchObject({
      error: { code: 'PAYMENT_STEP_NOT_NOW' },
    });
  });
});
