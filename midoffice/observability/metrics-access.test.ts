import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../configuration/operations.ts';
import { mayReadMetrics } from './metrics-access.ts';

describe('who may read the figures on the port of the desks', () => {
  let server: Server;
  let operations = readOperations({}, []);

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.statusCode = mayReadMetrics(request, operations) ? 200 : 404;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
  });

  const statusFor = async (environment: Readonly<Record<string, string>>, headers: Record<string, string> = {}) => {
    operations = readOperations(environment, []);
    const { port } = server.address() as AddressInfo;
    return (await fetch(`http://127.0.0.1:${port}`, { headers })).status;
  };

  it('is nobody, unless an address or a token is named', async () => {
    expect(await statusFor({})).toBe(404);
    expect(await statusFor({ ONTHAAL_METRICS_FROM: '127.0.0.0/8' })).toBe(200);
    expect(await statusFor({ ONTHAAL_METRICS_FROM: '10.1.0.0/16, ::1' })).toBe(404);
    const token = 'a token of the tests';
    expect(await statusFor({ ONTHAAL_METRICS_TOKEN: token }, { authorization: `Bearer ${token}` })).toBe(200);
    expect(await statusFor({ ONTHAAL_METRICS_TOKEN: token }, { authorization: 'Bearer another' })).toBe(404);
  });

  it('believes X-Forwarded-For only from a proxy of ours, and only what that proxy added', async () => {
    const inside = { ONTHAAL_METRICS_FROM: '10.1.0.0/16' };
    const from = (forwarded: string) => ({ 'x-forwarded-for': forwarded });
    expect(await statusFor(inside, from('10.1.2.3'))).toBe(404);
    const proxied = { ...inside, ONTHAAL_TRUSTED_PROXIES: '127.0.0.1,192.0.2.9' };
    expect(await statusFor(proxied, from('10.1.2.3'))).toBe(200);
    expect(await statusFor(proxied, from('10.1.2.3, 192.0.2.9'))).toBe(200);
    expect(await statusFor(proxied, from('10.1.2.3, 192.0.2.10'))).toBe(404);
  });
});
