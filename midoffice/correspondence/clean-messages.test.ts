import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRetention } from '../configuration/retention.ts';
import { rowsOf } from '../database/database.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { emptyOldMessages, removeOldDeliveries } from './clean-messages.ts';

type Message = DocumentOf<'messages'>;

const person = personFixture();
const now = new Date('2026-11-20T12:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

function message(days: number, changes: Partial<Message> = {}): Message {
  const at = daysAgo(days + 3);
  return {
    ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: { memberId: 'system', name: 'Onthaal' } },
    ...{ channel: 'email', registered: false, state: 'sent', stateSince: at, personId: person.id, documentIds: [] },
    ...{ subject: 'Dag Jozef Geheim', body: 'Beste Jozef Geheim', address: 'jozef@example.org', language: 'nl' },
    ...{ purpose: 'confirmation', appointmentId: 'afspraak' },
    told: { startsAt: daysAgo(days), mode: 'physical', sequence: 0 },
    ...changes,
  };
}

describe.each(engines)('what messages said, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    // The node's own job at its start has nothing to do.
    const retention = { ...readRetention({}, []), messageDays: 3650 };
    midoffice = await startForTests(engine, { retention }, [
      referenceFixture,
      { collection: 'persons', documents: [person] },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  const parts = () => ({ orm: midoffice.services.database.orm, now: () => now });
  const signal = () => new AbortController().signal;
  const clean = (days = 365) => emptyOldMessages(parts(), days, signal());
  async function keep(...messages: readonly Message[]): Promise<void> {
    const rows = JSON.stringify(messages);
    await parts().orm.execute(
      sql`INSERT INTO document (collection, id, data)
          SELECT 'messages', one ->> 'id', one FROM jsonb_array_elements(${rows}::jsonb) AS one`,
    );
  }
  const found = async ({ id }: Message): Promise<Message> => {
    const { documents } = await els.pullAll('messages');
    return (documents as unknown as readonly Message[]).find((one) => one.id === id) as Message;
  };

  it('goes a term after the appointment, and what was told, when and how stays, at the desks too', async () => {
    const [old, text, recent] = [message(366), message(366, { channel: 'sms' }), message(364)];
    await keep(old, text, recent);
    expect(await clean()).toBe(2);
    const { address: _address, ...known } = await found(old);
    expect(_address).toBeUndefined();
    expect(known).toMatchObject({ state: 'sent', stateSince: old.stateSince, told: old.told, purpose: 'confirmation' });
    expect(known).toMatchObject({ subject: 'Uw afspraak op woensdag 19 november 2025, 13:00', body: '' });
    expect(JSON.stringify([known, await found(text)])).not.toMatch(/Jozef|example/);
    expect(await found(recent)).toMatchObject({ address: recent.address, body: recent.body });
    expect(await clean()).toBe(0);
    // That it was emptied is written down, without a copy of what went.
    const lines = await rowsOf<{ text: string }>(
      parts().orm,
      sql`SELECT row_to_json(a)::text AS text FROM audit_entry a WHERE document_id = ${old.id}`,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]?.text).not.toMatch(/Jozef|example/);
  });

  it('stays of letters and other messages of a dossier', async () => {
    const { purpose: _purpose, told: _told, appointmentId: _about, ...letter } = message(2000);
    const other = message(2000, { purpose: 'other' });
    await keep({ ...letter, channel: 'paper', registered: true }, other);
    expect(await clean()).toBe(0);
    expect(await found(other)).toMatchObject({ body: other.body });
  });

  it('goes of what never left, which then never leaves', async () => {
    const waits = message(400, { state: 'requested', problem: 'notConfigured' });
    const delay = message(400, { purpose: 'delay' });
    await keep(waits, delay);
    expect(await clean()).toBe(2);
    expect(await found(waits)).toMatchObject({ state: 'failed', problem: 'overtaken', body: '' });
  });

  it('goes of more than one batch, is broken off between two, and steps over what breaks the schema', async () => {
    const many = Array.from({ length: 510 }, () => message(500));
    const odd = { ...message(500), id: '0-odd', language: 'xx' } as unknown as Message;
    await keep(...many, odd);
    await expect(emptyOldMessages(parts(), 365, AbortSignal.abort())).rejects.toThrow();
    expect(await clean()).toBe(510);
  }, 120_000);

  it('is tried no more: how often goes too, but never of what waits', async () => {
    const { orm } = parts();
    const waits = message(1, { state: 'requested', purpose: 'reminder', notBefore: '2099-01-01T00:00:00.000Z' });
    const sent = message(2);
    await keep(waits, sent);
    await orm.execute(sql`DELETE FROM message_delivery`);
    const rows = [
      [waits.id, daysAgo(400), null],
      [sent.id, daysAgo(366), null],
      ['cut-off', null, daysAgo(366)],
      ['link', daysAgo(364), null],
      ['of-before', null, null],
      ['tried-again', daysAgo(366), daysAgo(1)],
    ] as const;
    for (const [id, next, claimed] of rows) {
      await orm.execute(
        sql`INSERT INTO message_delivery (message_id, attempts, next_at, claimed_until) VALUES (${id}, 1, ${next}, ${claimed})`,
      );
    }
    await removeOldDeliveries(parts(), 365, signal());
    const left = await rowsOf<{ id: string }>(orm, sql`SELECT message_id AS id FROM message_delivery`);
    expect(left.map(({ id }) => id).sort()).toEqual([waits.id, 'link', 'tried-again'].sort());
  });
});
