import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { openTokenKeeper } from '../../midoffice/session/tokens.ts';
import { Desk } from '../../midoffice/testing/desk.ts';
import { personFixture } from '../../midoffice/testing/fixture-documents.ts';
import { type NodeProcess, startNode } from '../../midoffice/testing/node-process.ts';
import { testSecret } from '../../midoffice/testing/start-for-tests.ts';
import { DeskStream, type ListeningMember } from '../data/desk-stream.ts';
import { openSeededPostgresql } from '../data/seeded-postgresql.ts';
import { type WrittenCollection, writeOne, writerDevice, writtenCollections } from '../data/stream-writes.ts';
import { processUse } from '../measure/process-use.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const WRITES_PER_SECOND = 20;
const POKE_BUDGET = 1000;
const MEMORY_BUDGET = 1000;
/** A poke that did not come in this time after the last write counts with it. */
const LONGEST_POKE = 10_000;
const OPENED_TOGETHER = 50;
const WRITER = 'member-els';

interface Load {
  readonly streams: number;
  readonly seconds: number;
  readonly nodes: readonly number[];
}

interface Write {
  readonly collection: WrittenCollection;
  readonly teamId: string;
  readonly at: number;
}

/** How heavy it is can be set for a small machine: ONTHAAL_BENCH_STREAMS, ONTHAAL_BENCH_SECONDS, ONTHAAL_BENCH_NODES. */
function loadOf({ ONTHAAL_BENCH_STREAMS, ONTHAAL_BENCH_SECONDS, ONTHAAL_BENCH_NODES }: NodeJS.ProcessEnv): Load {
  return {
    streams: Number(ONTHAAL_BENCH_STREAMS ?? 1000),
    seconds: Number(ONTHAAL_BENCH_SECONDS ?? 30),
    nodes: (ONTHAAL_BENCH_NODES ?? '1,2,4').split(',').map(Number),
  };
}

async function openStreams(
  nodes: readonly NodeProcess[],
  count: number,
  members: readonly ListeningMember[],
): Promise<DeskStream[]> {
  const keeper = openTokenKeeper(testSecret);
  const streams: DeskStream[] = [];
  while (streams.length < count) {
    const batch = Array.from({ length: Math.min(OPENED_TOGETHER, count - streams.length) }, async (_, index) => {
      const number = streams.length + index;
      const member = members[number % members.length] as ListeningMember;
      const { token } = await keeper.make(member.memberId, `bench-${number}`);
      return DeskStream.open(nodes[number % nodes.length]?.url ?? '', token, member);
    });
    streams.push(...(await Promise.all(batch)));
  }
  return streams;
}

/** Everybody who works in a team, and the teams. */
async function staffOf(node: NodeProcess) {
  const desk = await Desk.logIn(node.url, WRITER);
  const { documents } = await desk.pullAll('references');
  const rows = documents as readonly (DocumentOf<'references'> & { readonly id: string })[];
  const members = rows
    .filter(({ kind, active }) => kind === 'member' && active)
    .map(({ id, data }) => ({ memberId: id, teamIds: (data as { readonly teamIds: readonly string[] }).teamIds }));
  return { members, teamIds: rows.filter(({ kind }) => kind === 'team').map(({ id }) => id) };
}

/** Writes at a steady pace through all nodes in turn, for teams in turn. */
async function writeSteadily(
  nodes: readonly NodeProcess[],
  seconds: number,
  teamIds: readonly string[],
): Promise<readonly Write[]> {
  const desks = await Promise.all(nodes.map((node) => Desk.logIn(node.url, WRITER, writerDevice)));
  // Whom the consultations are about.
  const person = personFixture({ nationalNumber: undefined });
  await desks[0]?.pushOne('persons', JSON.parse(JSON.stringify(person)));
  const writes: Promise<Write>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < seconds * WRITES_PER_SECOND; index += 1) {
    await wait(Math.max(0, startedAt + (index * 1000) / WRITES_PER_SECOND - performance.now()));
    const collection = writtenCollections[index % writtenCollections.length] ?? 'persons';
    const desk = desks[index % desks.length] as Desk;
    // Another pace than that of the collections, so that every team gets writes of each.
    const teamId = teamIds[Math.floor(index / writtenCollections.length) % teamIds.length] ?? '';
    writes.push(writeOne(desk, collection, teamId, person.id).then((at) => ({ collection, teamId, at })));
  }
  return Promise.all(writes);
}

/** Whether a write is about the work of a desk's member: of their team, or made by them. */
function concerns({ member }: DeskStream, { collection, teamId }: Write): boolean {
  const hasTeam = collection === 'tasks' || collection === 'interactions';
  return member.memberId === WRITER || (hasTeam && member.teamIds.includes(teamId));
}

/** For every write and every desk that it concerns, how long until that desk heard of it. */
function delaysOf(streams: readonly DeskStream[], writes: readonly Write[]): number[] {
  return streams.flatMap((stream) =>
    writes
      .filter((write) => concerns(stream, write))
      .map(({ collection, at }) => {
        const heardAt = stream.heard[collection].find((moment) => moment >= at);
        return heardAt === undefined ? LONGEST_POKE : heardAt - at;
      }),
  );
}

async function measureNodes(connectionString: string, size: number, count: number, load: Load): Promise<Measurement[]> {
  const environment = { ONTHAAL_SCOPE: 'work', ONTHAAL_LOG_LEVEL: 'error' };
  const nodes: NodeProcess[] = [];
  try {
    for (let index = 0; index < count; index += 1) nodes.push(await startNode(connectionString, environment));
    const staff = await staffOf(nodes[0] as NodeProcess);
    const streams = await openStreams(nodes, load.streams, staff.members);
    const use = () => nodes.map((node) => processUse(node.process.pid ?? 0));
    const before = use();
    const writes = await writeSteadily(nodes, load.seconds, staff.teamIds);
    await wait(1000);
    const after = use();
    const delays = delaysOf(streams, writes);
    const pokes = streams.reduce((sum, stream) => sum + stream.pokes, 0);
    for (const stream of streams) stream.close();
    const cpu = after.map(({ cpuSeconds }, index) => cpuSeconds - (before[index]?.cpuSeconds ?? 0));
    const busy = cpu.reduce((sum, seconds) => sum + seconds, 0);
    say(
      `${count} node(s), ${load.streams} streams: ${writes.length} writes, ${pokes} pokes (${Math.round(pokes / writes.length)} a write), ${busy.toFixed(1)} s of CPU`,
    );
    const name = `${load.streams} streams, ${count} node${count === 1 ? '' : 's'}`;
    return [
      { size, measure: `commit to poke, ${name}`, unit: 'ms', values: delays, budget: POKE_BUDGET },
      {
        size,
        measure: `memory of a node, ${name}`,
        unit: 'MB',
        values: after.map(({ memoryMegabytes }) => memoryMegabytes),
        budget: MEMORY_BUDGET,
      },
      { size, measure: `desks woken by a write, ${name}`, unit: 'count', values: [pokes / writes.length] },
      { size, measure: `writes per second of a core, ${name}`, unit: 'count', values: [writes.length / busy] },
      { size, measure: `CPU for 1000 pokes, ${name}`, unit: 'ms', values: [(busy / pokes) * 1_000_000] },
      {
        size,
        measure: `CPU of a node per second, ${name}`,
        unit: 'ms',
        values: cpu.map((seconds) => (1000 * seconds) / load.seconds),
      },
    ];
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
  }
}

async function measure({ size }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const load = loadOf(process.env);
  const database = await openSeededPostgresql(size);
  try {
    const measurements: Measurement[] = [];
    for (const count of load.nodes) {
      measurements.push(...(await measureNodes(database.connectionString, size, count, load)));
    }
    return measurements;
  } finally {
    await database.stop();
  }
}

/** A thousand desks that listen, and twenty writes a second. */
export const deskStreams: Benchmark = {
  name: 'desk-streams',
  about: 'desks listen to 1, 2 and 4 nodes on one PostgreSQL while 20 writes a second come in for teams in turn',
  measure,
};
