import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GatewayBehaviour, SimulatedSmsGateway } from '../../../simulators/sms-gateway/sms-gateway.ts';
import { rowsOf } from '../../database/database.ts';
import { engines } from '../../testing/engines.ts';
import { personFixture, referenceFixture } from '../../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';
import type { SendOutcome } from '../channel.ts';
import { sendMessages } from '../send-messages.ts';
import { openSmsChannel } from './sms-channel.ts';

type Message = DocumentOf<'messages'>;

const reportSecret = 'a-secret-that-only-tests-use';
const person = personFixture();
const [engine] = engines;
if (engine === undefined) throw new Error('No engine');

describe('text messages by a gateway', () => {
  let gateway: SimulatedSmsGateway;
  let midoffice: TestMidoffice;
  const settings = () => ({
    url: gateway.url,
    token: gateway.token,
    sender: 'Lindervelde',
    priceCents: 7,
    reportSecret,
  });
  beforeAll(async () => {
    gateway = await SimulatedSmsGateway.start();
    const persons = { collection: 'persons' as const, documents: [person] };
    const correspondence = { sms: settings(), reminders: usualReminderDays };
    midoffice = await startForTests(engine, { correspondence }, [referenceFixture, persons]);
    gateway.reportAddress = `${midoffice.url}/messages/sms-reports/${reportSecret}`;
  });
  afterAll(async () => {
    await midoffice?.stop();
    await gateway?.stop();
  });
  beforeEach(() => {
    gateway.behaviour = 'take';
  });

  const send = (changes: object = {}, behaviour: GatewayBehaviour = 'take', to = '+32470123456') => {
    gateway.behaviour = behaviour;
    const message = { id: v7(), to, subject: 'sms', body: 'Uw afspraak: ma 2/3, 10:30', language: 'nl' };
    return openSmsChannel({ ...settings(), ...changes }).send(message) as Promise<SendOutcome>;
  };
  const orm = () => midoffice.services.database.orm;
  // By day in Brussels, whenever the test runs: the node's own job keeps the quiet hours and may take it first.
  const noon = '2099-03-02T12:00:00.000Z';

  const written = async (address: string): Promise<Message> => {
    const message: Message = {
      ...{ id: v7(), createdAt: noon, updatedAt: noon, updatedBy: { memberId: 'system', name: 'Onthaal' } },
      ...{ channel: 'sms', registered: false, state: 'requested', stateSince: noon, notBefore: noon, address },
      ...{ personId: person.id, subject: 'sms', body: 'Dag', documentIds: [], purpose: 'confirmation', language: 'nl' },
    };
    await orm().execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('messages', ${message.id}, ${JSON.stringify(message)}::jsonb)`,
    );
    return message;
  };
  const round = (at: string) => {
    const { database, logger, channels } = midoffice.services;
    const parts = { orm: database.orm, channels, logger, now: () => new Date(at), rests: new Map<string, number>() };
    return sendMessages(parts, new AbortController().signal);
  };
  const found = async ({ id }: Message): Promise<Message> => {
    const [row] = await rowsOf<{ data: Message }>(orm(), sql`SELECT data FROM document WHERE id = ${id}`);
    if (row === undefined) throw new Error('Not there');
    return row.data;
  };

  it('are taken with their price, refused for good, or wait for a gateway that does not work', async () => {
    expect(await send()).toEqual({ kind: 'accepted', costCents: 7 });
    expect(gateway.taken.at(-1)).toMatchObject({ to: '0032470123456', from: 'Lindervelde' });
    expect(await send({}, 'reject')).toEqual({ kind: 'refused', problem: 'refused' });
    expect(await send({}, 'take', '+12')).toEqual({ kind: 'refused', problem: 'noAddress' });
    expect(await send({}, 'busy')).toEqual({ kind: 'resting', seconds: 30, why: 'busy' });
    expect(await send({ token: 'wrong' })).toEqual({ kind: 'resting', seconds: 900, why: 'login' });
    const gone = await SimulatedSmsGateway.start();
    const { url } = gone;
    await gone.stop();
    expect(await send({ url })).toMatchObject({ kind: 'resting', why: 'line' });
    expect([await send({}, 'takeAndDrop'), await send({}, 'garbage')]).toEqual([
      { kind: 'uncertain' },
      { kind: 'uncertain' },
    ]);
  });

  it('do not leave while people sleep', async () => {
    const message = await written('+32470000001');
    await round('2099-03-02T21:30:00.000Z');
    expect(await found(message)).toMatchObject({ state: 'requested' });
    await round('2099-03-03T06:59:00.000Z');
    expect(gateway.taken.some(({ to }) => to === '0032470000001')).toBe(false);
    await round('2099-03-03T07:00:00.000Z');
    expect(await found(message)).toMatchObject({ state: 'sent', costCents: 7 });
  });

  it('are delivered or not as the gateway reports, whatever order the reports come in', async () => {
    const [first, second] = [await written('+32470000002'), await written('+32470000003')];
    await round('2099-03-02T13:00:00.000Z');
    const [taken, other] = [await gateway.textTo('0032470000002'), await gateway.textTo('0032470000003')];
    for (const state of ['delivered', 'accepted', 'delivered', 'failed'] as const) {
      expect(await gateway.report(taken, state)).toBe(200);
    }
    expect(await found(first)).toMatchObject({ state: 'delivered' });
    await gateway.report(other, 'failed');
    expect(await found(second)).toMatchObject({ state: 'failed', problem: 'undeliverable' });
  });

  it('that were uncertain are known again when a report comes', async () => {
    const message = await written('+32470000004');
    gateway.behaviour = 'takeAndDrop';
    await round('2099-03-02T13:00:00.000Z');
    expect(await found(message)).toMatchObject({ state: 'failed', problem: 'uncertain' });
    await gateway.report(await gateway.textTo('0032470000004'), 'delivered');
    expect(await found(message)).toMatchObject({ state: 'delivered' });
    expect(await found(message)).not.toHaveProperty('problem');
  });

  it('are reported by who knows the secret, about our own, and in the right form', async () => {
    const post = async (path: string, body: string) =>
      (await fetch(`${midoffice.url}/messages/sms-reports/${path}`, { method: 'POST', body })).status;
    const report = (reference: string) => JSON.stringify({ messages: { msg: { reference, status: { code: '2' } } } });
    const message = await written('+32470000005');
    expect(await post('a-wrong-secret-as-long-as-it', report(message.id.replaceAll('-', '')))).toBe(404);
    expect((await fetch(gateway.reportAddress ?? '')).status).toBe(404);
    expect(await post(reportSecret, report('f'.repeat(32)))).toBe(200);
    expect([await post(reportSecret, 'no JSON'), await post(reportSecret, report('x'))]).toEqual([400, 400]);
    expect(await found(message)).toMatchObject({ state: 'requested' });
  });
});
