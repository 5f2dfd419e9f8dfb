import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { MidofficeClient } from './midoffice-client.ts';
import { askOverview } from './overview.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A mid-office that gives one answer and remembers what it was asked with. */
async function answering(
  status: number,
  answer: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<{ url: string; headers: IncomingHttpHeaders[] }> {
  const headers: IncomingHttpHeaders[] = [];
  const listening = createServer((request, response) => {
    headers.push(request.headers);
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(answer));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, headers };
}

describe('the client of the mid-office', () => {
  it.each(['', 'gemeente'])('says of %j that it is no address', async (url) => {
    await expect(new MidofficeClient({ url }).request('{ x }')).rejects.toMatchObject({
      problem: { code: 'MIDOFFICE_WRONG_ADDRESS' },
    });
  });

  it('names the database that it knows, from the moment that it knows it', async () => {
    const { url, headers } = await answering(200, { data: {} });
    let known: string | undefined;
    const client = new MidofficeClient({ url, token: () => 'token', databaseId: () => known });
    await client.request('{ x }');
    known = 'database-1';
    await client.request('{ x }');
    expect(headers.map((header) => header[databaseHeader])).toEqual([undefined, 'database-1']);
    expect(headers.map((header) => header.authorization)).toEqual(['Bearer token', 'Bearer token']);
  });

  it('hears that the mid-office has another database', async () => {
    const { url } = await answering(409, { errors: [{ extensions: { code: 'MIDOFFICE_REPLACED' } }] });
    await expect(askOverview(new MidofficeClient({ url }))).rejects.toMatchObject({
      problem: { code: 'MIDOFFICE_REPLACED' },
    });
  });

  it('hears that it may not ask that, and that asking again changes nothing', async () => {
    const { url } = await answering(403, { errors: [{ extensions: { code: 'NOT_ALLOWED' } }] });
    await expect(new MidofficeClient({ url }).request('{ x }')).rejects.toMatchObject({
      problem: { code: 'NOT_ALLOWED', retryable: false },
    });
  });

  it('takes a refusal that does not say why for a failure of the mid-office', async () => {
    const { url } = await answering(403, { errors: [{ message: 'no' }] });
    await expect(new MidofficeClient({ url }).request('{ x }')).rejects.toMatchObject({
      problem: { code: 'MIDOFFICE_FAILED', retryable: true },
    });
  });

  it.each([
    ['PAYMENT_OTHER_DESK', 'PAYMENT_OTHER_DESK'],
    ['PAYMENT_STEP_NOT_NOW', 'PAYMENT_STEP_NOT_NOW'],
    // What no question is refused for stays general: some codes make a desk throw its copy away.
    ['ACCESS_REVOKED', 'MIDOFFICE_FAILED'],
    ['whatever', 'MIDOFFICE_FAILED'],
  ])('hears that a question is refused because of %s', async (code, heard) => {
    const { url } = await answering(400, { errors: [{ extensions: { code } }] });
    await expect(new MidofficeClient({ url }).request('{ x }')).rejects.toMatchObject({ problem: { code: heard } });
  });

  it.each([429, 500, 502, 503, 504])('hears with %i how long it is asked to wait', async (status) => {
    const { url } = await answering(status, {}, { 'retry-after': '7' });
    await expect(new MidofficeClient({ url }).request('{ x }')).rejects.toMatchObject({ retryAfter: 7000 });
  });

  it('takes no overview without the name of a database', async () => {
    const { url } = await answering(200, { data: { syncOverview: { serverTime: 'now', collections: [] } } });
    await expect(askOverview(new MidofficeClient({ url }))).rejects.toMatchObject({
      problem: { code: 'MIDOFFICE_ANSWER_MALFORMED' },
    });
  });
});
