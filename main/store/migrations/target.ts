import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import { DOCUMENTS_VERSION, PROJECTIONS_VERSION, SEARCH_VERSION } from '../database/own-tables.ts';
import type { DocumentSchemas } from '../database/rx-database.ts';

/** What a program expects of a file, besides its own tables. Tests give that of a later program. */
export interface StoreTarget {
  readonly schemas: DocumentSchemas;
  readonly documentsVersion: number;
  readonly searchVersion: number;
  readonly projectionsVersion: number;
}

/** What this program expects. */
export const presentTarget: StoreTarget = {
  schemas: rxdbSchemas,
  documentsVersion: DOCUMENTS_VERSION,
  searchVersion: SEARCH_VERSION,
  projectionsVersion: PROJECTIONS_VERSION,
};
