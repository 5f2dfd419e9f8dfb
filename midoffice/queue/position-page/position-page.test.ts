import { createHash, randomBytes } from 'node:crypto';
import type { Visit, VisitEvent } from '@onthaal/contract/entities/visit.ts';
import { callNextVisitDocument } from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../database/database.ts';
import { Desk, sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { reference, referenceFixture } from '../../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';
import { overHtml, positionHtml } from './position-html.ts';
import { removeOldPositionLinks } from './position-link.ts';
import { openPositionPage } from './position-routes.ts';

const by = { memberId: 'member-els', name: 'Els Peeters' };
const serviceTimes = [{ productCode: 'attest', seconds: Array<number>(10).fill(600) }];
const documents = [
  reference('location', 'hall', 'Gemeentehuis', { building: 'Gemeentehuis', serviceTimes }),
  reference('desk', 'drie', 'Loket 3', { building: 'Gemeentehuis', number: '3', teamIds: ['team-onthaal'] }),
  reference('product', 'attest', 'Attest', {
    ...{ theme: 'Burgerzaken', minutes: 5, minutesPerExtraPerson: 0, teamId: 'team-onthaal', modes: [], bring: [] },
  }),
];
const [engine] = engines;
if (engine === undefined) throw new Error('There is no engine');

describe('the page of a citizen who waits', () => {
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, { collection: 'references', documents } as never]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  let minute = 0;
  let lastToken = '';
  /** What a desk does as it prints: the token goes on paper, its hash with the visit. */
  function printed(): string {
    lastToken = randomBytes(18).toString('base64url');
    return createHash('sha256').update(lastToken).digest('hex');
  }
  const tokens = new Map<string, string>();
  async function arrive(later: (visit: Visit) => Visit = (visit) => visit): Promise<Visit> {
    minute += 1;
    const at = new Date(Date.now() - 3_600_000 + minute * 1000).toISOString();
    const visit: Visit = later({
      ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: by, ticket: `L1-${minute}`, state: 'waiting' },
      ...{ arrivedAt: at, locationId: 'location-hall', priority: 3, draft: 'Geheim', notes: [], personId: 'persoon' },
      services: [{ id: 's', productCode: 'attest', state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
      steps: [{ id: v7(), at, by, event: 'arrived' }],
      pageHashes: [printed()],
    });
    tokens.set(visit.id, lastToken);
    expect((await els.pushOne('visits', visit)).outcome).toBe('accepted');
    return visit;
  }

  async function happens({ id: visitId }: Visit, event: VisitEvent): Promise<Visit> {
    // The centre may have reserved it for a desk meanwhile.
    const { documents: known } = await els.pullAll('visits');
    const visit = (known as unknown as readonly Visit[]).find(({ id }) => id === visitId);
    if (visit === undefined) throw new Error('Not there');
    const at = new Date(Date.parse(visit.updatedAt) + 1000).toISOString();
    const after = visitAfter(visit, { id: v7(), at, by, event, deskId: 'desk-drie' });
    if (after === undefined) throw new Error(`Not ${event}`);
    const next = { ...after, updatedAt: at, updatedBy: by };
    expect((await els.pushOne('visits', next, visit)).outcome).toBe('accepted');
    return next;
  }

  const look = (id: string, more = '', headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${midoffice.url}/position/${tokens.get(id) ?? id}${more}`, { headers });

  async function call(): Promise<Visit> {
    const asked = { operationId: v7(), deskId: 'desk-drie' };
    const { data, errors } = await sendGraphql(midoffice.url, callNextVisitDocument, asked, els.grant.token);
    expect(errors).toEqual([]);
    const { visit } = stripNulls(data?.callNextVisit ?? {}) as { readonly visit?: Visit };
    if (visit === undefined) throw new Error('Nobody called');
    return visit;
  }

  it('says the number, who is before, what is known of the wait, then the desk, and is gone when the visit is over', async () => {
    const [first, second] = [await arrive(), await arrive()];
    const before = await (await look(second.id)).text();
    expect(before).toContain('<strong>L1-2</strong>');
    expect(before).toContain('Hoe lang u nog wacht, kunnen we nog niet zeggen.');
    const called = await call();
    expect(called.id).toBe(first.id);
    expect(await (await look(first.id)).text()).toContain('U bent aan de beurt: Loket 3.');
    const next = await (await look(second.id)).text();
    expect(next).toContain('U bent als volgende aan de beurt.');
    expect(next).toContain('U wacht nog ongeveer 5 minuten.');
    const served = await happens(called, 'served');
    expect(await (await look(first.id)).text()).toContain('U wordt geholpen: Loket 3.');
    await happens(served, 'finished');
    const over = await look(first.id);
    expect(over.status).toBe(404);
    expect(await over.text()).toContain('Deze pagina bestaat niet of niet meer.');
    await happens(second, 'left');
    expect((await look(second.id)).status).toBe(404);
  });

  it('tells nobody whether an address ever was one, and nothing of a person, a reason or a desk member', async () => {
    const visit = await arrive();
    const page = await (await look(visit.id)).text();
    expect(page).not.toMatch(/Geheim|persoon|Attest|Els|Peeters/);
    const guesses = ['visit-jozef', v7(), '%00', randomBytes(18).toString('base64url'), `${tokens.get(visit.id)}x`];
    const [never = '', ...others] = await Promise.all(guesses.map(async (id) => (await look(id)).text()));
    expect(new Set([never, ...others]).size).toBe(1);
    await happens(visit, 'left');
    expect(await (await look(visit.id)).text()).toBe(never);
  });

  const orm = () => midoffice.services.database.orm;
  const known = async (id: string) => {
    const { documents: all } = await els.pullAll('visits');
    return (all as unknown as readonly Visit[]).find((visit) => visit.id === id);
  };
  const withHashes = async (visit: Visit, pageHashes: string[]) => {
    const at = new Date(Date.parse(visit.updatedAt) + 1000).toISOString();
    const next = { ...visit, pageHashes, updatedAt: at };
    expect((await els.pushOne('visits', next, visit)).outcome).toBe('accepted');
    return next;
  };

  it('is not found by the id of the visit, which every desk knows', async () => {
    const visit = await arrive();
    const token = tokens.get(visit.id) ?? '';
    expect((await look(visit.id)).status).toBe(200);
    const byId = await fetch(`${midoffice.url}/position/${visit.id}`);
    expect(byId.status).toBe(404);
    expect(await byId.text()).toContain('Deze pagina bestaat niet of niet meer.');
    // What desks and the database have opens nothing.
    const [hash = ''] = visit.pageHashes ?? [];
    expect((await fetch(`${midoffice.url}/position/${hash}`)).status).toBe(404);
    const rows = await rowsOf(orm(), sql`SELECT * FROM position_link WHERE visit_id = ${visit.id}`);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, await known(visit.id)])).not.toContain(token);
    await happens(visit, 'left');
  });

  it('is found by each ticket that was printed, and by no ticket of somebody else', async () => {
    const visit = await arrive();
    const first = tokens.get(visit.id) ?? '';
    const again = await withHashes(visit, [...(visit.pageHashes ?? []), printed()]);
    const second = lastToken;
    for (const token of [first, second]) expect((await look(token)).status).toBe(200);
    const other = await arrive();
    await withHashes(other, [...(other.pageHashes ?? []), ...(again.pageHashes ?? [])]);
    expect(await (await look(first)).text()).toContain(`<strong>${visit.ticket}</strong>`);
    await happens(other, 'left');
    await happens(again, 'left');
    await withHashes((await known(visit.id)) as Visit, [printed()]);
    expect((await look(lastToken)).status).toBe(404);
  });

  it('is found by the ticket of who left before the desk had its line back, once they return', async () => {
    const gone = await arrive((visit) => {
      const left = visitAfter(visit, { id: v7(), at: visit.updatedAt, by, event: 'left' });
      if (left === undefined) throw new Error('Not left');
      return left;
    });
    expect((await look(gone.id)).status).toBe(404);
    const back = await happens(gone, 'returned');
    expect(await (await look(gone.id)).text()).toContain(`<strong>${gone.ticket}</strong>`);
    await happens(back, 'left');
  });

  it('has no ways left a while after the visit or its day is over', async () => {
    const [waits, gone] = [await arrive(), await arrive()];
    await happens(gone, 'left');
    const links = async (id: string) =>
      (await rowsOf(orm(), sql`SELECT token_hash FROM position_link WHERE visit_id = ${id}`)).length;
    const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await removeOldPositionLinks(orm(), hence(0));
    expect([await links(waits.id), await links(gone.id)]).toEqual([1, 1]);
    // Who had left by mistake comes back with the same paper.
    const back = await happens(gone, 'returned');
    expect((await look(gone.id)).status).toBe(200);
    await happens(back, 'left');
    await removeOldPositionLinks(orm(), hence(3));
    expect([await links(waits.id), await links(gone.id)]).toEqual([1, 0]);
    await removeOldPositionLinks(orm(), hence(31));
    expect(await links(waits.id)).toBe(0);
    await happens(waits, 'left');
  });

  it('sets no cookie, is kept by nobody, loads nothing of others, and is only read', async () => {
    const visit = await arrive();
    const answer = await look(visit.id);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self'/,
    );
    const page = await answer.text();
    expect(page).not.toMatch(/https?:|style=|<script>|\son\w+=/);
    expect(page).toContain('<noscript><meta http-equiv="refresh" content="20"></noscript>');
    for (const part of ['page.css', 'page.js']) {
      expect((await fetch(`${midoffice.url}/position/${part}`)).status).toBe(200);
    }
    expect((await fetch(`${midoffice.url}/position/${tokens.get(visit.id)}`, { method: 'POST' })).status).toBe(405);
    await happens(visit, 'left');
  });

  it('speaks the language that was asked, else that of the browser, else Dutch', async () => {
    const visit = await arrive();
    const languages = [
      [await look(visit.id), 'nl'],
      [await look(visit.id, '', { 'accept-language': 'fr-BE,fr;q=0.9' }), 'fr'],
      [await look(visit.id, '?lang=de', { 'accept-language': 'fr-BE' }), 'de'],
      [await look(visit.id, '?lang=xx', { 'accept-language': 'xx' }), 'nl'],
    ] as const;
    for (const [answer, language] of languages) expect(await answer.text()).toContain(`<html lang="${language}">`);
    await happens(visit, 'left');
  });

  it('lets nothing of the data in as markup', () => {
    const hostile = '<img src=x onerror="alert(1)">';
    for (const language of ['nl', 'fr', 'en', 'de'] as const) {
      const page = positionHtml({ state: 'called', ticket: hostile, desk: hostile }, language, new Date());
      expect(page).not.toContain('<img');
      expect(page.split('&lt;img')).toHaveLength(3);
      expect(overHtml(language)).not.toMatch(/undefined|\{/);
    }
  });

  it('is not for who asks all the time', async () => {
    const page = openPositionPage();
    const { orm } = midoffice.services.database;
    const url = new URL('http://midoffice/position/geraden');
    const ask = (client: string) => page({ url, headers: {}, client, orm, now: new Date() });
    const answers = await Promise.all(Array.from({ length: 400 }, () => ask('one')));
    expect(answers[0]?.status).toBe(404);
    expect(answers.at(-1)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect((await ask('another')).status).toBe(404);
  });
});
