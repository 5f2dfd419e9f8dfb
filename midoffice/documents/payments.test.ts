import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { holdTerminalDocument, shareDeskDocument } from '@onthaal/contract/generated/client-documents.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../database/database.ts';
import { removeOldLookUps } from '../neighbours/payment-look-ups.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Payment = DocumentOf<'payments'>;
type Step = Payment['steps'][number];

const by = { memberId: 'member-els', name: 'Els Peeters' };
const at = '2026-11-26T10:00:00.000Z';
const line = { id: 'een', productCode: 'kopie-a4', name: 'Kopie A4', quantity: 4, unitCents: 25 };
const terminal = { kind: 'nexo', operationId: 'bewerking-1' } as const;

const desk = (code: string, building: string) =>
  reference('desk', code, `Loket ${code}`, { building, number: code, teamIds: [] });
const places = {
  collection: 'references',
  documents: [desk('1', 'Gemeentehuis'), desk('elsewhere', 'Dienstenpunt')],
} as const;

function step(event: Step['event']): Step {
  return { id: v7(), at, by, event, ...(event === 'sentToTerminal' ? { terminal } : {}) };
}

describe.each(engines)('payments on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let otherDesk: Desk;
  let karim: Desk;
  let adviser: Desk;
  const person = personFixture();
  const dossier = dossierFixture(person.id);

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope: 'teams' }, [referenceFixture, places]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    otherDesk = await Desk.logIn(midoffice.url, 'member-els', 'device-ander');
    karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    adviser = await Desk.logIn(midoffice.url, 'member-piet', 'device-piet');
    await els.pushOne('persons', person);
    await els.pushOne('dossiers', dossier);
  });
  afterAll(() => midoffice?.stop());

  function begun(changes: Partial<Payment> = {}): Payment {
    return {
      id: v7(),
      kind: 'payment',
      ...{ createdAt: at, updatedAt: at, updatedBy: by },
      ...{ day: '2026-11-26', deviceId: 'device-els', memberId: 'member-els', dossierId: dossier.id },
      lines: [line],
      amountCents: 100,
      method: 'card',
      reference: '010806817183',
      state: 'open',
      stateSince: at,
      steps: [step('begun')],
      ...changes,
    };
  }

  function after(payment: Payment, state: Payment['state'], ...events: Step['event'][]): Payment {
    return { ...payment, state, updatedAt: '2026-11-26T10:01:00.000Z', steps: [...payment.steps, ...events.map(step)] };
  }

  it('accepts a payment, what happens to it, and writes both in the audit trail', async () => {
    const first = begun();
    expect(await els.pushOne('payments', first)).toMatchObject({ outcome: 'accepted' });
    const paid = after(first, 'paid', 'sentToTerminal', 'cardPresented', 'approved');
    expect(await els.pushOne('payments', paid, first)).toMatchObject({ outcome: 'accepted' });
    const lines = await rowsOf<{ member_id: string; state: string }>(
      midoffice.services.database.orm,
      sql`SELECT member_id, after ->> 'state' AS state FROM audit_entry WHERE document_id = ${first.id} ORDER BY sequence`,
    );
    expect(lines).toEqual([
      { member_id: 'member-els', state: 'open' },
      { member_id: 'member-els', state: 'paid' },
    ]);
  });

  it.each<[string, () => Payment, string]>([
    ['an amount that is not that of the basket', () => begun({ amountCents: 99 }), 'amountCents'],
    ['the name of another desk', () => begun({ deviceId: 'device-ander' }), 'deviceId'],
    ['the name of a colleague', () => begun({ memberId: 'member-karim' }), 'memberId'],
    ['a wrong structured communication', () => begun({ reference: '010806817180' }), 'reference'],
    [
      'a payment for nobody',
      () => {
        const { dossierId: _dossierId, ...nobody } = begun();
        return nobody;
      },
      'dossierId',
    ],
    ['a state that does not follow', () => begun({ state: 'paid' }), 'steps'],
    [
      'a second try from unknown',
      () => after(begun(), 'waitingForCard', 'sentToTerminal', 'lostTrack', 'sentToTerminal'),
      'steps',
    ],
  ])('refuses %s', async (_name, make, field) => {
    expect(await els.pushOne('payments', make())).toMatchObject({
      outcome: 'rejected',
      error: { code: 'FIELD_INVALID', field },
    });
  });

  it('refuses another amount, other steps and a way back afterwards', async () => {
    const first = begun({ method: 'cash' });
    const paid = after(first, 'paid', 'confirmed');
    await els.pushOne('payments', paid);
    const cheaper = { ...paid, amountCents: 25, lines: [{ ...line, quantity: 1 }] };
    const again = after(paid, 'cancelled', 'withdrawn');
    const forgotten = { ...paid, steps: paid.steps.slice(0, 1), state: 'open' as const };
    expect(await els.pushOne('payments', cheaper, paid)).toMatchObject({ error: { code: 'FIELD_READ_ONLY' } });
    expect(await els.pushOne('payments', forgotten, paid)).toMatchObject({ error: { field: 'steps' } });
    expect(await els.pushOne('payments', again, paid)).toMatchObject({ error: { field: 'steps' } });
  });

  it('accepts an opening of the drawer with its reason, and with no money of itself', async () => {
    const opening = (changes: Partial<Payment>, reason?: string) => {
      const { dossierId: _none, reference: _neither, ...base } = begun({ kind: 'drawerOpening', method: 'cash' });
      const first = { ...step('begun'), ...(reason === undefined ? {} : { reason }) };
      return { ...base, lines: [], amountCents: 0, steps: [first], ...changes };
    };
    const first = opening({}, 'Wisselgeld');
    expect(await els.pushOne('payments', first)).toMatchObject({ outcome: 'accepted' });
    expect(await els.pushOne('payments', after(first, 'paid', 'confirmed'), first)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await els.pushOne('payments', opening({}))).toMatchObject({ error: { code: 'FIELD_REQUIRED' } });
    for (const wrong of [{ amountCents: 1 }, { lines: [line] }, { method: 'card' }, { dossierId: dossier.id }] as const)
      expect(await els.pushOne('payments', opening(wrong as Partial<Payment>, 'x'))).toMatchObject({
        error: { code: 'FIELD_INVALID' },
      });
  });

  it('accepts a count of the drawer, with a reason where it differs', async () => {
    const count = (amountCents: number, more: object) => ({
      ...begun({ kind: 'cashCount', method: 'cash', lines: [], amountCents, state: 'paid' }),
      steps: [step('begun'), step('confirmed')],
      count: { floatCents: 10_000, expectedCents: 12_000, ...more },
    });
    expect(await els.pushOne('payments', count(12_000, {}))).toMatchObject({ outcome: 'accepted' });
    expect(await els.pushOne('payments', count(11_500, { reason: 'Wisselgeld' }))).toMatchObject({
      outcome: 'accepted',
    });
    expect(await els.pushOne('payments', count(11_500, {}))).toMatchObject({ error: { code: 'FIELD_REQUIRED' } });
    const below = { expectedCents: -2_000, reason: 'Terugbetaald uit de reserve' };
    expect(await els.pushOne('payments', count(0, below))).toMatchObject({ outcome: 'accepted' });
    expect(await els.pushOne('payments', begun({ kind: 'cashCount' }))).toMatchObject({ error: { field: 'count' } });
  });

  it('accepts refunds up to what was paid, with a reason, and lets two desks give back no more together', async () => {
    const first = begun();
    const paid = after(first, 'paid', 'sentToTerminal', 'approved');
    await els.pushOne('payments', paid);
    const refund = (amountCents: number, changes: Partial<Payment> = {}): Payment => ({
      ...begun({ kind: 'refund', method: 'cash', lines: [], amountCents, refundOf: first.id }),
      steps: [{ ...step('begun'), reason: 'Verkeerd product' }],
      ...changes,
    });
    const refused = async (one: Payment, error: object) =>
      expect(await els.pushOne('payments', one)).toMatchObject({ outcome: 'rejected', error });
    await refused(refund(101), { code: 'REFUND_TOO_MUCH' });
    await refused(refund(50, { steps: [step('begun')] }), { code: 'FIELD_REQUIRED', field: 'reason' });
    await refused(refund(50, { method: 'transfer' }), { code: 'FIELD_INVALID', field: 'method' });
    await refused(refund(50, { refundOf: v7() }), { code: 'REFUND_NOT_POSSIBLE' });
    await refused(refund(50, { lines: [line] }), { code: 'FIELD_INVALID', field: 'lines' });
    const other = (one: Payment): Payment => ({ ...one, deviceId: 'device-ander' });
    const outcomes = await Promise.all([
      els.pushOne('payments', refund(60)),
      otherDesk.pushOne('payments', other(refund(60))),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'rejected']);
    expect(outcomes.find(({ outcome }) => outcome === 'rejected')?.error).toMatchObject({ code: 'REFUND_TOO_MUCH' });
    const rest = refund(40);
    expect(await els.pushOne('payments', rest)).toMatchObject({ outcome: 'accepted' });
    await refused(refund(1), { code: 'REFUND_TOO_MUCH' });
    expect(await els.pushOne('payments', { ...rest, amountCents: 41 }, rest)).toMatchObject({
      error: { code: 'FIELD_READ_ONLY' },
    });
    const given = after(rest, 'cancelled', 'withdrawn');
    expect(await els.pushOne('payments', given, rest)).toMatchObject({ outcome: 'accepted' });
    expect(await els.pushOne('payments', refund(40))).toMatchObject({ outcome: 'accepted' });
    await refused(refund(10, { refundOf: rest.id }), { code: 'REFUND_NOT_POSSIBLE' });
  });

  it('lets a refund to a card fail later, at the desk that sent it and never a payment', async () => {
    const first = begun();
    const paid = after(first, 'paid', 'sentToTerminal', 'approved');
    await els.pushOne('payments', paid);
    const charged = after(paid, 'declined', 'failedLater');
    expect(await els.pushOne('payments', charged, paid)).toMatchObject({ error: { code: 'FIELD_INVALID' } });
    const back = after(
      {
        ...begun({ kind: 'refund', method: 'card', lines: [], amountCents: 100, refundOf: first.id }),
        steps: [{ ...step('begun'), reason: 'Verkeerd product' }],
      },
      'paid',
      'sentToTerminal',
      'approved',
    );
    expect(await els.pushOne('payments', back)).toMatchObject({ outcome: 'accepted' });
    const failed = after(back, 'declined', 'failedLater');
    expect(await otherDesk.pushOne('payments', failed, back)).toMatchObject({ error: { code: 'PAYMENT_OTHER_DESK' } });
    expect(await els.pushOne('payments', failed, back)).toMatchObject({ outcome: 'accepted' });
  });

  it('lets only the desk where the terminal stands say how it ended', async () => {
    const lost = after(begun(), 'unknown', 'sentToTerminal', 'lostTrack');
    await els.pushOne('payments', lost);
    const found = after(lost, 'paid', 'foundPaid');
    expect(await otherDesk.pushOne('payments', found, lost)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'PAYMENT_OTHER_DESK' },
    });
    expect(await els.pushOne('payments', found, lost)).toMatchObject({ outcome: 'accepted' });
  });

  it('lets another desk of the building say how it ended once that one holds the terminal, and nothing else', async () => {
    const hold = async ({ grant }: Desk, paymentId: string | null, more: object = {}) => {
      const asked = { terminal: 'nexo T1', deskId: 'desk-1', isHeld: true, paymentId, ...more };
      const { data, errors } = await sendGraphql(midoffice.url, holdTerminalDocument, asked, grant.token);
      return data?.holdTerminal ?? errors[0]?.extensions?.code;
    };
    const there = { ...terminal, terminalKey: 'nexo T1', saleId: 'KASSA1' };
    const sent = after(begun({ deskId: 'desk-1', terminal: there }), 'waitingForCard', 'sentToTerminal');
    await els.pushOne('payments', sent);
    expect(await hold(els, null)).toBe(true);
    expect(await hold(otherDesk, sent.id)).toBe(false);
    const lost = after(sent, 'unknown', 'lostTrack');
    expect(await otherDesk.pushOne('payments', lost, sent)).toMatchObject({ error: { code: 'PAYMENT_OTHER_DESK' } });
    await midoffice.services.database.orm.execute(sql`UPDATE terminal_hold SET until = now() - interval '1 second'`);
    expect(await hold(otherDesk, sent.id, { terminal: 'nexo T2' })).toBe('PAYMENT_OTHER_DESK');
    expect(await hold(otherDesk, sent.id, { deskId: 'desk-elsewhere' })).toBe('PAYMENT_OTHER_DESK');
    expect(await hold(otherDesk, v7())).toBe('DOCUMENT_UNKNOWN');
    expect(await hold(otherDesk, sent.id)).toBe(true);
    expect(await hold(els, null)).toBe(false);
    const paidAgain = after(sent, 'paid', 'approved');
    expect(await otherDesk.pushOne('payments', paidAgain, sent)).toMatchObject({
      error: { code: 'PAYMENT_OTHER_DESK' },
    });
    const found = after(lost, 'paid', 'foundPaid');
    expect(await otherDesk.pushOne('payments', found, sent)).toMatchObject({ outcome: 'accepted' });
    expect(await hold(otherDesk, sent.id)).toBe('PAYMENT_STEP_NOT_NOW');
    const again = after(found, 'cancelled', 'foundCancelled');
    expect(await otherDesk.pushOne('payments', again, found)).toMatchObject({ error: { field: 'steps' } });
  });

  it('is found in its building, too, when only its computer itself says that it stands there', async () => {
    const there = { ...terminal, terminalKey: 'nexo T9', saleId: 'KASSA9' };
    const sent = after(begun({ terminal: there }), 'waitingForCard', 'sentToTerminal');
    await els.pushOne('payments', sent);
    const hold = async () => {
      const asked = { terminal: 'nexo T9', deskId: 'desk-1', isHeld: true, paymentId: sent.id };
      const { data, errors } = await sendGraphql(midoffice.url, holdTerminalDocument, asked, otherDesk.grant.token);
      return data?.holdTerminal ?? errors[0]?.extensions?.code;
    };
    expect(await hold()).toBe('PAYMENT_OTHER_DESK');
    const shared = { name: 'Loket 9', deskId: 'desk-1', printers: [] };
    await sendGraphql(midoffice.url, shareDeskDocument, shared, els.grant.token);
    expect(await hold()).toBe(true);
    await sendGraphql(midoffice.url, shareDeskDocument, { ...shared, name: null }, els.grant.token);
    expect(await hold()).toBe('PAYMENT_OTHER_DESK');
  });

  it('a terminal that is worked by hand is that of one desk: another looks in when nobody does there', async () => {
    const hold = async ({ grant }: Desk, paymentId: string | null, isHeld = true) => {
      const asked = { terminal: 'manual', deskId: 'desk-1', isHeld, paymentId };
      const { data, errors } = await sendGraphql(midoffice.url, holdTerminalDocument, asked, grant.token);
      return data?.holdTerminal ?? errors[0]?.extensions?.code;
    };
    const byHand = { kind: 'manual', operationId: 'hand-1' } as const;
    const sent = after(begun({ deskId: 'desk-1', terminal: byHand }), 'waitingForCard', 'sentToTerminal');
    await els.pushOne('payments', sent);
    expect(await hold(els, null)).toBe(true);
    expect(await hold(karim, null)).toBe(true);
    expect(await hold(otherDesk, sent.id)).toBe(false);
    await hold(els, null, false);
    expect(await hold(karim, null)).toBe(true);
    expect(await hold(otherDesk, sent.id)).toBe(true);
    const found = after(sent, 'cancelled', 'lostTrack', 'foundCancelled');
    expect(await otherDesk.pushOne('payments', found, sent)).toMatchObject({ outcome: 'accepted' });
    // Without a line: looked up and then withdrawn, which comes here at once.
    const second = after(begun({ deskId: 'desk-1', terminal: byHand }), 'waitingForCard', 'sentToTerminal');
    await els.pushOne('payments', second);
    const gone = after(second, 'cancelled', 'lostTrack', 'foundDeclined', 'withdrawn');
    expect(await otherDesk.pushOne('payments', gone, second)).toMatchObject({ error: { code: 'PAYMENT_OTHER_DESK' } });
    expect(await hold(otherDesk, second.id)).toBe(true);
    const unseen = after(second, 'cancelled', 'withdrawn');
    expect(await otherDesk.pushOne('payments', unseen, second)).toMatchObject({ error: { field: 'steps' } });
    expect(await otherDesk.pushOne('payments', gone, second)).toMatchObject({ outcome: 'accepted' });
    expect(await removeOldLookUps(midoffice.services.database.orm)).toBe(0);
    await midoffice.services.database.orm.execute(sql`UPDATE payment_look_up SET at = now() - interval '32 days'`);
    expect(await removeOldLookUps(midoffice.services.database.orm)).toBeGreaterThan(0);
  });

  it('is not sent to a terminal by another desk than its own: nobody there could say how it ended', async () => {
    const open = begun();
    await els.pushOne('payments', open);
    const sent = after(open, 'waitingForCard', 'sentToTerminal');
    expect(await otherDesk.pushOne('payments', sent, open)).toMatchObject({ error: { code: 'PAYMENT_OTHER_DESK' } });
  });

  it('goes to the desks that take payments and to who works on the dossier, never to an adviser', async () => {
    const payment = begun();
    await els.pushOne('payments', payment);
    const ofElsewhere = await otherDesk.pullAll('payments');
    expect(ofElsewhere.documents.map(({ id }) => id)).toContain(payment.id);
    const ofTeam = await karim.pullAll('payments');
    expect(ofTeam.documents.map(({ id }) => id)).toContain(payment.id);
    expect((await adviser.pullAll('payments')).documents).toEqual([]);
    expect(
      await adviser.pushOne('payments', begun({ deviceId: 'device-piet', memberId: 'member-piet' })),
    ).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
  });
});
