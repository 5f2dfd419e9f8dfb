import { pullDocuments, pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import type { PushOutcome } from './push-row.ts';

type Fields = Record<string, unknown>;

/**
 * A desk of before dossiers had a description and a parcel, addresses a box number and surveys a remark: to it, this mid-office
 * is a newer one.
 */
class OlderDesk {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  static #older(document: string): string {
    return document.replace(/ (description|parcel|boxNumber|remark)\b/g, '');
  }

  async dossier(id: string): Promise<Fields | undefined> {
    const query = OlderDesk.#older(pullDocuments.dossiers);
    const answer = await sendGraphql(this.#desk.url, query, { checkpoint: null, limit: 1000 }, this.#desk.grant.token);
    const page = stripNulls(answer.data?.pullDossiers) as { readonly documents: readonly Fields[] };
    return page.documents.find((document) => document.id === id);
  }

  async push(next: Fields, assumed: Fields | undefined, operationId: string = v7()): Promise<PushOutcome> {
    const rows = [
      { operationId, newDocumentState: next, ...(assumed === undefined ? {} : { assumedMasterState: assumed }) },
    ];
    const query = OlderDesk.#older(pushDocuments.dossiers);
    const answer = await sendGraphql(this.#desk.url, query, { rows }, this.#desk.grant.token);
    expect(answer.errors).toEqual([]);
    return (stripNulls(answer.data?.pushDossiers) as readonly PushOutcome[])[0] as PushOutcome;
  }
}

describe.each(engines)('a desk of an older version, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let present: Desk;
  let older: OlderDesk;
  const person = personFixture();
  const address = {
    streetName: 'Kerkstraat',
    houseNumber: '1',
    boxNumber: 'B',
    postalCode: '9990',
    municipality: 'Lindervelde',
  };

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    present = await Desk.logIn(midoffice.url, 'member-els', 'device-present');
    older = new OlderDesk(await Desk.logIn(midoffice.url, 'member-karim', 'device-older'));
    expect((await present.pushOne('persons', person)).outcome).toBe('accepted');
  });
  afterAll(() => midoffice?.stop());

  async function newDossier() {
    const surveys = [{ id: v7(), askedAt: '2026-11-20T10:00:00.000Z', score: 4, remark: 'Vlot geholpen' }];
    const dossier = dossierFixture(person.id, { description: 'Nieuw veld', parcel: undefined, address, surveys });
    const sent = stripNulls(JSON.parse(JSON.stringify(dossier)) as typeof dossier);
    expect((await present.pushOne('dossiers', sent)).outcome).toBe('accepted');
    const seen = await older.dossier(dossier.id);
    expect(seen).toMatchObject({ id: dossier.id, subject: dossier.subject });
    expect(seen).not.toHaveProperty('description');
    expect(seen?.address).not.toHaveProperty('boxNumber');
    expect(JSON.stringify(seen)).not.toContain('Vlot geholpen');
    return { dossier: sent, seen: seen as Fields };
  }

  async function master(id: string): Promise<Fields | undefined> {
    const { documents } = await present.pullAll('dossiers');
    return documents.find((document) => (document as { readonly id: string }).id === id) as Fields | undefined;
  }

  it('changes what it knows and leaves what it does not know as it was, inside objects and lists too', async () => {
    const { dossier, seen } = await newDossier();
    expect(await older.push({ ...seen, subject: 'Door de oude' }, seen)).toMatchObject({ outcome: 'accepted' });
    expect(await master(dossier.id)).toEqual({ ...dossier, subject: 'Door de oude', deleted: false });
  });

  it('is not in conflict with a change of a field that it does not know', async () => {
    const { dossier, seen } = await newDossier();
    const described = { ...dossier, description: 'Intussen gewijzigd' };
    expect((await present.pushOne('dossiers', described, dossier)).outcome).toBe('accepted');
    expect(await older.push({ ...seen, subject: 'Door de oude' }, seen)).toMatchObject({ outcome: 'accepted' });
    expect(await master(dossier.id)).toEqual({ ...described, subject: 'Door de oude', deleted: false });
  });

  it('is in conflict with a change of a field that it knows', async () => {
    const { dossier, seen } = await newDossier();
    await present.pushOne('dossiers', { ...dossier, subject: 'Nieuwer' }, dossier);
    const outcome = await older.push({ ...seen, subject: 'Door de oude' }, seen);
    expect(outcome).toMatchObject({ outcome: 'conflict', master: { subject: 'Nieuwer' } });
    expect(outcome.master).not.toHaveProperty('description');
    const resolved = await older.push({ ...seen, subject: 'Door de oude' }, { ...seen, subject: 'Nieuwer' });
    expect(resolved.outcome).toBe('accepted');
    expect(await master(dossier.id)).toMatchObject({ subject: 'Door de oude', description: 'Nieuw veld' });
  });

  it('may take away what it knows, and its repeated push is accepted once', async () => {
    const { dossier, seen } = await newDossier();
    const { address: _gone, ...without } = seen;
    const operation = v7();
    const first = await older.push(without, seen, operation);
    expect(first.outcome).toBe('accepted');
    const { address: _taken, ...rest } = dossier;
    expect(await master(dossier.id)).toEqual({ ...rest, deleted: false });
    const described = { ...rest, description: 'Daarna nog gewijzigd' };
    expect((await present.pushOne('dossiers', described as typeof dossier, rest as typeof dossier)).outcome).toBe(
      'accepted',
    );
    expect(await older.push(without, seen, operation)).toMatchObject({
      outcome: 'accepted',
      acceptedAt: first.acceptedAt,
    });
    expect(await master(dossier.id)).toEqual({ ...described, deleted: false });
  });
});
