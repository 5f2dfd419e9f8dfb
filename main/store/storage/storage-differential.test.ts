import fc from 'fast-check';
import { getQueryMatcher, getSortComparator } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it } from 'vitest';
import { queriesAbout } from './testing/differential-queries.ts';
import { isWellFormed, type Subject, subjects } from './testing/differential-schemas.ts';
import { createInstance, openTestStorage, prepared, type TestInstance, TOKEN } from './testing/test-database.ts';
import type { DocumentFields, StoredDocument, StoredSchema, WriteRow } from './types.ts';
import { nextDocumentData } from './write-documents.ts';

/** Seconds per subject, and the seed: a failure prints the one that it was found with. */
const SECONDS = Number(process.env.ONTHAAL_FUZZ_SECONDS ?? 3);
const SEED = Number(process.env.ONTHAAL_FUZZ_SEED ?? Date.now() % 1e9);
const RUNS_PER_ROUND = 20;
const FEWEST_QUERIES = 100;
const MILLISECONDS = 1000;

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'é', '😀', '\uffee', 'a\ud83d');

/** Steps of one run: bulks of writes and groups of queries. */
function stepsOf(subject: Subject) {
  const write = fc.record({
    id: subject.memory ? id.filter(isWellFormed) : id,
    fields: subject.fields,
    remove: fc.integer({ min: 0, max: 3 }).map((value) => value === 0),
    stale: fc.integer({ min: 0, max: 3 }).map((value) => value === 0),
  });
  const step = fc.oneof(
    fc.record({ writes: fc.uniqueArray(write, { selector: (one) => one.id, minLength: 1, maxLength: 12 }) }),
    fc.boolean().chain((strict) =>
      fc.record({
        queries: fc.array(queriesAbout(subject, strict), { minLength: 1, maxLength: 25 }),
        strict: fc.constant(strict),
      }),
    ),
  );
  return fc.array(step, { minLength: 2, maxLength: 14 });
}

interface Write {
  readonly id: string;
  readonly fields: DocumentFields;
  readonly remove: boolean;
  readonly stale: boolean;
}

type Step =
  | { readonly writes: readonly Write[] }
  | { readonly queries: readonly { readonly selector: object }[]; readonly strict: boolean };

/** How much was tried. */
interface Told {
  runs: number;
  documents: number;
  queries: number;
}

/** One run: ours, RxDB's memory storage and the documents as they ought to be. */
class Run {
  readonly #schema: StoredSchema;
  readonly #ours: TestInstance;
  /** Undefined where it cannot hold the documents. */
  readonly #memory: TestInstance | undefined;
  readonly #state = new Map<string, StoredDocument>();

  constructor(subject: Subject, ours: TestInstance, memory: TestInstance | undefined) {
    this.#schema = subject.schema;
    this.#ours = ours;
    this.#memory = memory;
  }

  async steps(steps: readonly Step[], told: Told): Promise<void> {
    for (const step of steps) {
      if ('writes' in step) {
        told.documents += step.writes.length;
        await this.write(step.writes);
      } else {
        told.queries += step.queries.length;
        for (const input of step.queries) await this.compare(input, step.strict);
      }
    }
  }

  /** Updates carry the current document, stale ones an old revision or none. */
  async write(writes: readonly Write[]): Promise<void> {
    const rows = writes.map((one): WriteRow => {
      const current = this.#state.get(one.id);
      const previous = one.stale ? undefined : current;
      const fields = { ...one.fields, id: one.id, _deleted: one.remove && current !== undefined };
      const document = nextDocumentData(previous, fields, TOKEN);
      return previous === undefined ? { document } : { previous, document };
    });
    const result = await this.#ours.bulkWrite(structuredClone(rows), 'test');
    if (this.#memory) expect(result).toEqual(await this.#memory.bulkWrite(structuredClone(rows), 'test'));
    const refused = new Set(result.error.map((error) => error.documentId));
    for (const { document } of rows) {
      const key = document.id as string;
      if (!refused.has(key)) this.#state.set(key, document as StoredDocument);
    }
  }

  async compare(input: { readonly selector: object }, strict: boolean): Promise<void> {
    const one = prepared(input, this.#schema);
    const { documents } = await this.#ours.query(one);
    expect(documents, `the definition of ${JSON.stringify(input)}`).toEqual(this.#byDefinition(one));
    if (this.#memory && strict) {
      const inMemory = await this.#memory.query(prepared(input, this.#schema));
      expect(documents, `the memory storage's answer to ${JSON.stringify(input)}`).toEqual(inMemory.documents);
    }
    const whole = prepared({ selector: input.selector }, this.#schema);
    expect((await this.#ours.count(whole)).count).toBe(this.#byDefinition(whole).length);
    expect((await this.#ours.count(one)).count).toBe(documents.length);
  }

  async end(): Promise<void> {
    const all = await this.#ours.findDocumentsById([...this.#state.keys()], true);
    expect(all).toEqual([...this.#state.values()]);
    const live = await this.#ours.findDocumentsById([...this.#state.keys()], false);
    expect(live).toEqual([...this.#state.values()].filter((document) => !document._deleted));
    const changes = await this.#ours.getChangedDocumentsSince?.(1000);
    expect(changes?.documents.map((document) => document.id)).toEqual(
      [...this.#state.values()].sort((one, other) => one._meta.lwt - other._meta.lwt).map((document) => document.id),
    );
  }

  async remove(): Promise<void> {
    await this.#ours.remove();
    await this.#memory?.remove();
  }

  /** The answer by definition: every document through RxDB's matcher and comparator. */
  #byDefinition(one: ReturnType<typeof prepared>): StoredDocument[] {
    const matches = getQueryMatcher(this.#schema, one.query as never);
    const compare = getSortComparator(this.#schema, one.query as never);
    const found = [...this.#state.values()].filter((document) => matches(document as never)).sort(compare);
    const { skip, limit } = one.query;
    return found.slice(skip, skip + (limit ?? Number.POSITIVE_INFINITY));
  }
}

it.each(subjects.map((subject) => [subject.name, subject] as const))(
  'answers random writes, queries and counts as the definition and the memory storage do: %s',
  async (_name, subject) => {
    const { storage, databaseFile } = openTestStorage();
    const told: Told = { runs: 0, documents: 0, queries: 0 };
    const property = fc.asyncProperty(stepsOf(subject), async (steps) => {
      told.runs += 1;
      const name = `documents_r${told.runs}`;
      const ours = await createInstance(storage, subject.schema, name);
      const memory = subject.memory
        ? await createInstance(getRxStorageMemory() as never, subject.schema, name, subject.name)
        : undefined;
      const run = new Run(subject, ours, memory);
      try {
        await run.steps(steps, told);
        await run.end();
      } finally {
        await run.remove();
      }
    });
    const until = performance.now() + SECONDS * MILLISECONDS;
    // In rounds: on a machine that does other things too a limit of time alone would leave little tried.
    for (let seed = SEED; performance.now() < until || told.queries < FEWEST_QUERIES; seed += 1) {
      await fc.assert(property, { numRuns: RUNS_PER_ROUND, seed });
    }
    databaseFile.close();
    expect(told.queries).toBeGreaterThanOrEqual(FEWEST_QUERIES);
    if (process.env.ONTHAAL_FUZZ_SECONDS !== undefined)
      process.stderr.write(`${subject.name} ${JSON.stringify(told)}\n`);
  },
  SECONDS * MILLISECONDS + 60_000,
);
