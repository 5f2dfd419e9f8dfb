import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let lineOfEls: TestLine;
let lineOfKarim: TestLine;
let els: TestStore;
let karim: TestStore;

async function desk(line: TestLine, memberId: string): Promise<TestStore> {
  await line.up();
  const store = await TestStore.start(line.url);
  await store.openFor(memberId, join(folder, `${memberId}.db`));
  await store.untilUpToDate();
  return store;
}

beforeAll(async () => {
  midoffice = await startMidoffice();
  lineOfEls = new TestLine(midoffice.url);
  lineOfKarim = new TestLine(midoffice.url);
  els = await desk(lineOfEls, 'member-els');
  karim = await desk(lineOfKarim, 'member-karim');
});
afterAll(async () => {
  await Promise.all([els?.stop(), karim?.stop()]);
  await Promise.all([lineOfEls.down(), lineOfKarim.down()]);
  await midoffice.stop();
});
beforeEach(async () => {
  await Promise.all([lineOfEls.up(), lineOfKarim.up()]);
});

async function someDossier(store: TestStore): Promise<{ dossierId: string; personId: string }> {
  const { rows } = await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 });
  return { dossierId: rows[0]?.id ?? '', personId: rows[0]?.applicantId ?? '' };
}

function contact(store: TestStore, about: { dossierId: string; personId: string }, subject: string) {
  return store.run('registerInteraction', {
    personId: about.personId,
    dossierIds: [about.dossierId],
    channel: 'phone',
    direction: 'incoming',
    subject,
    text: 'Belde met een vraag',
  });
}

describe('a contact moment', () => {
  it('moves the last contact of the person and stands in the history of the dossier, as one piece of work', async () => {
    const about = await someDossier(els);
    const before = await els.read('dossierCard', { dossierId: about.dossierId });
    await lineOfEls.down();
    await els.until('syncStatus', {}, (status) => status.phase === 'offline');
    const { written } = await contact(els, about, 'Vraag over de stand');
    expect(await els.read('syncStatus', {})).toMatchObject({ waiting: 1 });
    const items = await els.read('syncItems', { limit: 5 });
    expect(items.map((item) => item.title)).toEqual(['Vraag over de stand']);
    const card = await els.read('dossierCard', { dossierId: about.dossierId });
    expect(card.dossier.history.at(-1)).toMatchObject({
      kind: 'interactionLinked',
      parameters: { interactionId: written[0]?.documentId, channel: 'phone' },
    });
    // Once on the screen, not twice.
    expect(card.timeline.length).toBe(before.timeline.length + 1);
    const { person } = await els.read('personCard', { personId: about.personId });
    expect(Date.now() - Date.parse(person.lastContactAt ?? '')).toBeLessThan(60_000);

    await lineOfEls.up();
    const there = await karim.until(
      'personCard',
      { personId: about.personId },
      (other) => other.person.lastContactAt === person.lastContactAt,
    );
    expect(there.person.history).toEqual(person.history);
    await els.untilUpToDate();
  });

  it('at two desks at once about the same person and dossier asks nobody to choose', async () => {
    const about = await someDossier(els);
    await Promise.all([lineOfEls.down(), lineOfKarim.down()]);
    await contact(els, about, 'Eerste oproep');
    await karim.run('updateDossier', { dossierId: about.dossierId, changes: { subject: 'Ander onderwerp' } });
    await karim.run('updatePerson', { personId: about.personId, changes: { language: 'fr' } });
    await contact(karim, about, 'Tweede oproep');
    await lineOfEls.up();
    await els.untilUpToDate();
    await lineOfKarim.up();
    await karim.untilUpToDate();
    for (const store of [els, karim]) {
      const { dossier } = await store.until(
        'dossierCard',
        { dossierId: about.dossierId },
        (card) => card.dossier.subject === 'Ander onderwerp' && card.interactions.length >= 2,
      );
      const linked = dossier.history.filter((event) => event.kind === 'interactionLinked');
      expect(linked.map((event) => event.parameters?.subject)).toEqual(
        expect.arrayContaining(['Eerste oproep', 'Tweede oproep']),
      );
      // Persons travel by themselves: they may come a moment after the dossier.
      const { person } = await store.until(
        'personCard',
        { personId: about.personId },
        (card) => card.person.language === 'fr',
      );
      expect(person.lastContactAt).toBe(
        linked
          .map((event) => event.at)
          .sort()
          .at(-1),
      );
      expect(await store.read('syncStatus', {})).toMatchObject({ conflicts: 0, rejected: 0, waiting: 0 });
    }
  });

  it('is not held up by a refused row of the person, and nobody is asked about that row', async () => {
    const about = await someDossier(els);
    await midoffice.order({ status: 413, count: 1, only: 'pushPersons' });
    const { written } = await contact(els, about, 'Gaat gewoon door');
    await karim.until('searchEverything', { text: 'gaat gewoon door', limitPerGroup: 3 }, (result) =>
      result.groups.some((group) => group.hits.some((hit) => hit.id === written[0]?.documentId)),
    );
    await els.untilUpToDate();
    await midoffice.clearFaults();
    expect(await els.read('syncStatus', {})).toMatchObject({ rejected: 0, waiting: 0 });
    expect(await els.read('syncItems', { limit: 1 })).toMatchObject([{ title: 'Gaat gewoon door', state: 'accepted' }]);
  });
});
