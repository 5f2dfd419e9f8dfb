import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { type Program, startProgram } from '../testing/program.ts';

/** A push of which half is sent: it runs for as long as the test wants. */
async function halfSent(desk: Desk) {
  const row = { operationId: 'long', newDocumentState: personFixture() };
  const body = Buffer.from(JSON.stringify({ query: pushDocuments.persons, variables: { rows: [row] } }));
  const outgoing: ClientRequest = request(`${desk.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      authorization: `Bearer ${desk.grant.token}`,
      expect: '100-continue',
    },
  });
  const answered = new Promise<string>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk;
      });
      response.once('error', reject);
      response.once('end', () => resolve(text));
    });
  });
  // The server says this when it has the head of the request: from then on the request runs.
  const accepted = new Promise<void>((resolve) => outgoing.once('continue', resolve));
  outgoing.flushHeaders();
  await accepted;
  outgoing.write(body.subarray(0, 100));
  return { answered, finish: () => outgoing.end(body.subarray(100)), abandon: () => outgoing.destroy() };
}

// Each of these starts the program anew, which takes long on a busy machine.
describe('a node that is told to stop', { timeout: 300_000 }, () => {
  let cluster: PostgresqlCluster;
  let environment: Readonly<Record<string, string>> = {};
  const programs: Program[] = [];
  beforeAll(async () => {
    cluster = await startPostgresql();
    environment = { DATABASE_URL: await cluster.createDatabase(), ONTHAAL_DEMO: '1', ONTHAAL_SEED_SIZE: '50' };
  });
  afterAll(() => cluster?.stop());
  const start = (more: Readonly<Record<string, string>> = {}): Program => {
    const program = startProgram({ ...environment, ...more });
    programs.push(program);
    return program;
  };
  afterEach(() => {
    for (const { process: child } of programs.splice(0)) child.kill('SIGKILL');
  });

  it('says so, sends the desks elsewhere, finishes what runs and exits with 0', async () => {
    const program = start({ ONTHAAL_STOP_SECONDS: '300' });
    const url = await program.url();
    program.process.kill('SIGHUP');
    await program.printed(/certificates read again/);
    const els = await Desk.logIn(url, 'member-els');
    const { ended } = await els.listen(() => undefined);
    const push = await halfSent(els);
    program.process.kill('SIGTERM');
    expect(await ended).toBe('cut');
    const ready = await fetch(`${url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
    await expect(els.listen(() => undefined)).rejects.toThrow('503');
    push.finish();
    expect(await push.answered).toContain('"outcome":"accepted"');
    expect(await program.ended).toBe(0);
    expect(program.errors()).not.toMatch(/"level":(40|50|60)/);
  });

  it('does not wait for ever: it exits with 0 after the time it has, whatever runs', async () => {
    const program = start({ ONTHAAL_STOP_SECONDS: '1' });
    const els = await Desk.logIn(await program.url(), 'member-els');
    const push = await halfSent(els);
    program.process.kill('SIGTERM');
    await expect(push.answered).rejects.toThrow();
    expect(await program.ended).toBe(0);
    expect(program.errors()).toContain('some requests did not finish in time');
  });

  it('goes on serving requests for as long as a load balancer needs to see it', async () => {
    const program = start({ ONTHAAL_STOP_DELAY_SECONDS: '120' });
    const els = await Desk.logIn(await program.url(), 'member-els');
    const { ended } = await els.listen(() => undefined);
    program.process.kill('SIGTERM');
    expect(await ended).toBe('cut');
    expect((await els.push('persons', [{ operationId: 'late', newDocumentState: personFixture() }]))[0]).toMatchObject({
      outcome: 'accepted',
    });
  });
});
