import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { ReferenceKind, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

type Executor = Pick<Orm, 'execute'>;

/** Looks up what a document refers to. */
export interface ReferenceLookup {
  readonly documentExists: (executor: Executor, collection: CollectionName, id: string) => Promise<boolean>;
  /** True for an active reference of the kind. */
  readonly isActive: (executor: Executor, kind: ReferenceKind, id: string) => Promise<boolean>;
  /** The active dossier type with this code. The same object as long as it does not change. */
  readonly dossierType: (executor: Executor, code: string) => Promise<ReferenceOf<'dossierType'> | undefined>;
}

interface CachedType {
  readonly sequence: string;
  readonly value: ReferenceOf<'dossierType'> | undefined;
}

async function documentExists(executor: Executor, collection: CollectionName, id: string): Promise<boolean> {
  const rows = await rowsOf(
    executor,
    sql`SELECT 1 FROM document WHERE collection = ${collection} AND id = ${id} AND NOT deleted`,
  );
  return rows.length > 0;
}

async function isActive(executor: Executor, kind: ReferenceKind, id: string): Promise<boolean> {
  const rows = await rowsOf(
    executor,
    sql`SELECT 1 FROM document
        WHERE collection = 'references' AND id = ${id} AND NOT deleted
          AND data ->> 'kind' = ${kind} AND (data ->> 'active')::boolean`,
  );
  return rows.length > 0;
}

async function readType(executor: Executor, id: string, sequence: string): Promise<CachedType> {
  const [row] = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'references' AND id = ${id}`,
  );
  const checked = checkDocument('references', row?.data);
  return { sequence, value: checked.ok ? (checked.value as unknown as ReferenceOf<'dossierType'>) : undefined };
}

/** Opens a lookup that keeps dossier types, because reading and compiling their question sets for every row is slow. */
export function openReferenceLookup(): ReferenceLookup {
  const types = new Map<string, CachedType>();
  return {
    documentExists,
    isActive,
    dossierType: async (executor, code) => {
      const [row] = await rowsOf<{ id: string; sequence: string }>(
        executor,
        sql`SELECT id, sequence::text AS sequence FROM document
            WHERE collection = 'references' AND data ->> 'kind' = 'dossierType' AND data ->> 'code' = ${code}
              AND NOT deleted AND (data ->> 'active')::boolean
            LIMIT 1`,
      );
      if (row === undefined) return undefined;
      const cached = types.get(row.id);
      if (cached?.sequence === row.sequence) return cached.value;
      const fresh = await readType(executor, row.id, row.sequence);
      types.set(row.id, fresh);
      return fresh.value;
    },
  };
}
