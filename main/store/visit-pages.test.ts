import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

function newToken() {
  const token = randomBytes(18).toString('base64url');
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') };
}

describe('the page of a visit whose ticket is printed at a desk', () => {
  let midoffice: TestMidoffice;
  let line: TestLine;
  let desk: TestStore;
  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    line = new TestLine(midoffice.url);
    await line.up();
    desk = await TestStore.start(line.url);
    await desk.openFor('member-els', join(testFolder(), 'desk.db'), { deviceId: 'device-loket-1' });
    await desk.untilUpToDate();
  });
  afterAll(async () => {
    await desk?.stop();
    await line?.down();
    await midoffice?.stop();
  });

  async function arrive(): Promise<string> {
    const id = v7();
    const come = { id, locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority: 3 };
    await desk.run('registerVisit', come);
    return id;
  }
  const link = (visitId: string, tokenHash: string) => desk.control({ kind: 'linkVisit', visitId, tokenHash });
  const page = async (token: string) => {
    const answer = await fetch(`${midoffice.url}/position/${token}`);
    return { status: answer.status, text: await answer.text() };
  };

  it('that was printed without a line is there when the line is back, as is that of a second ticket', async () => {
    await line.down();
    const visitId = await arrive();
    const [first, second] = [newToken(), newToken()];
    expect(await link(visitId, first.tokenHash)).toMatchObject({ ok: true });
    expect((await page(first.token)).status).toBe(404);
    await line.up();
    await desk.untilUpToDate();
    const { waiting } = await desk.read('queueBoard', { deskId: 'desk-1' });
    const ticket = waiting.find(({ id }) => id === visitId)?.ticket;
    expect((await page(first.token)).text).toContain(`<strong>${ticket}</strong>`);
    expect(await link(visitId, second.tokenHash)).toMatchObject({ ok: true });
    expect(await link(visitId, second.tokenHash)).toMatchObject({ ok: true });
    await desk.untilUpToDate();
    for (const { token } of [first, second]) expect((await page(token)).text).toContain(`<strong>${ticket}</strong>`);
  });

  it('is for a visit that is not over', async () => {
    const visitId = await arrive();
    await desk.run('recordVisitEvent', { visitId, stepId: v7(), event: 'left' });
    const { tokenHash } = newToken();
    expect(await link(visitId, tokenHash)).toMatchObject({ ok: false, error: { code: 'VISIT_STEP_NOT_NOW' } });
    expect(await link('nobody', tokenHash)).toMatchObject({ ok: false, error: { code: 'DOCUMENT_UNKNOWN' } });
    expect(await link(visitId, 'no hash')).toMatchObject({ ok: false });
  });

  it('keeps the newest twenty of a visit whose ticket is printed again and again', async () => {
    const visitId = await arrive();
    const tokens = Array.from({ length: 22 }, newToken);
    for (const { tokenHash } of tokens) expect(await link(visitId, tokenHash)).toMatchObject({ ok: true });
    await desk.untilUpToDate();
    expect((await page(tokens.at(-1)?.token ?? '')).status).toBe(200);
  });
});
