import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import type { AdministrationContext } from './save-reference.ts';

type Reference = DocumentOf<'references'>;

/** No product is an id of this form: two of a theme that are saved at once would wait for each other's row for ever. */
const allThemes = { id: 'themes:of:products' };

/** One product at a time is saved: whatever one writes may go to all of its theme. Before its own row is locked. */
export async function lockThemes(executor: Orm): Promise<void> {
  await lockDocument(executor, 'references', allThemes);
}

/**
 * A theme is called the same wherever it stands: its translations, which stand with each product, go to all other products of the theme when
 * one of them was changed. In the transaction of that change, each with a line of its own in the audit log.
 */
export async function shareTheme(
  executor: Orm,
  { session, now, workOnly }: AdministrationContext,
  before: Reference,
  product: Reference,
): Promise<void> {
  const { theme, themeNames } = product.data;
  if (deepEqual(before.data.themeNames, themeNames)) return;
  const others = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT id FROM document WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' = 'product'
          AND data -> 'data' ->> 'theme' = ${theme} AND id <> ${product.id} ORDER BY id`,
  );
  for (const { id } of others) {
    await lockDocument(executor, 'references', { id });
    const raw = await readMaster(executor, 'references', id);
    const known = raw?.data as Reference | undefined;
    if (raw === undefined || known === undefined || deepEqual(known.data.themeNames, themeNames)) continue;
    const { themeNames: _was, ...data } = known.data;
    const at = changeTime(now, known);
    const next = {
      ...{ ...known, updatedAt: at, updatedBy: product.updatedBy },
      data: themeNames === undefined ? data : { ...data, themeNames },
    };
    const target = { session, collection: 'references' as const, operationId: v7(), documentId: id, workOnly };
    await writeDocument(executor, target, raw, { data: next, deleted: false }, at);
  }
}
