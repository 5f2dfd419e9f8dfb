import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { sendTicketLinkDocument } from '@onthaal/contract/generated/client-documents.ts';
import { usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedSmsGateway } from '../../simulators/sms-gateway/sms-gateway.ts';
import { rowsOf } from '../database/database.ts';
import { visitOfToken } from '../queue/position-page/position-link.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const [engine] = engines;
if (engine === undefined) throw new Error('No engine');

const at = '2026-11-20T09:00:00.000Z';
const pageUrl = 'https://onthaal.lindervelde.example';
const known = personFixture({ phoneNumbers: [{ id: 'p', number: '0470 12 34 56' }], language: 'fr' });

function visit(id: string, changes: Partial<DocumentOf<'visits'>> = {}): DocumentOf<'visits'> {
  return {
    ...{ id, createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els Peeters' }, ticket: 'A7' },
    ...{ locationId: 'hall', arrivedAt: at, state: 'waiting', priority: 3 },
    ...{ services: [], notes: [], draft: '' },
    ...changes,
  };
}

describe('the address of a place in the queue', () => {
  let gateway: SimulatedSmsGateway;
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    gateway = await SimulatedSmsGateway.start();
    const { url, token } = gateway;
    const sms = { url, token, sender: 'Lindervelde', priceCents: 7, reportSecret: undefined };
    const settings = {
      correspondence: { sms, reminders: usualReminderDays },
      citizens: { pageUrl, telephone: undefined },
    };
    midoffice = await startForTests(engine, settings, [
      referenceFixture,
      { collection: 'persons', documents: [known] },
      {
        collection: 'visits',
        documents: [visit('nobody'), visit('known', { personId: known.id }), visit('gone', { state: 'left' })],
      },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(async () => {
    await midoffice?.stop();
    await gateway?.stop();
  });
  beforeEach(() => {
    gateway.behaviour = 'take';
    gateway.taken.length = 0;
  });

  const ask = async (args: object, where = midoffice, desk = els) => {
    const asked = { operationId: v7(), send: true, ...args };
    const { data, errors } = await sendGraphql(where.url, sendTicketLinkDocument, asked, desk.grant.token);
    return errors[0]?.extensions?.code ?? data?.sendTicketLink;
  };

  it('says what it costs and where it goes before it leaves', async () => {
    expect(await ask({ visitId: 'nobody', send: false })).toMatchObject({
      problem: 'noAddress',
      parts: 1,
      costCents: 7,
    });
    const offer = await ask({ visitId: 'known', send: false });
    expect(offer).toMatchObject({ telephone: '+32470123456', isSent: false, problem: null });
    expect(gateway.taken).toEqual([]);
  });

  it('goes once to the number that was typed, and keeps it nowhere', async () => {
    const asked = { operationId: v7(), visitId: 'nobody', telephone: '0470 99 88 77' };
    const answer = await ask(asked);
    expect(answer).toMatchObject({ isSent: true, telephone: '+32470998877', problem: null });
    // The price was that of the text which left.
    expect((await ask({ visitId: 'nobody', send: false, telephone: asked.telephone })) as object).toMatchObject({
      parts: 1,
    });
    expect(gateway.taken).toMatchObject([{ to: '0032470998877' }]);
    const { text } = await gateway.textTo('0032470998877');
    const [, token = ''] =
      /^Volg uw beurt hier: https:\/\/onthaal\.lindervelde\.example\/position\/([\w-]{24})$/.exec(text) ?? [];
    const { orm } = midoffice.services.database;
    expect(await visitOfToken(orm, token)).toBe('nobody');
    const [row] = await rowsOf<{ hash: string }>(
      orm,
      sql`SELECT token_hash AS hash FROM position_link WHERE visit_id = 'nobody'`,
    );
    expect(row?.hash).not.toContain(token);
    expect(await ask(asked)).toMatchObject({ isSent: false, problem: 'uncertain' });
    expect(gateway.taken).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toContain(token);
    expect((await els.pullAll('messages')).documents).toEqual([]);
  });

  it('says that it did not leave, or that nobody knows', async () => {
    const asked = { visitId: 'nobody', telephone: '0470 99 88 77' };
    gateway.behaviour = 'busy';
    expect(await ask(asked)).toMatchObject({ isSent: false, problem: 'unreachable' });
    gateway.behaviour = 'takeAndDrop';
    expect(await ask(asked)).toMatchObject({ isSent: false, problem: 'uncertain' });
    gateway.behaviour = 'reject';
    expect(await ask(asked)).toMatchObject({ isSent: false, problem: 'refused' });
    expect(await ask({ ...asked, telephone: '09 123 45 67' })).toMatchObject({ isSent: false, problem: 'noAddress' });
  });

  it('is for who waits, by who may write the queue, and only where it is set up', async () => {
    expect(await ask({ visitId: 'gone', telephone: '0470 99 88 77' })).toBe('DOCUMENT_UNKNOWN');
    const guest = await Desk.logIn(midoffice.url, 'member-piet', 'device-piet');
    expect(await ask({ visitId: 'nobody', telephone: '0470 99 88 77' }, midoffice, guest)).toBe('NOT_ALLOWED');
    expect(gateway.taken).toEqual([]);
    const plain = await startForTests(engine, {}, [referenceFixture]);
    const desk = await Desk.logIn(plain.url, 'member-els', 'device-els');
    expect(await ask({ visitId: 'nobody' }, plain, desk)).toMatchObject({ problem: 'notConfigured', isSent: false });
    await plain.stop();
  });
});
