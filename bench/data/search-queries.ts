import { type DatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { evenSample } from '../measure/statistics.ts';

/** What somebody types, and what kind of question it is. */
export interface TypedQuery {
  readonly kind: 'name' | 'number' | 'street' | 'word' | 'typo';
  readonly text: string;
}

const PER_KIND = 6;

function column(file: DatabaseFile, sql: string): string[] {
  return file.prepare<string>(sql).pluck().all();
}

/** Thirty questions about the records that are in the file; the same file always gives the same ones. */
export function searchQueries(file: DatabaseFile): TypedQuery[] {
  const persons = tableNameOf('persons', 0);
  const names = column(file, `SELECT field_displayName FROM ${persons} WHERE deleted = 0 ORDER BY id`);
  const national = column(
    file,
    `SELECT json_extract(data, '$.nationalNumber') FROM ${persons}
       WHERE json_extract(data, '$.nationalNumber') IS NOT NULL ORDER BY id`,
  );
  const streets = column(
    file,
    `SELECT DISTINCT json_extract(data, '$.address.streetName') FROM ${persons}
       WHERE json_extract(data, '$.address.streetName') IS NOT NULL ORDER BY 1`,
  );
  const numbers = column(file, 'SELECT number FROM dossier_row ORDER BY number');
  const subjects = column(file, 'SELECT DISTINCT subject FROM dossier_row ORDER BY 1');
  const words = subjects.map((subject) => subject.split(' ').sort((one, other) => other.length - one.length)[0] ?? '');
  const texts = (kind: TypedQuery['kind'], all: readonly string[], count = PER_KIND) =>
    evenSample(all, count).map((text): TypedQuery => ({ kind, text: text.toLowerCase() }));
  return [
    ...texts('name', names),
    ...texts('number', numbers, PER_KIND / 2),
    ...texts('number', national, PER_KIND / 2),
    ...texts('street', streets),
    ...texts('word', [...new Set(words.filter((word) => word.length >= 5))]),
    ...texts('typo', names.filter((name) => name.length >= 8).map(withTypo)),
  ];
}

/** Swaps two letters in the second half of the longest word. */
function withTypo(name: string): string {
  const word = name.split(' ').sort((one, other) => other.length - one.length)[0] ?? name;
  const at = Math.floor(word.length / 2);
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  return name.replace(word, swapped);
}

/** What the search box asks while the text is typed letter by letter. */
export function prefixesOf(text: string): string[] {
  const letters = [...text];
  return letters.map((_, index) => letters.slice(0, index + 1).join('')).filter((prefix) => prefix.trim() === prefix);
}
