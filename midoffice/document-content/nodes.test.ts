import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../testing/content-desk.ts';
import { Desk } from '../testing/desk.ts';
import { type NodeProcess, startNode } from '../testing/node-process.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { testSecret } from '../testing/start-for-tests.ts';

let cluster: PostgresqlCluster;
const folder = mkdtempSync(join(tmpdir(), 'onthaal-content-nodes-'));
beforeAll(async () => {
  cluster = await startPostgresql();
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('an upload over several nodes', { timeout: 300_000 }, () => {
  const nodes: NodeProcess[] = [];
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.stop();
  });

  it('goes on at another node after the first was killed in the middle of a piece', async () => {
    const connectionString = await cluster.createDatabase();
    const environment = { ONTHAAL_CONTENT_FOLDER: join(folder, 'nodes') };
    const [first, second] = [
      await startNode(connectionString, environment),
      await startNode(connectionString, environment),
    ];
    nodes.push(first, second);
    const els = await Desk.logIn(first.url, 'member-els');
    const bytes = pdfOf(7 * 1024 * 1024, 'long');
    const document = documentFixture(bytes, undefined);
    expect((await els.pushOne('documents', document)).outcome).toBe('accepted');
    const desk = new ContentDesk(first.url, els.grant.token);
    const words = { documentId: document.id, digest: digestOf(bytes), mediaType: 'application/pdf' };
    const place = (await desk.begin(bytes.length, words)).headers.get('location') ?? '';
    const kept = 2 * 1024 * 1024 + 5;
    expect((await desk.patch(place, 0, bytes.subarray(0, kept))).status).toBe(204);
    const line = desk.open(place, kept, bytes.length - kept);
    const broken = once(line, 'error');
    await new Promise<void>((resolve) => line.write(bytes.subarray(kept, kept + 1_500_000), () => resolve()));
    await first.kill();
    await broken;

    const other = new ContentDesk(second.url, els.grant.token);
    const offset = await other.offset(place);
    expect(offset).toBeGreaterThanOrEqual(kept);
    expect(offset).toBeLessThanOrEqual(kept + 1_500_000);
    expect((await other.patch(place, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await other.fetch(document.id, digestOf(bytes))).body.equals(bytes)).toBe(true);
  });
});

/** A node whose content folder is a disk of its own, so small that it fills up; in a mount namespace, so that it goes with the node. */
async function startOnSmallDisk(connectionString: string, disk: string, megabytes: number) {
  const isRoot = process.getuid?.() === 0;
  const own = isRoot ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
  const mount = `mkdir -p ${disk} && mount -t tmpfs -o size=${megabytes}m tmpfs ${disk} && exec "$0" "$@"`;
  const main = join(import.meta.dirname, '../main.ts');
  const child: ChildProcess = spawn('unshare', [...own, 'sh', '-c', mount, process.execPath, main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: connectionString,
      ONTHAAL_DEMO: '1',
      ONTHAAL_SEED_SIZE: '50',
      ONTHAAL_TOKEN_SECRET: testSecret,
      ONTHAAL_CONTENT_FOLDER: disk,
      ONTHAAL_LOG_LEVEL: 'warn',
      PORT: '0',
    },
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const ready = /^ONTHAAL_MIDOFFICE_READY (.+)$/.exec(line)?.[1];
      if (ready !== undefined) resolve((JSON.parse(ready) as { url: string }).url);
    });
    child.once('close', (code) => reject(new Error(`The node ended with ${code}: ${log}`)));
  });
  const inside = isRoot ? ['--mount'] : ['--user', '--preserve-credentials', '--mount'];
  const within = (words: readonly string[]) =>
    execFileSync('nsenter', [`--target=${child.pid}`, ...inside, ...words]).toString();
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, within, stop };
}

describe('a content folder that is full', { timeout: 300_000 }, () => {
  it('is said plainly, leaves nothing half, and takes the rest when there is room', async () => {
    const disk = join(folder, 'small');
    const node = await startOnSmallDisk(await cluster.createDatabase(), disk, 3);
    const els = await Desk.logIn(node.url, 'member-els');
    const desk = new ContentDesk(node.url, els.grant.token);
    const files = () => node.within(['find', disk, '-type', 'f']).split('\n').filter(Boolean);
    const bytes = pdfOf(5 * 1024 * 1024, 'does not fit');
    const document = documentFixture(bytes, undefined);
    await els.pushOne('documents', document);
    const words = { documentId: document.id, digest: digestOf(bytes), mediaType: 'application/pdf' };
    const place = (await desk.begin(bytes.length, words)).headers.get('location') ?? '';
    const refused = await desk.patch(place, 0, bytes);
    expect([refused.status, refused.code]).toEqual([507, 'CONTENT_STORE_FULL']);
    expect(files()).toEqual([]);
    expect((await desk.fetch(document.id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');

    node.within(['mount', '-o', 'remount,size=20m', disk]);
    // Only the last piece is asked for again.
    const offset = await desk.offset(place);
    expect(bytes.length - offset).toBeLessThanOrEqual(1024 * 1024);
    expect((await desk.patch(place, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await desk.fetch(document.id, digestOf(bytes))).body.equals(bytes)).toBe(true);
    expect(files()).toHaveLength(1);
    await node.stop();
  });
});
