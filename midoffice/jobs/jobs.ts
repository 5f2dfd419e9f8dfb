import { PgBoss, type Queue } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../observability/metrics.ts';
import { describeError } from '../server/graphql-errors.ts';
import type { JobDefinition, JobName } from './job-definition.ts';

/** What jobs work with. */
export interface JobParts {
  readonly database: Pick<Database, 'jobStore'>;
  readonly metrics: Pick<Metrics, 'jobEnded'>;
  readonly logger: Logger;
}

/** The schema in which pg-boss keeps its tables; it makes and changes them itself. */
export const jobSchema = 'jobs';

/** A node that gave no sign for so long is gone: its job is another's. */
const silentSeconds = 20;
const superviseSeconds = 10;
const timeZone = 'Europe/Brussels';

const queue: Omit<Queue, 'name'> = {
  // One waits, one runs: a job that is due again while it runs runs once more, and never two at a time.
  policy: 'stately',
  heartbeatSeconds: silentSeconds,
  expireInSeconds: 3600,
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  deleteAfterSeconds: 2 * 24 * 3600,
};

/** The jobs of all nodes together: each is done by one of them, and by another when that one is killed. */
export class Jobs {
  readonly #parts: JobParts;
  readonly #end = new AbortController();
  #boss: PgBoss | undefined;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** From now on this node takes its part of the jobs. */
  async start(definitions: readonly JobDefinition[]): Promise<void> {
    const boss = new PgBoss({
      ...this.#parts.database.jobStore,
      schema: jobSchema,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      registerInstance: false,
      reindex: false,
      openTelemetry: { enabled: false },
    });
    boss.on('error', (error) => this.#parts.logger.warn(describeError(error), 'the jobs could not go on for a moment'));
    await boss.start();
    this.#boss = boss;
    for (const definition of definitions) await this.#offer(boss, definition);
  }

  /** Has a job done in so many seconds, also when it is not due. It is due again by the clock when this cannot be written down. */
  async soon(name: JobName, seconds: number): Promise<void> {
    try {
      await this.#boss?.send(name, {}, { startAfter: seconds });
    } catch (error) {
      this.#parts.logger.warn({ job: name, ...describeError(error) }, 'a job could not be asked for');
    }
  }

  /** Ends this node's part. A job that still runs after `mostMilliseconds` is another node's. */
  async stop(mostMilliseconds: number): Promise<void> {
    this.#end.abort();
    await this.#boss?.stop({ timeout: mostMilliseconds });
  }

  async #offer(boss: PgBoss, { name, schedule, atStart, lookSeconds, run }: JobDefinition): Promise<void> {
    await boss.createQueue(name, queue);
    await boss.work(name, { pollingIntervalSeconds: lookSeconds }, async ([job]) => {
      await this.#do(name, run, AbortSignal.any([this.#end.signal, ...(job === undefined ? [] : [job.signal])]));
    });
    await boss.schedule(name, schedule, {}, { tz: timeZone, missed: 'once' });
    if (atStart) await boss.send(name, {});
  }

  async #do(name: JobName, run: JobDefinition['run'], signal: AbortSignal): Promise<void> {
    const { logger, metrics } = this.#parts;
    const start = performance.now();
    try {
      const rows = await run(signal);
      const milliseconds = performance.now() - start;
      metrics.jobEnded(name, 'done', milliseconds / 1000);
      if (rows > 0) logger.info({ job: name, rows, milliseconds: Math.round(milliseconds) }, 'a job was done');
    } catch (error) {
      metrics.jobEnded(name, signal.aborted ? 'leftToOthers' : 'failed', (performance.now() - start) / 1000);
      if (!signal.aborted) logger.warn({ job: name, ...describeError(error) }, 'a job failed: it is tried again');
      // pg-boss keeps what is thrown, and messages of the database quote values of documents.
      throw new Error(signal.aborted ? 'left to another node' : 'failed: see the log of the node');
    }
  }
}
