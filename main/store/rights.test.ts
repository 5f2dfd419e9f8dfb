import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

describe('rights of a visitor', () => {
  let midoffice: TestMidoffice;
  let els: TestStore;

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    els = await TestStore.start(midoffice.url);
    await els.openFor('member-els', join(testFolder(), 'els.db'), { deviceId: 'device-loket-1' });
    await els.untilUpToDate();
  });
  afterAll(async () => {
    await els?.stop();
    await midoffice?.stop();
  });

  async function open(personId?: string): Promise<string> {
    const id = v7();
    await els.run('openVisit', { id, deskId: 'desk-1', ...(personId === undefined ? {} : { personId }) });
    return id;
  }
  const finish = (visitId: string) =>
    els.run('recordVisitEvent', { visitId, stepId: v7(), event: 'finished', deskId: 'desk-1' });

  it('asks of the household what no desk knows, and a no of who has none ends it', async () => {
    const visitId = await open();
    await els.run('beginQuestion', { visitId, questionId: v7(), productCode: 'kids-id' });
    const found = async () =>
      (await els.read('possibleRights', { visitId })).find(({ hintCode }) => hintCode === 'gesprek-groot-gezin');
    expect(await found()).toMatchObject({
      because: [{ kind: 'question', code: 'kids-id' }],
      toAsk: [
        { kind: 'children', from: 3 },
        { kind: 'childAge', until: 12 },
      ],
    });
    await els.run('answerRight', { visitId, answerId: v7(), hintCode: 'gesprek-groot-gezin', answer: 'notApplicable' });
    expect(await found()).toBeUndefined();
    await finish(visitId);
  });

  it('points out a right with why, remembers a no with the person, and a yes is one thing more to ask', async () => {
    const visitId = await open();
    await els.run('beginQuestion', { visitId, questionId: v7(), productCode: 'thuiszorg' });
    const rights = () => els.read('possibleRights', { visitId });
    // Who it is is not known: whether they asked before is not known either.
    expect(await rights()).toEqual([]);
    const found = await els.read('searchEverything', { text: 'marie-hélène', limitPerGroup: 1 });
    const personId = found.groups.find(({ kind }) => kind === 'person')?.hits[0]?.id ?? '';
    await els.run('keepVisit', { visitId, personId, assurance: 'documentSeen' });
    const code = 'mantelzorg-bij-thuiszorg';
    const because = [{ kind: 'question', code: 'thuiszorg', name: 'Poetshulp of maaltijden aan huis' }];
    expect((await rights()).find(({ hintCode }) => hintCode === code)).toMatchObject({ because });
    const no = { visitId, answerId: v7(), hintCode: code, answer: 'notWanted' } as const;
    await els.run('answerRight', no);
    await els.run('answerRight', no);
    expect((await rights()).map(({ hintCode }) => hintCode)).not.toContain(code);
    await finish(visitId);
    expect(await els.tryRead('possibleRights', { visitId })).toMatchObject({ error: { code: 'DOCUMENT_UNKNOWN' } });

    // The same person again: not asked a second time. Somebody else is.
    const again = await open(personId);
    await els.run('beginQuestion', { visitId: again, questionId: v7(), productCode: 'thuiszorg' });
    const codes = (await els.read('possibleRights', { visitId: again })).map(({ hintCode }) => hintCode);
    expect(codes).not.toContain(code);
    await els.run('keepVisit', { visitId: again, personId: 'person-thomas' });
    expect((await els.read('possibleRights', { visitId: again })).map(({ hintCode }) => hintCode)).toContain(code);
    await els.run('answerRight', { visitId: again, answerId: v7(), hintCode: code, answer: 'wanted' });
    expect((await els.read('openVisits', {})).find(({ id }) => id === again)?.questions).toMatchObject([
      { productCode: 'thuiszorg', state: 'serving' },
      { productCode: 'mantelzorg', state: 'waiting' },
    ]);
    await finish(again);
    await els.untilUpToDate();
    expect((await els.read('syncStatus', {})).rejected).toBe(0);
    expect(await els.tryRun('answerRight', { ...no, answerId: v7() })).toMatchObject({
      error: { code: 'VISIT_STEP_NOT_NOW' },
    });
  });
});
