import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeChannel } from '../documents/write-document.ts';

/** A bad day that a test orders. Only reachable with ONTHAAL_FAULTS=1. */
export interface FaultOrder {
  /** Answer the next `count` matching requests with this HTTP status. */
  readonly status?: number;
  /** How many requests it concerns; 1 when left out. */
  readonly count?: number;
  /** Seconds, sent as Retry-After. */
  readonly retryAfter?: number;
  /** Send this many bytes of the next answers and cut the line. */
  readonly cutAfterBytes?: number;
  /** Wait before answering. */
  readonly delayMilliseconds?: number;
  /** Only requests whose body contains this text, e.g. `pullDossiers`. */
  readonly only?: string;
  /** Store this many rows that break the schema. */
  readonly malformedRows?: number;
  readonly collection?: CollectionName;
  /** false: the centre sets the malformed rows aside. true (default): it serves them, so that the desk must. */
  readonly served?: boolean;
  /** Server time and Date header differ by this much until the next order says 0. */
  readonly clockSkewSeconds?: number;
}

interface PendingFault {
  readonly order: FaultOrder;
  left: number;
}

/** The bad days that are ordered and not yet had. */
export class Faults {
  /** Ids of malformed rows that a pull serves all the same. */
  readonly servedUnchecked = new Set<string>();
  clockSkewMilliseconds = 0;
  #pending: PendingFault[] = [];

  /** Takes an order; rows are stored by `storeMalformedRows`. */
  add(order: FaultOrder): void {
    if (order.clockSkewSeconds !== undefined) this.clockSkewMilliseconds = order.clockSkewSeconds * 1000;
    const concernsRequests =
      order.status !== undefined || order.cutAfterBytes !== undefined || order.delayMilliseconds !== undefined;
    if (concernsRequests) this.#pending.push({ order, left: order.count ?? 1 });
  }

  clear(): void {
    this.#pending = [];
    this.clockSkewMilliseconds = 0;
    this.servedUnchecked.clear();
  }

  /** The fault for a request with this body, used up by asking. */
  take(body: string): FaultOrder | undefined {
    const found = this.#pending.find(({ order }) => order.only === undefined || body.includes(order.only));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#pending = this.#pending.filter((pending) => pending !== found);
    return found.order;
  }

  /** The server's clock, wrong when a test wants it. */
  now(): Date {
    return new Date(Date.now() + this.clockSkewMilliseconds);
  }
}

/**
 * Copies documents of the collection, each with a new id and a `createdAt` that is no instant (passes GraphQL, breaks the
 * schema).
 *
 * @returns how many rows it stored; 0 when the collection is empty
 */
export async function storeMalformedRows(orm: Orm, faults: Faults, order: FaultOrder): Promise<number> {
  const collection = order.collection ?? 'dossiers';
  const ids = Array.from({ length: order.malformedRows ?? 0 }, () => v7());
  for (const id of ids) {
    const stored = await rowsOf(
      orm,
      sql`WITH stored AS (
            INSERT INTO document (collection, id, data)
            SELECT collection, ${id}, data || jsonb_build_object(
              'id', ${id}::text, 'createdAt', 'not an instant', 'number', 'MALFORMED-' || ${id}::text)
            FROM document WHERE collection = ${collection} LIMIT 1
            RETURNING collection
          )
          SELECT pg_notify(${changeChannel}, collection || ':' || pg_current_xact_id()) FROM stored`,
    );
    if (stored.length === 0) return 0;
    if (order.served !== false) faults.servedUnchecked.add(id);
  }
  return ids.length;
}
