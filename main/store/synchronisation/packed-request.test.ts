import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MidofficeClient } from './midoffice-client.ts';

interface Received {
  readonly encoding: string | undefined;
  readonly length: string | undefined;
  readonly bytes: Buffer;
}

const received: Received[] = [];
let server: Server;
let client: MidofficeClient;

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { 'content-encoding': encoding, 'content-length': length } = request.headers;
    received.push({ encoding, length, bytes: await bytesOf(request) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new MidofficeClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(() => {
  client.close();
  server.close();
});

describe('requests to the mid-office', () => {
  it('are packed when they are large, and only then', async () => {
    const text = 'Nog een notitie. '.repeat(100_000);
    await client.request('{ small }');
    await client.request('query ($text: String) { large(text: $text) }', { text });
    const [small, large] = received;
    expect(small?.encoding).toBeUndefined();
    expect(large?.encoding).toBe('gzip');
    expect(Number(large?.length)).toBe(large?.bytes.length);
    expect(large?.bytes.length).toBeLessThan(text.length / 20);
    expect(JSON.parse(gunzipSync(large?.bytes ?? Buffer.alloc(0)).toString())).toMatchObject({ variables: { text } });
  });
});
