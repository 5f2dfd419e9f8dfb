import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { startProgram } from '../testing/program.ts';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** A collector: takes traces by OTLP over HTTP, as JSON, and keeps them. */
class Collector {
  readonly bodies: string[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (request.url === '/v1/traces') this.bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/traces`;
  }

  get exports(): readonly Export[] {
    return this.bodies.map((body) => JSON.parse(body) as Export);
  }

  get spans(): readonly Span[] {
    return this.exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  close(): void {
    this.#server.close();
  }
}

/** The scripts that a program loaded, from the coverage that Node writes at its end. */
function loadedScripts(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
}

// Each of these starts the program anew, which takes long on a busy machine.
describe('traces', { timeout: 300_000 }, () => {
  let cluster: PostgresqlCluster;
  let demo: Readonly<Record<string, string>> = {};
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-traces-'));
  const collector = new Collector();
  let address = '';
  beforeAll(async () => {
    address = await collector.open();
    cluster = await startPostgresql();
    demo = { DATABASE_URL: await cluster.createDatabase(), ONTHAAL_DEMO: '1', ONTHAAL_SEED_SIZE: '50' };
  });
  afterAll(async () => {
    await cluster?.stop();
    collector.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('reach a collector, whole at the latest when the node stops, and quote nothing', async () => {
    const program = startProgram({ ...demo, ONTHAAL_TRACES_URL: address });
    const url = await program.url();
    const els = await Desk.logIn(url, 'member-els', 'device-of-els');
    const person = personFixture({ displayName: 'Geheime Naam' });
    await els.pushOne('persons', person);
    await els.pull('persons');
    const [traceId, parentId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-${parentId}-01` },
      body: JSON.stringify({ query: '{ demoPeople { memberId } }' }),
    });
    await sendGraphql(url, '{ syncOverview { databaseId } }', {}, 'rubbish');
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);

    const { spans } = collector;
    const requests = spans.filter(({ kind }) => kind === 2).map(({ name }) => name);
    expect(requests).toEqual(['demoLogIn', 'pushPersons', 'pullPersons', 'demoPeople', 'request']);
    const push = spans.find(({ name }) => name === 'push');
    expect(push?.parentSpanId).toBe(spans.find(({ name }) => name === 'pushPersons')?.spanId);
    expect(push?.attributes).toContainEqual({ key: 'collection', value: { stringValue: 'persons' } });
    expect(spans.find(({ name }) => name === 'demoPeople')).toMatchObject({ traceId, parentSpanId: parentId });
    const [first] = collector.exports[0]?.resourceSpans ?? [];
    expect(first?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'onthaal-midoffice' },
    });
    const sent = collector.bodies.join('\n');
    for (const secret of [
      'Geheime',
      person.id,
      person.nationalNumber,
      'member-els',
      'device-of-els',
      els.grant.token,
    ]) {
      expect(sent).not.toContain(secret);
    }
  });

  it('are not even loaded, SDK and exporter, when nobody wants them', async () => {
    const program = startProgram({ ...demo, NODE_V8_COVERAGE: folder });
    await Desk.logIn(await program.url(), 'member-els');
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    const scripts = loadedScripts(folder);
    expect(scripts.some((url) => url.endsWith('/observability/spans.ts'))).toBe(true);
    // prom-client brings the API package, which does nothing by itself; the SDK and the exporter are what costs.
    expect(scripts.filter((url) => /@opentelemetry\/(?!api\/)|exported-spans/.test(url))).toEqual([]);
  });
});
