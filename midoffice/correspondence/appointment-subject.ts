import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/database.ts';
import type { Executor } from './message-writer.ts';

interface ProductRow extends Record<string, unknown> {
  readonly name: string;
  readonly names: ReferenceData['product']['names'] | null;
}

/** What an appointment is for, in each language: the name of its product, unless somebody wrote it in other words. */
export async function subjectsOf(
  executor: Executor,
  { productCode, subject }: Pick<DocumentOf<'appointments'>, 'productCode' | 'subject'>,
): Promise<(language: Language) => string> {
  const [product] = await rowsOf<ProductRow>(
    executor,
    sql`SELECT data ->> 'name' AS name, data -> 'data' -> 'names' AS names FROM document
        WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' = 'product' AND data ->> 'code' = ${productCode}`,
  );
  if (product === undefined || product.name !== subject) return () => subject;
  const named = { name: product.name, names: product.names ?? undefined };
  return (language) => nameIn(named, language).name;
}
