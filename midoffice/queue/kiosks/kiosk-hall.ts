import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import type { KioskHall } from '@onthaal/contract/session/kiosk-hall.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';

type Executor = Pick<Orm, 'execute'>;
type Offered = 'product' | 'decisionTree' | 'desk';

/** A location where visitors come. */
export interface Hall {
  readonly id: string;
  readonly building: string;
}

/** The location with this id; undefined when it is none, or no more. */
export async function hallAt(executor: Executor, id: string): Promise<Hall | undefined> {
  const [row] = await rowsOf<{ building: string }>(
    executor,
    sql`SELECT data -> 'data' ->> 'building' AS building FROM document WHERE collection = 'references' AND id = ${id}
        AND NOT deleted AND data ->> 'kind' = 'location' AND (data ->> 'active')::boolean`,
  );
  return row && { id, ...row };
}

async function activeReferences(executor: Executor): Promise<readonly ReferenceOf<Offered>[]> {
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'references' AND NOT deleted AND (data ->> 'active')::boolean
          AND data ->> 'kind' IN ('product', 'decisionTree', 'desk')`,
  );
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('references', data);
    return checked.ok ? [checked.value as unknown as ReferenceOf<Offered>] : [];
  });
}

/** What whoever walks in there can choose: no product with which no desk of the building helps, as nobody would ever call them. */
export async function whatIsOffered(executor: Executor, { building }: Hall): Promise<KioskHall> {
  const all = await activeReferences(executor);
  const ofKind = <Kind extends Offered>(kind: Kind) =>
    all.filter((one): one is ReferenceOf<Kind> => (one as { kind: Offered }).kind === kind);
  const desks = ofKind('desk').filter(({ data }) => data.building === building);
  const teams = new Set(desks.flatMap(({ data }) => data.teamIds));
  const products = ofKind('product')
    .filter(({ data }) => teams.has(data.teamId))
    .map(({ code, name, data: { theme, names, themeNames } }) => ({
      ...{ code, name, theme },
      ...(names === undefined ? {} : { names }),
      ...(themeNames === undefined ? {} : { themeNames }),
    }))
    .sort((one, other) => one.theme.localeCompare(other.theme, 'nl') || one.name.localeCompare(other.name, 'nl'));
  const trees = ofKind('decisionTree')
    .sort((one, other) => one.data.order - other.data.order)
    .map(({ id, name, data: { names, questions } }) => ({
      ...{ id, name, questions },
      ...(names === undefined ? {} : { names }),
    }));
  return { trees, products };
}
