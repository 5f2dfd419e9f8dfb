import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../configuration/operations.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const token = 'a token of the tests for the metrics';

describe.each(engines)('the figures on $name', (engine) => {
  let midoffice: TestMidoffice;

  const figures = async (): Promise<string> => {
    const response = await fetch(`${midoffice.metricsUrl}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    return response.text();
  };
  const value = (text: string, series: string): number => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
    return Number(line?.slice(series.length) ?? Number.NaN);
  };

  beforeAll(async () => {
    midoffice = await startForTests(engine, {
      operations: readOperations({ ONTHAAL_METRICS_PORT: '0', ONTHAAL_METRICS_TOKEN: token }, []),
    });
  });
  afterAll(() => midoffice?.stop());

  it('count requests, rows, outcomes, streams and pokes, and name nobody', async () => {
    const els = await Desk.logIn(midoffice.url, 'member-els', 'device-of-els');
    const poked = new Promise<void>((resolve) => {
      void els.listen((text) => text.includes('dossiers') && resolve());
    });
    const person = personFixture();
    await els.pushOne('persons', person);
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    await els.push('dossiers', [
      { operationId: 'taken', newDocumentState: dossierFixture(person.id, { number: dossier.number }) },
      { operationId: 'other', newDocumentState: { ...dossier, subject: 'Anders' } },
    ]);
    await poked;
    await els.pullAll('dossiers');
    await sendGraphql(midoffice.url, '{ syncOverview { databaseId } }', {}, 'rubbish');
    const text = await figures();
    expect(value(text, 'onthaal_requests_total{operation="pushDossiers",outcome="ok"}')).toBe(2);
    expect(value(text, 'onthaal_requests_total{operation="none",outcome="refused"}')).toBe(1);
    expect(value(text, 'onthaal_push_rows_total{collection="dossiers",outcome="accepted"}')).toBe(1);
    expect(value(text, 'onthaal_push_rows_total{collection="dossiers",outcome="rejected"}')).toBe(1);
    expect(value(text, 'onthaal_push_rows_total{collection="dossiers",outcome="conflict"}')).toBe(1);
    expect(value(text, 'onthaal_pull_rows_total{collection="dossiers"}')).toBe(1);
    expect(value(text, 'onthaal_open_streams')).toBe(1);
    expect(value(text, 'onthaal_poke_delay_seconds_count')).toBeGreaterThan(0);
    expect(value(text, 'onthaal_request_duration_seconds_count{operation="pullDossiers"}')).toBe(1);
    expect(value(text, 'nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    const connections = value(text, 'onthaal_database_connections{state="idle"}');
    expect(connections).toEqual(engine.name === 'PostgreSQL' ? expect.any(Number) : Number.NaN);
    if (engine.name === 'PostgreSQL') expect(connections).toBeGreaterThan(0);
    for (const secret of [person.id, dossier.id, dossier.number, person.nationalNumber, 'els', 'device', 'Josée']) {
      expect(text.toLowerCase()).not.toContain(String(secret).toLowerCase());
    }
  });

  it('have no labels beside those of closed lists, whatever a desk sends', async () => {
    const names = ['__proto__', 'pullDossiers", evil="1', 'Els'];
    for (const name of names) {
      await fetch(`${midoffice.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ operationName: name, query: `query Els { ${name} }` }),
      });
    }
    const labels = [...(await figures()).matchAll(/operation="([^"]*)"/g)].map(([, label]) => label);
    const known = ['none', 'demoLogIn', 'pushPersons', 'pushDossiers', 'pullDossiers'];
    expect([...new Set(labels)].sort()).toEqual(known.sort());
  });

  it('are shown on the port of the desks only for the token', async () => {
    const status = async (authorization: string) =>
      (await fetch(`${midoffice.url}/metrics`, { headers: { authorization } })).status;
    expect([await status(''), await status('Bearer wrong'), await status(`Bearer ${token}`)]).toEqual([404, 404, 200]);
  });
});
