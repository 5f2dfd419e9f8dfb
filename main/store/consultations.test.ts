import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { glassOpenMilliseconds } from '@onthaal/contract/rules/policy/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { PersonCard } from '@onthaal/contract/store/reads.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setClockOffset } from './database/clock.ts';
import { tableNameOf } from './storage/index.ts';
import { LocalStore, offlineGrant, testKey } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';

const folder = testFolder();
const nationalNumber = makeTestInsz('1985-07-30', 151);
const QUARTER = 15 * 60_000;
let files = 0;
let store: LocalStore;
let personId: string;

async function openAs(role: Role, name = `consultations-${files}.db`): Promise<LocalStore> {
  const grant = { ...offlineGrant, member: { ...offlineGrant.member, role } };
  const result = await LocalStore.tryOpen(folder, testKey, name, { grant });
  if (!result.ok) throw new Error(result.error.code);
  store = result.value;
  return store;
}

beforeEach(async () => {
  files += 1;
  await openAs('clerk');
  personId = await newPerson();
});
afterEach(async () => {
  setClockOffset(0);
  await store.store.close();
});

async function newPerson(): Promise<string> {
  const person = { kind: 'citizen', givenName: 'An', familyName: 'Bekeken', nationalNumber, language: 'nl' } as const;
  const address = { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '2640', municipality: 'Mortsel' };
  return (await store.run('createPerson', { ...person, address })).written[0]?.documentId ?? '';
}

/** Protects the person, as the register would. */
function protect(): void {
  const { database } = store.store.file;
  const flags = JSON.stringify([{ id: 'flag', kind: 'addressSecret', since: '2026-01-01' }]);
  database
    .prepare(`UPDATE ${tableNameOf('persons', 0)} SET data = json_set(data, '$.flags', json(?)) WHERE id = ?`)
    .run(flags, personId);
}

type Look = Partial<CommandArguments['consultPerson']>;

function look(more: Look = {}) {
  return store.tryRun('consultPerson', { personId, purpose: 'counterService', reveal: false, ...more });
}

async function lookId(more: Look = {}): Promise<string> {
  const result = await look(more);
  if (!result.ok) throw new Error(result.error.code);
  return result.value.written[0]?.documentId ?? '';
}

async function card(consultationId: string): Promise<PersonCard> {
  return store.read('personCard', { personId, consultationId });
}

it('no card without a log row of this very look', async () => {
  const other = await newPerson();
  const ofOther = (await store.run('consultPerson', { personId: other, purpose: 'other', reveal: false })).written[0];
  for (const consultationId of ['unknown', ofOther?.documentId ?? '', personId]) {
    expect(await store.tryRead('personCard', { personId, consultationId })).toMatchObject({
      ok: false,
      error: { code: 'CONSULTATION_REQUIRED' },
    });
  }
  expect((await card(await lookId())).person.familyName).toBe('Bekeken');
});

it('says who, when, where, why and which fields; and is sent, but is nobody’s work', async () => {
  const before = await store.read('syncItems', { limit: 50 });
  await lookId({ purpose: 'dossierHandling', dossierId: 'dossier-1' });
  const [row] = store.consultations();
  expect(row).toMatchObject({
    memberId: offlineGrant.member.memberId,
    deviceId: offlineGrant.member.deviceId,
    personId,
    dossierId: 'dossier-1',
    purpose: 'dossierHandling',
    outcome: 'shown',
  });
  expect(row?.fields).toEqual(expect.arrayContaining(['displayName', 'familyName', 'address']));
  expect(row?.fields).not.toContain('nationalNumber');
  expect(await store.read('syncItems', { limit: 50 })).toEqual(before);
  const pending = store.store.file
    .prepare<number>("SELECT count(*) FROM outbox WHERE collection = 'consultations' AND pending = 1")
    .pluck()
    .get();
  expect(pending).toBe(1);
});

it('one row per look: not per refresh, but again for another purpose, dossier or number, and after a quarter of an hour', async () => {
  const first = await lookId();
  expect(await lookId()).toBe(first);
  await store.run('updatePerson', { personId, changes: { language: 'fr' } });
  expect((await card(first)).person.language).toBe('fr');
  expect(store.consultations()).toHaveLength(1);
  const others = [
    await lookId({ purpose: 'correction' }),
    await lookId({ dossierId: 'dossier-1' }),
    await lookId({ reveal: true }),
  ];
  expect(new Set([first, ...others]).size).toBe(4);
  setClockOffset(QUARTER - 5_000);
  expect(await lookId()).toBe(first);
  setClockOffset(QUARTER + 60_000);
  expect(await lookId()).not.toBe(first);
  // The card that stayed open all the time was one look.
  expect((await card(first)).person.id).toBe(personId);
  setClockOffset(13 * 3_600_000);
  expect(await store.tryRead('personCard', { personId, consultationId: first })).toMatchObject({ ok: false });
});

it('the whole national number only comes with a row that says so', async () => {
  const plain = await card(await lookId());
  expect(plain.maskedNationalNumber).toBe('85.67.30-***.**');
  expect(JSON.stringify(plain)).not.toContain(nationalNumber);
  const revealed = await card(await lookId({ reveal: true }));
  expect(revealed.person.nationalNumber).toBe(nationalNumber);
  expect(store.consultations().at(-1)?.fields).toContain('nationalNumber');
});

it('a role that may not look is refused, and the refusal is on record', async () => {
  const other = await newPerson();
  await store.store.close();
  await openAs('adviser');
  expect(await look({ reveal: true })).toMatchObject({ ok: true });
  const [row] = store.consultations();
  expect(row).toMatchObject({ outcome: 'refused', fields: [] });
  expect(await store.tryRead('personCard', { personId, consultationId: row?.id ?? '' })).toMatchObject({
    error: { code: 'NOT_ALLOWED' },
  });
  const seen = await card(await lookId());
  expect(seen.maskedNationalNumber).toBeUndefined();
  expect(JSON.stringify(seen.person)).not.toContain(nationalNumber);
  await store.store.close();
  await openAs('kiosk');
  expect(await look({ personId: other })).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
});

it('a protected person opens after a reason, for half an hour, and the reason is kept', async () => {
  protect();
  expect(await look()).toMatchObject({ ok: false, error: { code: 'REASON_REQUIRED' } });
  expect(await look({ reason: '  ' })).toMatchObject({ error: { code: 'REASON_REQUIRED' } });
  expect(store.consultations()).toHaveLength(0);
  const id = await lookId({ reason: ' Verlies van de kaart ' });
  expect(store.consultations()).toMatchObject([{ reason: 'Verlies van de kaart', outcome: 'shown' }]);
  expect((await card(id)).person.address).toMatchObject({ streetName: 'Kerkstraat' });
  // Without the glass the address is nowhere: not in a form, not among hits.
  expect((await store.read('personSummary', { personId })).person.address).toBeUndefined();
  const found = await store.read('searchEverything', { text: 'bekeken', limitPerGroup: 5 });
  expect(JSON.stringify(found)).not.toContain('Kerkstraat');
  setClockOffset(glassOpenMilliseconds + 60_000);
  expect(await store.tryRead('personCard', { personId, consultationId: id })).toMatchObject({
    error: { code: 'CONSULTATION_REQUIRED' },
  });
});

it('what cannot be written down is not shown: a full disk', async () => {
  const { database } = store.store.file;
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  let refusal: Awaited<ReturnType<typeof look>> | undefined;
  for (let index = 0; index < 2_000 && (refusal === undefined || refusal.ok); index += 1) {
    refusal = await look({ dossierId: `dossier-${index}` });
  }
  expect(refusal).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
  const shown = store.consultations().length;
  database.pragma('max_page_count = 1000000');
  expect(await look({ dossierId: 'dossier-later' })).toMatchObject({ ok: true });
  expect(store.consultations()).toHaveLength(shown + 1);
});

it('what cannot be written down is not shown: a database that can only be read', async () => {
  store.store.file.database.pragma('query_only = ON');
  expect(await look()).toMatchObject({ ok: false, error: { code: 'DISK_READ_ONLY' } });
  store.store.file.database.pragma('query_only = OFF');
  expect(store.consultations()).toHaveLength(0);
  expect(await look()).toMatchObject({ ok: true });
});

describe('a protected person before the reason', () => {
  async function personHits(text: string) {
    const { groups, exactHit } = await store.read('searchEverything', { text, limitPerGroup: 5 });
    const group = groups.find(({ kind }) => kind === 'person');
    return { hits: group?.hits ?? [], total: group?.total ?? 0, exactHit };
  }

  it.each(['clerk', 'caseHandler', 'adviser', 'teamLead', 'administrator', 'recordManager'] as const)(
    'is a name and nothing else to a %s: among hits, in forms and on a dossier',
    async (role) => {
      await store.run('updatePerson', { personId, changes: { birthDate: '1985-07-30' } as never });
      protect();
      await store.store.close();
      await openAs(role);
      const named = await personHits('bekeken');
      expect(named.total).toBe(1);
      expect(named.hits).toMatchObject([{ title: 'An Bekeken', subtitle: '', shielded: true }]);
      expect(named.hits[0]?.matched).toBeUndefined();
      const { person } = await store.read('personSummary', { personId });
      expect(person).toEqual({ id: personId, displayName: 'An Bekeken', kind: 'citizen', flags: [], shielded: true });
      const all = JSON.stringify([named, person]);
      for (const secret of ['Kerkstraat', 'Mortsel', '1985', '30/07', nationalNumber])
        expect(all).not.toContain(secret);
    },
  );

  it('is found by name, typing error included, and by a whole number; not by where they live or how a number starts', async () => {
    protect();
    for (const text of ['an bekeken', 'bekekn', nationalNumber]) {
      expect([text, (await personHits(text)).hits.map(({ id }) => id)]).toEqual([text, [personId]]);
    }
    expect((await personHits(nationalNumber)).exactHit).toMatchObject({ id: personId, subtitle: '', shielded: true });
    for (const text of ['kerkstraat', 'kerkstraat 1 mortsel', 'bekeken mortsel', nationalNumber.slice(0, 6)]) {
      expect([text, await personHits(text)]).toEqual([text, { hits: [], total: 0, exactHit: undefined }]);
    }
  });

  it('is a person like all others to who works on their open dossier', async () => {
    protect();
    // As the projection of a dossier's row would stand there.
    store.store.file.database
      .prepare(
        `INSERT INTO dossier_row (dossier_id, number, type_code, subject, status, team_id, applicant_id, opened_on, updated_at, closed)
         VALUES ('d', '2026-A1-00001', 'verhuis', 'Verhuis', 'submitted', 'team-onthaal', ?, '2026-11-23', 'x', 0)`,
      )
      .run(personId);
    const { hits } = await personHits('kerkstraat');
    expect(hits).toMatchObject([{ id: personId }]);
    expect(hits[0]?.shielded).toBeUndefined();
  });
});

describe('a dossier of another team', () => {
  const dossierId = 'dossier-of-another-team';

  /** As it comes from the centre. */
  async function receive(more: object = {}): Promise<void> {
    const stamp = { createdAt: '2026-11-23T08:00:00.000Z', updatedAt: '2026-11-23T08:00:00.000Z' };
    const by = { memberId: 'member-jan', name: 'Jan Wouters' };
    const fields = {
      ...{ id: dossierId, ...stamp, updatedBy: by, notes: [], number: '2026-LV-00001', typeCode: 'verhuis' },
      ...{ subject: 'Verhuis', status: 'submitted', applicantId: personId, parties: [], teamId: 'team-omgeving' },
      ...{ channel: 'counter', answers: {}, openedOn: '2026-11-23', termEvents: [], history: [], decisions: [] },
      ...{ payments: [], surveys: [], ...more },
    };
    const { database } = store.store.file;
    const table = tableNameOf('dossiers', 0);
    const columns = database.pragma(`table_info(${table})`) as { readonly name: string; readonly notnull: number }[];
    const values: Readonly<Record<string, unknown>> = {
      ...{ id: dossierId, rev: '1-a', deleted: 0, lwt: 1, data: JSON.stringify(fields) },
    };
    const names = columns.map(({ name }) => name).filter((name) => name in values);
    database
      .prepare(`INSERT OR REPLACE INTO ${table} (${names}) VALUES (${names.map(() => '?')})`)
      .run(...(names.map((name) => values[name]) as never[]));
  }

  async function openedAs(role: Role, more: object = {}) {
    await receive(more);
    await store.store.close();
    await openAs(role);
    return store.tryRead('dossierCard', { dossierId });
  }

  it('that is closed says its number, type and team, and whose it is to nobody', async () => {
    const details = { number: '2026-LV-00001', type: 'verhuis', team: expect.any(String) };
    const closed = await openedAs('caseHandler');
    expect(closed).toMatchObject({ ok: false, error: { details: { ...details, cause: 'otherTeam' } } });
    expect(JSON.stringify(closed)).not.toContain('Bekeken');
  });

  it.each(['clerk', 'adviser', 'administrator'] as const)(
    'about a protected person opens to a %s after a reason',
    async (role) => {
      protect();
      const closed = await openedAs(role);
      expect(closed).toMatchObject({ ok: false, error: { code: 'REASON_REQUIRED', details: { cause: 'protected' } } });
      await store.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
      expect((await store.read('dossierCard', { dossierId })).dossier.subject).toBe('Verhuis');
    },
  );

  it('opens to case workers after a reason, for half an hour, and the reason is on record', async () => {
    expect(await openedAs('caseHandler')).toMatchObject({ ok: false, error: { code: 'REASON_REQUIRED' } });
    expect(await store.tryRun('consultDossier', { dossierId, reason: '  ' })).toMatchObject({
      error: { code: 'REASON_REQUIRED' },
    });
    expect(store.consultations()).toHaveLength(0);
    await store.run('consultDossier', { dossierId, reason: ' Vraag aan het loket ' });
    expect(store.consultations()).toMatchObject([
      {
        personId,
        dossierId,
        purpose: 'dossierHandling',
        reason: 'Vraag aan het loket',
        fields: ['dossier'],
        outcome: 'shown',
      },
    ]);
    const card = await store.read('dossierCard', { dossierId });
    expect(card.dossier.subject).toBe('Verhuis');
    expect(Date.parse(card.openUntil ?? '')).toBe(
      Date.parse(store.consultations()[0]?.at ?? '') + glassOpenMilliseconds,
    );
    setClockOffset(glassOpenMilliseconds + 60_000);
    expect(await store.tryRead('dossierCard', { dossierId })).toMatchObject({ error: { code: 'REASON_REQUIRED' } });
  });

  it('does not open by a look at its person, whatever the reason', async () => {
    await openedAs('caseHandler');
    await lookId({ purpose: 'dossierHandling', dossierId, reason: 'Vraag aan het loket' });
    expect(await store.tryRead('dossierCard', { dossierId })).toMatchObject({ error: { code: 'REASON_REQUIRED' } });
    await store.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
    expect(store.consultations()).toHaveLength(2);
    await store.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
    expect(store.consultations()).toHaveLength(2);
  });

  it.each([
    ['clerk', 'the counter serves whoever comes in', {}],
    ['caseHandler', 'of their own team', { teamId: 'team-onthaal' }],
    ['caseHandler', 'that they handle', { handlerId: 'member-els' }],
  ] as const)('opens to a %s at once: %s', async (role, _why, more) => {
    const result = await openedAs(role, more);
    expect(result.ok).toBe(true);
    expect(await store.read('watchedLooks', {})).toEqual([]);
  });

  it('shows the owning team who of others looked, when and why, and nobody their own looks', async () => {
    await openedAs('caseHandler');
    await store.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
    store.store.file.database
      .prepare(
        `INSERT INTO dossier_row (dossier_id, number, type_code, subject, status, team_id, applicant_id, opened_on, updated_at, closed)
         VALUES (?, '2026-LV-00001', 'verhuis', 'Verhuis', 'submitted', 'team-onthaal', ?, '2026-11-23', 'x', 0)`,
      )
      .run(dossierId, personId);
    expect(await store.read('watchedLooks', {})).toEqual([]);
    // As it would come to a colleague's desk.
    const { database } = store.store.file;
    database.exec(`UPDATE ${tableNameOf('consultations', 0)} SET data = json_set(data, '$.memberId', 'member-sofie')`);
    const [look] = await store.read('watchedLooks', {});
    expect(look).toMatchObject({ dossierId, dossierNumber: '2026-LV-00001', reason: 'Vraag aan het loket' });
    expect(await store.read('watchedLooks', { dossierId })).toEqual([look]);
    expect(await store.read('watchedLooks', { dossierId: 'another' })).toEqual([]);
  });
});
