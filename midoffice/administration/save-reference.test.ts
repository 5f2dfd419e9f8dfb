import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { auditTrailDocument, saveReferenceDocument } from '@onthaal/contract/generated/client-documents.ts';
import type { SavedReference } from '@onthaal/contract/store/administration.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const data = { theme: 'Algemeen', language: 'nl', body: 'Beste {{person.displayName}}' };
const text = { kind: 'standardText', name: 'Groet', active: true, data };

const product = { theme: 'x', minutes: 5, minutesPerExtraPerson: 0, teamId: 'team-onthaal', modes: [], bring: [] };

// Two at once only clash where two transactions really run at once.
const concurrent = engines.filter(({ name }) => name === 'PostgreSQL');

describe.each(concurrent)('an administrator who writes reference data, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let ann: Desk;
  let other: Desk;
  let clerk: Desk;

  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [
      referenceFixture,
      {
        collection: 'references',
        documents: [
          reference('product', 'attest', 'Attest', product),
          reference('product', 'kaart', 'Kaart', { ...product, theme: 'Papieren' }),
          reference('product', 'pas', 'Pas', { ...product, theme: 'Papieren', themeNames: { de: 'Papiere' } }),
        ],
      },
    ]);
    ann = await Desk.logIn(midoffice.url, 'member-ann', 'device-ann');
    other = await Desk.logIn(midoffice.url, 'member-ann', 'device-other');
    clerk = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice.stop());

  async function save(desk: Desk, row: object): Promise<SavedReference | string> {
    const answer = await sendGraphql(
      desk.url,
      saveReferenceDocument,
      { operationId: v7(), ...text, ...row },
      desk.grant.token,
    );
    const [error] = answer.errors;
    const field = error?.extensions?.field;
    if (error !== undefined) return [error.extensions?.code, field].filter(Boolean).join(' ');
    return answer.data?.saveReference as SavedReference;
  }
  const saved = async (desk: Desk, row: object) => (await save(desk, row)) as SavedReference;

  it('makes a row that every desk gets, with a line in the audit log of who did it', async () => {
    const { updatedAt } = await saved(ann, { id: 'text-new' });
    const { documents: rows } = await clerk.pullAll('references');
    expect(rows.find(({ id }) => id === 'text-new')).toMatchObject({
      ...{ ...text, code: 'text-new', updatedAt, createdAt: updatedAt, updatedBy: { memberId: 'member-ann' } },
    });
    const trail = { collection: 'references', documentId: 'text-new' };
    const audit = await sendGraphql(ann.url, auditTrailDocument, trail, ann.grant.token);
    expect(audit.data?.auditTrail).toMatchObject([{ memberId: 'member-ann', kind: 'created' }]);
  });

  it('changes it only on top of what was read: of two, the second hears that the first was before', async () => {
    const first = await saved(ann, { id: 'text-two' });
    const second = await saved(other, { id: 'text-two', name: 'Tweede', basedOn: first.updatedAt });
    expect(second.updatedAt > first.updatedAt).toBe(true);
    expect(await save(ann, { id: 'text-two', name: 'Derde', basedOn: first.updatedAt })).toBe(
      'REFERENCE_CHANGED_MEANWHILE',
    );
    expect(await save(ann, { id: 'text-two' })).toBe('REFERENCE_CHANGED_MEANWHILE');
    expect(await save(ann, { id: 'text-never', basedOn: first.updatedAt })).toBe('REFERENCE_CHANGED_MEANWHILE');
    const [one, two] = await Promise.all([
      save(ann, { id: 'text-two', name: 'Vierde', basedOn: second.updatedAt }),
      save(other, { id: 'text-two', name: 'Vijfde', basedOn: second.updatedAt }),
    ]);
    expect([one, two].filter((answer) => answer === 'REFERENCE_CHANGED_MEANWHILE')).toHaveLength(1);
  });

  it('writes once what is asked twice, because the first answer was lost', async () => {
    const operationId = v7();
    const first = await saved(ann, { id: 'text-once', operationId });
    expect(await save(ann, { id: 'text-once', operationId })).toEqual(first);
  });

  it('refuses who is no administrator, a kind that is not written on a screen, and another kind under an id', async () => {
    expect(await save(clerk, { id: 'text-clerk' })).toBe('NOT_ALLOWED');
    expect(await save(ann, { id: 'team-new', kind: 'team', data: {} })).toBe('ARGUMENT_INVALID kind');
    const { documents } = await clerk.pullAll('references');
    const team = documents.find((row) => 'kind' in row && row.kind === 'team');
    expect(await save(ann, { id: team?.id, basedOn: team?.updatedAt })).toBe('NOT_ALLOWED kind');
  });

  it('writes of a product its words only: it is made, planned and taken away with the mid-office', async () => {
    const rows = (await clerk.pullAll('references')).documents as unknown as readonly Reference[];
    const known = rows.find(({ code }) => code === 'attest');
    if (known === undefined) throw new Error('There is no product');
    const asked = { id: known.id, kind: 'product', name: known.name, basedOn: known.updatedAt, data: known.data };
    const named = {
      ...{ ...known.data, names: { fr: 'Un certificat', de: 'Eine Bescheinigung' } },
      ...{ bring: ['Uw kaart'], bringNames: { 'Uw kaart': { fr: 'Votre carte' } } },
    };
    expect(await save(ann, { ...asked, data: { ...named, minutes: 480 } })).toBe('NOT_ALLOWED data');
    expect(await save(ann, { ...asked, data: { ...named, theme: 'Ander' } })).toBe('NOT_ALLOWED data');
    expect(await save(ann, { ...asked, data: { ...named, bring: [' '] } })).toBe('REFERENCE_NOT_RIGHT bring.0');
    expect(await save(ann, { ...asked, data: named, active: false })).toBe('NOT_ALLOWED data');
    expect(await save(ann, { ...asked, id: 'product-new', basedOn: undefined })).toBe('NOT_ALLOWED data');
    expect(await save(ann, { ...asked, data: { ...named, names: { fr: 1 } } })).toMatch(/^FIELD_/);
    expect(await save(clerk, { ...asked, data: named })).toBe('NOT_ALLOWED');
    expect(await save(ann, { ...asked, data: named })).toMatchObject({ id: known.id });
    const { documents } = await clerk.pullAll('references');
    expect(documents.find(({ id }) => id === known.id)).toMatchObject({ code: known.code, active: true, data: named });
  });

  it('calls a theme the same wherever it stands, also when two products of it are saved at once', async () => {
    const rowOf = async (code: string) => {
      const { documents } = await clerk.pullAll('references');
      const found = (documents as unknown as readonly Reference[]).find((one) => one.code === code);
      if (found === undefined) throw new Error(`There is no ${code}`);
      return found;
    };
    const write = (desk: Desk, { id, name, updatedAt, data: was }: Reference, changes: object) =>
      save(desk, { id, kind: 'product', name, basedOn: updatedAt, data: { ...was, ...changes } });
    const elsewhere = await rowOf('attest');
    expect(await write(ann, await rowOf('kaart'), { themeNames: { fr: 'Papiers' } })).toMatchObject({
      id: 'product-kaart',
    });
    expect(await rowOf('pas')).toMatchObject({
      ...{ name: 'Pas', updatedBy: { memberId: 'member-ann' } },
      data: { theme: 'Papieren', minutes: 5, themeNames: { fr: 'Papiers' } },
    });
    expect((await rowOf('pas')).data.themeNames).toEqual({ fr: 'Papiers' });
    expect(await rowOf('attest')).toEqual(elsewhere);
    // What is said of the product alone leaves the others as they are.
    const before = await rowOf('pas');
    await write(ann, await rowOf('kaart'), { names: { fr: 'Carte' } });
    expect(await rowOf('pas')).toEqual(before);
    const [first, second] = [await rowOf('kaart'), await rowOf('pas')];
    const both = await Promise.all([
      write(ann, first, { themeNames: { fr: 'Un' } }),
      write(other, second, { themeNames: { fr: 'Deux' } }),
    ]);
    expect(both.filter((answer) => answer === 'REFERENCE_CHANGED_MEANWHILE')).toHaveLength(1);
    const [kaart, pas] = [await rowOf('kaart'), await rowOf('pas')];
    expect(['Un', 'Deux']).toContain((kaart.data.themeNames as { readonly fr: string }).fr);
    expect(pas.data.themeNames).toEqual(kaart.data.themeNames);
    const trail = { collection: 'references', documentId: 'product-pas' };
    const audit = await sendGraphql(ann.url, auditTrailDocument, trail, ann.grant.token);
    expect(audit.data?.auditTrail).not.toEqual([]);
  });

  it('refuses what is not right, with the field; what is withdrawn may be wrong', async () => {
    expect(await save(ann, { id: 'text-wrong', data: { ...data, body: '{{naam}}' } })).toBe('REFERENCE_NOT_RIGHT body');
    expect(await save(ann, { id: 'text-wrong', data: { theme: 'x' } })).toBe('FIELD_REQUIRED data.language');
    const tree = { order: 1, questions: [{ id: 'a', text: 'A?', answers: [{ text: 'x', productCode: 'gone' }] }] };
    expect(await save(ann, { id: 'tree', kind: 'decisionTree', data: tree })).toBe('REFERENCE_NOT_RIGHT a');
    expect(await save(ann, { id: 'tree', kind: 'decisionTree', data: tree, active: false })).toMatchObject({
      id: 'tree',
    });
  });
});
