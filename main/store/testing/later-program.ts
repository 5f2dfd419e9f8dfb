import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import { presentTarget, type StoreTarget } from '../migrations/target.ts';

/** The dossiers of a later program: one more optional field, one more index, a wider limit. */
const dossiers = {
  ...rxdbSchemas.dossiers,
  properties: {
    ...rxdbSchemas.dossiers.properties,
    subject: { ...rxdbSchemas.dossiers.properties.subject, maxLength: 2000 },
    urgency: { type: 'string', enum: ['low', 'high'], maxLength: 10 },
  },
  indexes: [...rxdbSchemas.dossiers.indexes, ['urgency', 'updatedAt'], ['subject']],
};

/** What a program after this one could expect of a file: an additive change of a schema, another search index, other lists. */
export const laterTarget: StoreTarget = {
  schemas: { ...rxdbSchemas, dossiers },
  documentsVersion: presentTarget.documentsVersion + 1,
  searchVersion: presentTarget.searchVersion + 1,
  projectionsVersion: presentTarget.projectionsVersion + 1,
};

/** A later program whose dossiers must have a field that none has. */
export const breakingTarget: StoreTarget = {
  ...laterTarget,
  schemas: { ...rxdbSchemas, dossiers: { ...dossiers, required: [...dossiers.required, 'urgency'] } },
};
