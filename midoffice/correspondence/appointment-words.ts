import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { appointmentWords } from '@onthaal/contract/rules/products/appointment-words.ts';
import { nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/database.ts';
import type { Executor } from './message-writer.ts';

type ProductRow = Pick<ReferenceOf<'product'>, 'name' | 'data'> & Record<string, unknown>;

/** The words of an appointment in one language, in Dutch where nobody translated them. */
export interface AppointmentWords {
  readonly subject: string;
  readonly bring: readonly string[];
}

/** What an appointment is for and what to bring, in each language. */
export async function wordsOf(
  executor: Executor,
  appointment: Pick<DocumentOf<'appointments'>, 'productCode' | 'subject' | 'bring'>,
): Promise<(language: Language) => AppointmentWords> {
  const [product] = await rowsOf<ProductRow>(
    executor,
    sql`SELECT data ->> 'name' AS name, data -> 'data' AS data FROM document
        WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' = 'product'
          AND data ->> 'code' = ${appointment.productCode}`,
  );
  const { subject, bring } = appointmentWords(appointment, product);
  return (language) => ({
    subject: nameIn(subject, language).name,
    bring: bring.map((one) => nameIn(one, language).name),
  });
}
