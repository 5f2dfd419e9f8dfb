import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ContentCondition } from '../document-content/content-condition.ts';
import type { ScanOutcome } from '../document-content/scanning/virus-scanner.ts';
import type { JobName } from '../jobs/job-definition.ts';

/** What is counted of one answered request. */
export interface AnsweredRequest {
  /** Root fields that were resolved: names from the schema, never what a desk sent. */
  readonly fields: readonly string[];
  readonly status: number;
  readonly seconds: number;
}

/** The connections of a database pool at this moment. */
export interface PoolFigures {
  readonly total: number;
  readonly idle: number;
  /** Queries that wait for a connection. */
  readonly waiting: number;
}

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const jobBuckets = [0.01, 0.1, 1, 10, 60, 600];
const pokeBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function operationOf(fields: readonly string[]): string {
  if (fields.length > 1) return 'several';
  return fields[0] ?? 'none';
}

function outcomeOf(status: number): string {
  if (status < 400) return 'ok';
  return status < 500 ? 'refused' : 'failed';
}

/**
 * The figures of one node. Labels come from closed lists (operations, outcomes, collections), so that neither an id nor a
 * personal datum can become one, and the number of series stays small.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];
  readonly #requests = new Counter({
    name: 'onthaal_requests_total',
    help: 'GraphQL requests by operation and outcome: ok, refused (4xx) or failed (5xx).',
    labelNames: ['operation', 'outcome'],
    registers: this.#registers,
  });
  readonly #durations = new Histogram({
    name: 'onthaal_request_duration_seconds',
    help: 'From the first byte of a GraphQL request to the end of its answer.',
    labelNames: ['operation'],
    buckets: requestBuckets,
    registers: this.#registers,
  });
  readonly #pushed = new Counter({
    name: 'onthaal_push_rows_total',
    help: 'Pushed rows by collection and outcome: accepted, conflict or rejected.',
    labelNames: ['collection', 'outcome'],
    registers: this.#registers,
  });
  readonly #pulled = new Counter({
    name: 'onthaal_pull_rows_total',
    help: 'Rows sent to desks, by collection.',
    labelNames: ['collection'],
    registers: this.#registers,
  });
  readonly #setAside = new Counter({
    name: 'onthaal_pull_rows_set_aside_total',
    help: 'Stored rows that break the schema and were left out of a pull: always a defect.',
    labelNames: ['collection'],
    registers: this.#registers,
  });
  readonly #contentReceived = new Counter({
    name: 'onthaal_content_uploads_total',
    help: 'Contents of documents that were received whole, by what became of them: stored, or the code of the refusal.',
    labelNames: ['outcome'],
    registers: this.#registers,
  });
  readonly #contentScans = new Counter({
    name: 'onthaal_content_scans_total',
    help: 'Looks for viruses by outcome: clean, infected, silent (no scanner answers: held back), tooLarge (for the scanner) or missing (in the store).',
    labelNames: ['outcome'],
    registers: this.#registers,
  });
  readonly #contentParts = new Gauge({
    name: 'onthaal_content_works',
    help: 'Whether what documents need works: 1 or 0, for store (kept and read) and scanner (answers).',
    labelNames: ['part'],
    registers: this.#registers,
  });
  readonly #jobs = new Histogram({
    name: 'onthaal_job_duration_seconds',
    help: 'Jobs that ended on this node, by what became of them: done, failed (tried again) or leftToOthers (the node stopped).',
    labelNames: ['job', 'outcome'],
    buckets: jobBuckets,
    registers: this.#registers,
  });
  readonly #streams = new Gauge({
    name: 'onthaal_open_streams',
    help: 'Desks that listen for pokes on this node.',
    registers: this.#registers,
  });
  readonly #pokes = new Histogram({
    name: 'onthaal_poke_delay_seconds',
    help: 'From the notification of a commit to its poke on every stream of this node.',
    buckets: pokeBuckets,
    registers: this.#registers,
  });

  /** @param poolFigures asked at every reading; undefined for a database without a pool */
  constructor(poolFigures: (() => PoolFigures) | undefined) {
    if (poolFigures === undefined) return;
    new Gauge({
      name: 'onthaal_database_connections',
      help: 'Connections of the pool: idle, busy; and queries waiting for one.',
      labelNames: ['state'],
      registers: this.#registers,
      collect() {
        const { total, idle, waiting } = poolFigures();
        this.set({ state: 'idle' }, idle);
        this.set({ state: 'busy' }, total - idle);
        this.set({ state: 'waiting' }, waiting);
      },
    });
  }

  /** Adds event loop, memory, processor and file figures; costs a little, so only when somebody will read them. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  answered({ fields, status, seconds }: AnsweredRequest): void {
    const operation = operationOf(fields);
    this.#requests.inc({ operation, outcome: outcomeOf(status) });
    this.#durations.observe({ operation }, seconds);
  }

  pushed(collection: CollectionName, outcomes: readonly { readonly outcome: string }[]): void {
    for (const { outcome } of outcomes) this.#pushed.inc({ collection, outcome });
  }

  pulled(
    collection: CollectionName,
    page: { readonly documents: readonly unknown[]; readonly setAside: number },
  ): void {
    this.#pulled.inc({ collection }, page.documents.length);
    if (page.setAside > 0) this.#setAside.inc({ collection }, page.setAside);
  }

  contentReceived(outcome: 'stored' | ErrorCode): void {
    this.#contentReceived.inc({ outcome });
  }

  contentScanned(outcome: ScanOutcome): void {
    this.#contentScans.inc({ outcome });
  }

  /** A scanner that nobody wants has no figure. */
  contentCondition({ store, scanner }: ContentCondition): void {
    this.#contentParts.set({ part: 'store' }, store === 'works' ? 1 : 0);
    if (scanner !== 'off') this.#contentParts.set({ part: 'scanner' }, scanner === 'answers' ? 1 : 0);
  }

  jobEnded(job: JobName, outcome: 'done' | 'failed' | 'leftToOthers', seconds: number): void {
    this.#jobs.observe({ job, outcome }, seconds);
  }

  /** Counts a stream as open until the returned function is called. */
  streamOpened(): () => void {
    this.#streams.inc();
    return () => this.#streams.dec();
  }

  poked(seconds: number): void {
    this.#pokes.observe(seconds);
  }

  /** All figures in the text format of Prometheus. */
  async text(): Promise<{ readonly contentType: string; readonly body: string }> {
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}
