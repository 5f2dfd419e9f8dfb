import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type DatabaseFile, openDatabaseFile, tableNameOf } from '../storage/index.ts';
import { testKey } from './local-store.ts';

const FIRST_NAMES = ['Amber', 'Bilal', 'Camille', 'Dries', 'Eline', 'Farid', 'Griet', 'Hamza'];
const STREETS = ['Kerkstraat', 'Molendreef', 'Gentsesteenweg', 'Sint-Annaplein', 'Dorpsweg'];

/** `addDossiersTo` for a file that nobody has open. */
export function addDossiers(path: string, count: number): void {
  const file = openDatabaseFile({ file: path, key: testKey });
  addDossiersTo(file, count);
  file.close();
}

/**
 * Copies a file's first dossier until there are so many more, each with an own number and subject. By SQL: quick, but past the
 * search index and the lists, which are therefore told that they are old.
 */
export function addDossiersTo(file: DatabaseFile, count: number): void {
  const table = tableNameOf('dossiers', 0);
  const columns = (file.database.pragma(`table_info(${table})`) as { readonly name: string }[]).map(({ name }) => name);
  const model = file.database.prepare<Record<string, never>>(`SELECT * FROM ${table} WHERE deleted = 0 LIMIT 1`).get();
  if (model === undefined) throw new Error('The file has no dossier to copy');
  const insert = file.database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  file.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const document = copyOf(JSON.parse(String(model.data)) as DocumentOf<'dossiers'>, index);
      const values: Record<string, unknown> = { ...model, id: document.id, data: JSON.stringify(document) };
      if ('field_number' in model) values.field_number = document.number;
      if ('sequence' in model) values.sequence = null;
      insert.run(...columns.map((column) => values[column] as never));
    }
  });
  file.database.exec("UPDATE setting SET value = '0' WHERE name IN ('searchVersion', 'projectionsVersion')");
}

function copyOf(model: DocumentOf<'dossiers'>, index: number): DocumentOf<'dossiers'> {
  const word = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
  return {
    ...model,
    id: `copy-${String(index).padStart(7, '0')}`,
    number: `2026-KP-${String(index).padStart(6, '0')}`,
    subject: `Verbouwing ${word} ${STREETS[index % STREETS.length] ?? ''} ${index}`,
  };
}
