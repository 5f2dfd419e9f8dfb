import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../testing/content-desk.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { consultationFixture, dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-look-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(engines)('who fetches the content of a document, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  const person = personFixture();

  beforeAll(async () => {
    midoffice = await startForTests(engine, {
      content: {
        store: { kind: 'folder', folder: join(folder, engine.name) },
        scanner: { kind: 'off' },
        mostBytes: 1024 * 1024,
        retrySeconds: 1,
      },
    });
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    await els.pushOne('persons', person);
  });
  afterAll(() => midoffice?.stop());

  const contentDesk = ({ url, grant }: Desk) => new ContentDesk(url, grant.token);

  async function withContent(seed: string, teamId: string) {
    const dossier = dossierFixture(person.id, { teamId });
    const bytes = pdfOf(5000, seed);
    const document = documentFixture(bytes, dossier.id);
    expect((await els.pushOne('dossiers', dossier)).outcome).toBe('accepted');
    expect((await els.pushOne('documents', document)).outcome).toBe('accepted');
    expect((await contentDesk(els).bring(bytes, document.id)).status).toBe(204);
    return { dossier, bytes, fetch: () => contentDesk(karim).fetch(document.id, digestOf(bytes)) };
  }

  async function looksAt(dossierId: string) {
    const { documents } = await karim.pullAll('consultations');
    return (documents as unknown as readonly DocumentOf<'consultations'>[]).filter(
      (row) => row.dossierId === dossierId,
    );
  }

  it('is written down first, once for the same look', async () => {
    const { dossier, bytes, fetch } = await withContent('own', 'team-omgeving');
    expect(await looksAt(dossier.id)).toEqual([]);
    expect((await fetch()).body.equals(bytes)).toBe(true);
    expect((await fetch()).status).toBe(200);
    expect(await looksAt(dossier.id)).toMatchObject([
      {
        ...{ memberId: 'member-karim', deviceId: 'device-karim', personId: person.id },
        ...{ purpose: 'dossierHandling', fields: ['documentContent'], outcome: 'shown' },
      },
    ]);
  });

  it('gets nothing of another team’s dossier before it was opened with a reason', async () => {
    const { dossier, bytes, fetch } = await withContent('other', 'team-onthaal');
    expect(await fetch()).toMatchObject({ status: 403, code: 'DOSSIER_OF_OTHER_TEAM' });
    expect(await looksAt(dossier.id)).toEqual([]);
    const look = {
      ...consultationFixture(person.id),
      ...{ memberId: 'member-karim', deviceId: 'device-karim', dossierId: dossier.id, at: new Date().toISOString() },
      ...{ reason: 'Vraag aan het loket', fields: ['dossier'] },
    };
    expect(await karim.pushOne('consultations', look)).toMatchObject({ outcome: 'accepted' });
    expect((await fetch()).body.equals(bytes)).toBe(true);
    expect(await looksAt(dossier.id)).toHaveLength(2);
  });
});
