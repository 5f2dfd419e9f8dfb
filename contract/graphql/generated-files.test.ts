import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
// biome-ignore lint/style/noRestrictedImports: only this code knows RxDB's rules for a schema; a test in plain Node has no frame.
import { checkSchema } from 'rxdb/plugins/dev-mode';
import { describe, expect, it } from 'vitest';
import { collectionNames, collections } from '../entities/index.ts';
import * as documents from '../generated/client-documents.ts';
import { rxdbSchemas } from '../generated/rxdb-schemas.ts';
import { generatedFiles } from './generated-files.ts';
import { graphqlTypeName } from './graphql-types.ts';
import { schemaText } from './schema-text.ts';

describe('the generated files', () => {
  it.each(Object.entries(generatedFiles()))('%s is fresh', (name, content) => {
    expect(readFileSync(join(import.meta.dirname, '..', 'generated', name), 'utf8')).toBe(content);
  });
});

describe('the GraphQL schema', () => {
  const schema = buildSchema(schemaText());

  it('has a pull and a push of every collection, and every field of its documents', () => {
    for (const name of collectionNames) {
      const { typeName, schema: entity } = collections[name];
      const type = schema.getType(typeName);
      const fields = type !== undefined && 'getFields' in type ? Object.keys(type.getFields()) : [];
      expect(fields.sort()).toEqual([...Object.keys(entity.properties), 'deleted'].sort());
    }
    const query = Object.keys(schema.getQueryType()?.getFields() ?? {});
    const mutation = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(query.filter((field) => field.startsWith('pull'))).toHaveLength(collectionNames.length);
    expect(mutation.filter((field) => field.startsWith('push'))).toHaveLength(collectionNames.length);
  });

  it('accepts every client document', () => {
    const { pullDocuments, pushDocuments, ...others } = documents;
    const all = [...Object.values(pullDocuments), ...Object.values(pushDocuments), ...Object.values(others)];
    expect(all).toHaveLength(2 * collectionNames.length + 35);
    for (const text of all) expect(validate(schema, parse(text))).toEqual([]);
  });

  it('carries whole numbers without an upper bound as Float, because Int has 32 bits', () => {
    expect(graphqlTypeName({ type: 'integer', minimum: 0 })).toBe('Float');
    expect(graphqlTypeName({ type: 'integer', maximum: 2 ** 31 })).toBe('Float');
    expect(graphqlTypeName({ type: 'integer', maximum: 2 ** 31 - 1 })).toBe('Int');
  });
});

describe('the RxDB schemas', () => {
  it.each(collectionNames)('of %s satisfies the checks of RxDB', (name) => {
    const schema = structuredClone(rxdbSchemas[name]) as unknown as Parameters<typeof checkSchema>[0];
    expect(() => checkSchema(schema)).not.toThrow();
    expect(schema.indexes).toEqual(collections[name].indexes);
  });

  it('would be refused by those checks when an indexed text had no maximum length', () => {
    const schema = structuredClone(rxdbSchemas.dossiers) as unknown as Parameters<typeof checkSchema>[0];
    delete schema.properties.number?.maxLength;
    expect(() => checkSchema(schema)).toThrow();
  });
});
