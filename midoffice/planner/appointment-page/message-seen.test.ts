import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CitizenPages, momentsIn, pageUrl, writable } from '../../testing/citizen-pages.ts';
import { withPageLink } from './with-page-link.ts';

type Message = DocumentOf<'messages'>;

describe('a message that its citizen has seen', () => {
  let pages: CitizenPages;
  beforeAll(async () => {
    pages = await CitizenPages.start();
  });
  afterAll(() => pages?.midoffice.stop());
  beforeEach(() => pages.nextDays());

  /** It left with its link: the page that the link opens. */
  async function leaves(message: Message | undefined): Promise<string> {
    if (message === undefined) throw new Error('There is no message');
    const { orm } = pages.midoffice.services.database;
    const text = await withPageLink(orm, pageUrl, message);
    const sent = JSON.stringify({ state: 'sent', asksReading: true });
    await orm.execute(sql`UPDATE document SET data = (data - 'problem') || ${sent}::jsonb
      WHERE collection = 'messages' AND id = ${message.id}`);
    return (/https:\/\/\S+$/.exec(text)?.[0] ?? '').replace(pageUrl, pages.midoffice.url);
  }
  const seenButton = 'Ik heb dit gezien';

  it('knows that a message was read when its citizen says so, and not when something opens every link', async () => {
    const appointment = await pages.booked(pages.dayStart(), { personId: writable.id });
    const page = await leaves((await pages.messagesOf(appointment))[0]);
    // What a scanner of a mail server does, and a preview of a link.
    for (const path of ['', '?view=cancel', '?view=move', '?lang=fr', '?told=seen']) {
      expect(await (await fetch(`${page}${path}`)).text()).toContain('<html');
      await fetch(`${page}${path}`, { method: 'HEAD' });
    }
    const forged = new URLSearchParams({ action: 'seen', seen: 'geraden' });
    expect(await (await fetch(page, { method: 'POST', body: forged })).text()).toContain('Er is niets veranderd');
    expect(await pages.messagesOf(appointment)).toMatchObject([{ state: 'sent' }]);
    expect(await (await fetch(page)).text()).toContain(seenButton);
    const before = new Date().toISOString();
    const answer = await (await pages.does(page, 'seen', {}, '')).text();
    expect(answer).toContain('We weten dat u dit gezien hebt.');
    expect(answer).not.toContain(seenButton);
    const [read] = await pages.messagesOf(appointment);
    expect(read).toMatchObject({ state: 'read', updatedBy: { memberId: 'citizen' } });
    expect((read?.stateSince ?? '') >= before).toBe(true);
    await pages.does(page, 'seen', {}, '');
    expect((await pages.messagesOf(appointment))[0]?.stateSince).toBe(read?.stateSince);
    expect(await pages.now(appointment)).toMatchObject({ state: 'booked', updatedAt: appointment.updatedAt });
  });

  it('knows it of the message by which they came, and of the newest when the appointment moved since', async () => {
    const appointment = await pages.booked(pages.dayStart(), { personId: writable.id });
    const first = await leaves((await pages.messagesOf(appointment))[0]);
    const other = await pages.pageOf(appointment);
    expect(await (await fetch(other)).text()).not.toContain(seenButton);
    const free = momentsIn(await (await fetch(`${other}?view=move&from=${appointment.startsAt}`)).text());
    await pages.does(other, 'move', { startsAt: free[2] ?? '' });
    expect((await pages.messagesOf(appointment)).map(({ state }) => state)).toEqual(['sent', 'requested']);
    // What has not left yet was not seen, and leaves.
    await pages.does(first, 'seen', {}, '');
    expect((await pages.messagesOf(appointment)).map(({ state }) => state)).toEqual(['read', 'requested']);
    await leaves((await pages.messagesOf(appointment))[1]);
    expect(await (await fetch(first)).text()).toContain(seenButton);
    await pages.does(first, 'seen', {}, '');
    expect((await pages.messagesOf(appointment)).map(({ state }) => state)).toEqual(['read', 'read']);
  });

  it('counts cancelling by the link of a message as having read it', async () => {
    const appointment = await pages.booked(pages.dayStart(), { personId: writable.id });
    const page = await leaves((await pages.messagesOf(appointment))[0]);
    await pages.does(page, 'cancel');
    expect((await pages.messagesOf(appointment))[0]).toMatchObject({ state: 'read' });
  });
});
