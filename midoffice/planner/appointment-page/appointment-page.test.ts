import { createHash, randomBytes } from 'node:crypto';
import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { clash, occupationOf } from '@onthaal/contract/rules/planner/index.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../database/database.ts';
import { CitizenPages, formTokenIn, momentsIn, telephone, writable } from '../../testing/citizen-pages.ts';
import { mostWrong, removeOldLinks } from './appointment-link.ts';
import { appointmentHtml, overHtml } from './page-html.ts';
import { openAppointmentPage } from './page-routes.ts';
import { withPageLink } from './with-page-link.ts';

describe('the page of an appointment', () => {
  let pages: CitizenPages;
  let midoffice: CitizenPages['midoffice'];
  beforeAll(async () => {
    pages = await CitizenPages.start();
    ({ midoffice } = pages);
  });
  afterAll(() => pages?.midoffice.stop());
  beforeEach(() => pages.nextDays());

  const dayStart = () => pages.dayStart();
  const booked: CitizenPages['booked'] = (...asked) => pages.booked(...asked);
  const pageOf: CitizenPages['pageOf'] = (...asked) => pages.pageOf(...asked);
  const now: CitizenPages['now'] = (...asked) => pages.now(...asked);
  const does: CitizenPages['does'] = (...asked) => pages.does(...asked);

  it('says when, where, what for and what to bring, in the language of the person, and nothing of a person', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment, 'fr');
    const answer = await fetch(page);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('<html lang="fr">');
    for (const word of [
      '<dd>Carte d’identité</dd>',
      'Gemeentehuis',
      '<li>Votre ancienne carte</li>',
      'A2345678',
      telephone,
    ]) {
      expect(html).toContain(word);
    }
    expect(html).not.toMatch(/Geheim|Jozef|persoon|Els|Peeters|member-|desk-a/);
    const german = await (await fetch(`${page}?lang=de`)).text();
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('<dd><span lang="nl">Identiteitskaart</span></dd>');
    expect(german).toContain('<li><span lang="nl">Uw oude kaart</span></li>');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; form-action/);
    expect(html).not.toMatch(/<script|style=|\son\w+=/);
  });

  it('cancels after asking once more, takes it back, and the desk sees who did it', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment);
    const cancelled = await does(page, 'cancel');
    expect(await cancelled.text()).toContain('Uw afspraak is afgezegd.');
    const atDesk = await now(appointment);
    expect(atDesk).toMatchObject({ state: 'cancelled', updatedBy: { memberId: 'citizen' } });
    expect(atDesk.stateReason).toBe('Afgezegd door de burger');
    expect(await (await does(page, 'undo')).text()).toContain('Uw afspraak staat weer vast.');
    expect(await now(appointment)).toMatchObject({ state: 'booked', startsAt: appointment.startsAt });
    expect((await now(appointment)).stateReason).toBeUndefined();
  });

  it('takes a cancellation back only while nobody has the time, and shows nothing when that is over', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment);
    await does(page, 'cancel');
    await booked(appointment.startsAt);
    expect(await (await does(page, 'undo')).text()).toContain('net door iemand anders genomen');
    expect(await now(appointment)).toMatchObject({ state: 'cancelled' });
    const { orm } = midoffice.services.database;
    await orm.execute(sql`UPDATE appointment_link SET undo = jsonb_set(undo, '{until}', '"2026-01-01T00:00:00.000Z"')
      WHERE appointment_id = ${appointment.id}`);
    expect((await fetch(page)).status).toBe(404);
  });

  it('moves to a free moment that it offered, and to no other', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment);
    const offered = momentsIn(await (await fetch(`${page}?view=move&from=${appointment.startsAt}`)).text());
    const [first = '', second = ''] = offered;
    expect(offered).not.toContain(appointment.startsAt);
    const other = await booked(first);
    expect(await (await does(page, 'move', { startsAt: first })).text()).toContain('net door iemand anders genomen');
    const odd = new Date(Date.parse(second) + 60_000).toISOString();
    expect(await (await does(page, 'move', { startsAt: odd })).text()).toContain('net door iemand anders genomen');
    expect(await (await does(page, 'move', { startsAt: second })).text()).toContain('Uw afspraak is verzet.');
    expect(await now(appointment)).toMatchObject({ state: 'booked', startsAt: second, code: appointment.code });
    expect(await now(appointment)).toMatchObject({ stateReason: 'Verzet door de burger', bufferMinutes: 10 });
    expect(await now(other)).toMatchObject({ startsAt: first });
  });

  it('cancels what another system gave the time for, and promises neither another moment nor a way back', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment);
    const external = JSON.stringify({ master: 'jcc', state: 'booked', id: '1' });
    const { orm } = midoffice.services.database;
    await orm.execute(sql`UPDATE document SET data = jsonb_set(data, '{external}', ${external}::jsonb)
      WHERE collection = 'appointments' AND id = ${appointment.id}`);
    const html = await (await fetch(`${page}?view=move`)).text();
    expect(momentsIn(html)).toEqual([]);
    expect(html).not.toContain('view=move');
    const seen = formTokenIn(html);
    const body = new URLSearchParams({ action: 'move', seen, startsAt: dayStart() });
    const headers = { origin: midoffice.url, 'sec-fetch-site': 'same-origin' };
    expect(await (await fetch(page, { method: 'POST', body, headers })).text()).not.toContain('is verzet');
    const cancelled = await (await does(page, 'cancel')).text();
    expect(cancelled).toContain('Uw afspraak is afgezegd.');
    expect(cancelled).not.toContain('value="undo"');
    await does(page, 'undo', {}, 'cancel');
    expect(await now(appointment)).toMatchObject({ state: 'cancelled' });
  });

  it('gives one moment to one of ten citizens who want it at once', async () => {
    const start = Date.parse(dayStart());
    const starts = Array.from({ length: 10 }, (_, index) => new Date(start + index * 86_400_000).toISOString());
    pages.nextDays(12);
    const appointments: Appointment[] = [];
    for (const startsAt of starts) appointments.push(await booked(startsAt));
    const wanted = new Date(start + 30 * 60_000).toISOString();
    const addresses = await Promise.all(appointments.map((one) => pageOf(one)));
    const answers = await Promise.all(
      addresses.map(async (page) => (await does(page, 'move', { startsAt: wanted })).text()),
    );
    expect(answers.filter((html) => html.includes('is verzet'))).toHaveLength(1);
    const all = await Promise.all(appointments.map(now));
    expect(all.filter(({ startsAt }) => startsAt === wanted)).toHaveLength(1);
    const taken = all.flatMap((one) => occupationOf(one, Date.now()) ?? []);
    expect(taken.flatMap((one) => taken.filter((another) => clash(one, another)))).toEqual([]);
  });

  it('does nothing twice, nothing of a form that is old, and nothing for another site', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment);
    const html = await (await fetch(`${page}?view=cancel`)).text();
    const body = () => new URLSearchParams({ action: 'cancel', seen: formTokenIn(html) });
    const send = (headers: Readonly<Record<string, string>>, form = body()) =>
      fetch(page, { method: 'POST', body: form, headers });
    expect((await send({ origin: 'https://elders.example' })).status).toBe(403);
    expect((await send({ origin: 'null' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const forged = new URLSearchParams({ action: 'cancel', seen: 'geraden' });
    expect(await (await send({}, forged)).text()).toContain('Er is niets veranderd');
    expect(await now(appointment)).toMatchObject({ state: 'booked' });
    const both = await Promise.all([send({}), send({})]);
    const pages = await Promise.all(both.map((one) => one.text()));
    expect(pages.filter((one) => one.includes('Uw afspraak is afgezegd.'))).not.toHaveLength(0);
    const { orm } = midoffice.services.database;
    const changes = await rowsOf(
      orm,
      sql`SELECT 1 FROM audit_entry WHERE document_id = ${appointment.id} AND member_id = 'citizen'`,
    );
    expect(changes).toHaveLength(1);
  });

  it('keeps no token, tells nobody which addresses exist, and dies of guessing', async () => {
    const appointment = await booked();
    const page = await pageOf(appointment);
    const token = page.split('/').at(-1) ?? '';
    const { orm } = midoffice.services.database;
    const kept = JSON.stringify(await rowsOf(orm, sql`SELECT * FROM appointment_link`));
    expect(kept).not.toContain(token.slice(8));
    const over = await (await fetch(`${midoffice.url}/a/${'x'.repeat(30)}`)).text();
    expect(over).toBe(overHtml({ language: 'nl', telephone }));
    const wrong = `${token.slice(0, 8)}${'A'.repeat(22)}`;
    for (let count = 0; count < mostWrong; count += 1) {
      const answer = await fetch(`${midoffice.url}/a/${wrong}`);
      expect([answer.status, await answer.text()]).toEqual([404, over]);
    }
    expect(await (await fetch(page)).text()).toBe(over);
    for (const odd of ['', '..%2f', `${token}x`, "' OR 1=1", '%00', `${token}/x`]) {
      expect((await fetch(`${midoffice.url}/a/${encodeURIComponent(odd)}`)).status).toBe(404);
    }
  });

  it('takes forms only, small ones, and no other method', async () => {
    const page = await pageOf(await booked());
    const post = (body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(page, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post(`action=${'x'.repeat(20_000)}`)).status).toBe(413);
    expect((await post('{"action":"cancel"}', 'application/json')).status).toBe(415);
    expect((await post('action=move&startsAt=morgen')).status).toBe(200);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await fetch(page, { method })).status).toBe(405);
    }
    expect((await fetch(page, { method: 'HEAD' })).status).toBe(200);
  });

  it('is reached by the link that a mail gets when it leaves, and tells what became of it by mail too', async () => {
    const appointment = await booked(dayStart(), { personId: writable.id });
    const told = () => pages.messagesOf(appointment);
    const [confirmation] = await told();
    if (confirmation === undefined) throw new Error('Nothing to tell');
    expect(confirmation.body).not.toContain('https://afspraak.example');
    const { orm } = midoffice.services.database;
    expect(await withPageLink(orm, undefined, confirmation)).toBe(confirmation.body);
    const text = await withPageLink(orm, 'https://afspraak.example', confirmation);
    const link = /https:\/\/afspraak\.example\S+$/.exec(text)?.[0] ?? '';
    const page = link.replace('https://afspraak.example', midoffice.url);
    const other = await pageOf(appointment);
    const free = momentsIn(await (await fetch(`${page}?view=move&from=${appointment.startsAt}`)).text());
    expect(await (await does(page, 'move', { startsAt: free[2] ?? '' })).text()).toContain('is verzet');
    expect((await told()).map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual([
      'confirmation failed',
      'confirmation requested',
    ]);
    expect(await (await fetch(other)).text()).toContain('Uw afspraak');
  });

  it('opens from a mail of before its address became short, and with no other secret than that of the mail', async () => {
    const appointment = await booked();
    const [selector, secret] = [randomBytes(9), randomBytes(18)].map((bytes) => bytes.toString('base64url'));
    const hash = createHash('sha256').update(`${secret}`).digest('hex');
    await midoffice.services.database.orm.execute(
      sql`INSERT INTO appointment_link (selector, secret_hash, appointment_id, language)
          VALUES (${selector}, ${hash}, ${appointment.id}, 'nl')`,
    );
    const page = `${midoffice.url}/appointment/${selector}${secret}`;
    expect(await (await fetch(page)).text()).toContain('Gemeentehuis');
    const wrong = `${page.slice(0, -1)}${page.endsWith('A') ? 'B' : 'A'}`;
    expect((await fetch(wrong)).status).toBe(404);
    expect(await (await does(page, 'cancel')).text()).toContain('Uw afspraak is afgezegd.');
    expect(await now(appointment)).toMatchObject({ state: 'cancelled' });
  });

  it('is over with the appointment, for good, and is cleaned away', async () => {
    const startsAt = new Date(Date.now() - 5 * 60_000).toISOString();
    const running = await pageOf(await booked(startsAt, { memberIds: [], deskId: 'desk-x' }));
    expect(await (await fetch(running)).text()).toContain('Uw afspraak is begonnen.');
    const long = new Date(Date.now() - 3_600_000).toISOString();
    const gone = await pageOf(await booked(long, { memberIds: [], deskId: 'desk-x' }));
    expect((await fetch(gone)).status).toBe(404);
    const { orm } = midoffice.services.database;
    expect(await removeOldLinks(orm, new Date())).toBe(1);
    expect((await fetch(running)).status).toBe(200);
  });

  it('lets nothing of the data in as markup, in no language', async () => {
    const hostile = '<img src=x onerror="alert(1)">';
    const appointment = { ...(await booked()), bring: [hostile], code: hostile, meetingLink: `https://x/"${hostile}` };
    const view = {
      appointment,
      product: undefined,
      place: hostile,
      stands: true,
      isChangeable: true,
      isMovable: true,
      isRestorable: true,
      asksSeen: true,
    };
    for (const language of ['nl', 'fr', 'en', 'de'] as const) {
      for (const mode of ['physical', 'digital'] as const) {
        const shown = { ...view, appointment: { ...appointment, mode } };
        const html = appointmentHtml(shown, { language, telephone: hostile, formToken: hostile }, undefined);
        expect(html).not.toContain('<img');
        expect(html).not.toMatch(/undefined/);
      }
    }
  });

  it('is not for who asks all the time', async () => {
    const page = openAppointmentPage({ pageUrl: undefined, telephone });
    const { orm } = midoffice.services.database;
    const request = { method: 'GET', url: '/a/geraden', headers: {} } as never;
    const ask = (client: string) => page({ request, client, orm, now: new Date(), workOnly: false });
    const answers = await Promise.all(Array.from({ length: 300 }, () => ask('one')));
    expect(answers[0]?.status).toBe(404);
    expect(answers.at(-1)?.status).toBe(429);
    expect((await ask('another')).status).toBe(404);
  });
});
