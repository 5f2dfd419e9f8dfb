import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { previewMessageDocument, sendMessageDocument } from '@onthaal/contract/generated/client-documents.ts';
import { usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedSmsGateway } from '../../simulators/sms-gateway/sms-gateway.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const [engine] = engines;
if (engine === undefined) throw new Error('No engine');

const phoneNumbers = [{ id: 'p', number: '0470 12 34 56' }];
const since = '2026-01-01';
const people = {
  allows: personFixture({ phoneNumbers, optIns: [{ id: 'o', channel: 'sms', allowed: true, since }], language: 'fr' }),
  silent: personFixture({ phoneNumbers, emailAddresses: [{ id: 'e', address: 'citizen@example.org' }] }),
};
const author = { memberId: 'member-els', name: 'Els Peeters' };
const at = '2026-11-20T09:00:00.000Z';

function appointment(id: string, personId: string, changes: object = {}): DocumentOf<'appointments'> {
  return {
    ...{ id, createdAt: at, updatedAt: at, updatedBy: author, code: 'K7P', state: 'booked', mode: 'physical' },
    ...{ productCode: 'attest', subject: 'Identiteitskaart', answers: {}, guests: [], memberIds: [], personId },
    ...{ teamId: 'team-onthaal', locationId: 'location-hall', bring: [], notices: [], notes: [] },
    ...{ startsAt: '2099-03-02T09:30:00.000Z', endsAt: '2099-03-02T09:50:00.000Z' },
    ...changes,
  };
}

describe('a message that a clerk sends', () => {
  let gateway: SimulatedSmsGateway;
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    gateway = await SimulatedSmsGateway.start();
    const sms = {
      url: gateway.url,
      token: gateway.token,
      sender: 'Lindervelde',
      priceCents: 7,
      reportSecret: undefined,
    };
    const past = { startsAt: '2026-01-05T09:00:00.000Z', endsAt: '2026-01-05T09:20:00.000Z' };
    midoffice = await startForTests(engine, { correspondence: { sms, reminders: usualReminderDays } }, [
      referenceFixture,
      { collection: 'references', documents: [reference('location', 'hall', 'Gemeentehuis', { building: 'Hal' })] },
      { collection: 'persons', documents: Object.values(people) },
      {
        collection: 'appointments',
        documents: [
          appointment('allowed', people.allows.id),
          appointment('silent', people.silent.id),
          appointment('past', people.silent.id, past),
        ],
      },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(async () => {
    await midoffice?.stop();
    await gateway?.stop();
  });

  const ask = async (document: string, args: object, desk = els) => {
    const { data, errors } = await sendGraphql(desk.url, document, { ...args }, desk.grant.token);
    return errors[0]?.extensions?.code ?? Object.values(data ?? {})[0];
  };
  const preview = (appointmentId: string, channel: string, desk = els) =>
    ask(previewMessageDocument, { appointmentId, channel }, desk);
  const send = (appointmentId: string, channel: string, operationId: string = v7()) =>
    ask(sendMessageDocument, { operationId, appointmentId, channel });

  it('is shown with its price before it leaves', async () => {
    expect(await preview('allowed', 'sms')).toMatchObject({
      ...{ address: '+32470123456', parts: 1, costCents: 7, problem: null },
      // Dutch first: the other language is a translation of it.
      body: expect.stringMatching(/^Uw afspraak: ma 2\/3, 10:30, Gemeentehuis.*\nVotre rendez-vous: lun\. ?/),
    });
  });

  it('is not one that the person did not allow, or that nobody sends', async () => {
    expect(await preview('silent', 'sms')).toMatchObject({ problem: 'notAllowed' });
    expect(await send('silent', 'sms')).toBe('MESSAGE_NO_ADDRESS');
    expect(await preview('silent', 'email')).toMatchObject({ problem: 'notConfigured', costCents: null });
  });

  it('is one message however often it is asked for', async () => {
    const operationId = v7();
    expect([await send('allowed', 'sms', operationId), await send('allowed', 'sms', operationId)]).toEqual([
      true,
      true,
    ]);
    const { documents } = await els.pullAll('messages');
    expect(documents.filter(({ id }) => id === operationId)).toHaveLength(1);
    expect(documents).toHaveLength(1);
  });

  it('is about what is to come, for who may write', async () => {
    expect(await preview('past', 'email')).toBe('APPOINTMENT_STATE_NOT_NOW');
    expect(await preview('nothing', 'email')).toBe('DOCUMENT_UNKNOWN');
    expect(await preview('silent', 'fax')).toBe('ARGUMENT_INVALID');
    const kiosk = await Desk.logIn(midoffice.url, 'member-zuil', 'device-zuil');
    expect(await preview('silent', 'email', kiosk)).toBe('NOT_ALLOWED');
  });
});
