import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { DatabaseReadName } from '../../main/store/reads/reader.ts';
import { type DatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { evenSample } from '../measure/statistics.ts';
import { lookId } from './look-id.ts';
import { SEED_DAY } from './seed-day.ts';

const CARDS = 200;
const LISTS = 10;
const PAGE = 50;

/** Most that a named read may take at p95, in milliseconds. */
export const READ_BUDGET = 16;

/** The reads that are measured. */
export const readNames = ['dossierCard', 'personCard', 'workList', 'dayOverview'] as const;

/** One read with its arguments. */
export type Question = {
  [Name in DatabaseReadName]: { readonly name: Name; readonly args: ReadArguments[Name] };
}[DatabaseReadName];

/** What a clerk opens all day, about records that are in the file; the same file always gives the same questions. */
export function questionsOf(file: DatabaseFile): Question[] {
  const ids = (collection: CollectionName) =>
    file
      .prepare<string>(`SELECT id FROM ${tableNameOf(collection, 0)} WHERE deleted = 0 ORDER BY id`)
      .pluck()
      .all();
  const scopes = ['mine', 'team', 'all'] as const;
  const sorts = ['dueOn', 'updatedAt', 'number'] as const;
  const lists = scopes.flatMap((scope) =>
    sorts.map((sort): Question => ({ name: 'workList', args: { scope, sort, offset: 0, limit: PAGE } })),
  );
  const day: Question = { name: 'dayOverview', args: { day: SEED_DAY } };
  return [
    ...evenSample(ids('dossiers'), CARDS).map((dossierId): Question => ({ name: 'dossierCard', args: { dossierId } })),
    ...evenSample(ids('persons'), CARDS).map(
      (personId): Question => ({
        name: 'personCard',
        args: { personId, consultationId: lookId(personId) },
      }),
    ),
    ...Array.from({ length: LISTS }, () => [...lists, day, day, day]).flat(),
  ];
}
