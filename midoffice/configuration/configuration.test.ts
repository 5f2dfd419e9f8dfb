import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

const secret = 'a signing secret that only tests use, long enough';

describe('readConfiguration', () => {
  it('needs nothing in demo mode', () => {
    expect(readConfiguration({ ONTHAAL_DEMO: '1' })).toEqual({
      ok: true,
      value: {
        database: { kind: 'pglite', folder: undefined },
        host: '127.0.0.1',
        port: 0,
        demo: true,
        seedDossiers: 5000,
        tokenSecret: undefined,
        faults: false,
        scope: 'all',
        logLevel: 'info',
        operations: expect.objectContaining({ tls: undefined, kiosks: undefined, traces: undefined, stopSeconds: 10 }),
        ratePerDevice: 0,
        loginsPerMinute: 0,
        retention: { sessionDays: 90, operationDays: 90, uploadDays: 30, messageDays: 365 },
        citizens: { pageUrl: undefined, telephone: undefined },
        reservedSlots: { slots: 4, days: 5, askBackHours: 24, leaseHours: 72 },
      },
    });
  });

  it('reads a PostgreSQL address and a folder', () => {
    const connectionString = 'postgresql://onthaal:pw@database:5432/onthaal';
    const first = readConfiguration({ DATABASE_URL: connectionString, ONTHAAL_TOKEN_SECRET: secret, PORT: '8080' });
    expect(first).toMatchObject({ value: { database: { kind: 'postgresql', connectionString }, port: 8080 } });
    const second = readConfiguration({ ONTHAAL_DATA: '/data', ONTHAAL_DEMO: '1', ONTHAAL_SEED_SIZE: '100' });
    expect(second).toMatchObject({ value: { database: { kind: 'pglite', folder: '/data' }, seedDossiers: 100 } });
  });

  it.each([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: 'web' }],
    ['ONTHAAL_SEED_SIZE', { ONTHAAL_SEED_SIZE: '-1' }],
    ['ONTHAAL_DEMO', { ONTHAAL_DEMO: 'yes' }],
    ['ONTHAAL_FAULTS', { ONTHAAL_FAULTS: 'true' }],
    ['ONTHAAL_RATE_PER_DEVICE', { ONTHAAL_RATE_PER_DEVICE: 'often' }],
    ['ONTHAAL_LOGINS_PER_MINUTE', { ONTHAAL_LOGINS_PER_MINUTE: '-1' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['ONTHAAL_DATA', { DATABASE_URL: 'postgresql://x/y', ONTHAAL_DATA: '/data' }],
    ['ONTHAAL_LOG_LEVEL', { ONTHAAL_LOG_LEVEL: 'loud' }],
    ['ONTHAAL_TOKEN_SECRET', { ONTHAAL_TOKEN_SECRET: 'short' }],
    ['ONTHAAL_CITIZEN_PAGE', { ONTHAAL_CITIZEN_PAGE: 'http://afspraak.example' }],
    ['ONTHAAL_CITIZEN_PAGE', { ONTHAAL_CITIZEN_PAGE: 'afspraak' }],
    ['ONTHAAL_CITIZEN_TELEPHONE', { ONTHAAL_CITIZEN_TELEPHONE: '<b>' }],
  ])('has a plain sentence about a wrong %s', (name, environment) => {
    const result = readConfiguration({ ONTHAAL_TOKEN_SECRET: secret, ...environment });
    expect(result.ok ? [] : result.sentences).toEqual([expect.stringMatching(new RegExp(`${name}.*\\.$`))]);
  });

  it('wants a signing secret outside demo mode, and never repeats one', () => {
    expect(readConfiguration({})).toMatchObject({
      ok: false,
      sentences: [expect.stringContaining('ONTHAAL_TOKEN_SECRET')],
    });
    expect(JSON.stringify(readConfiguration({ ONTHAAL_TOKEN_SECRET: 'hunter2' }))).not.toContain('hunter2');
  });
});
