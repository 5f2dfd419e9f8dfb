import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure } from '@onthaal/contract/result.ts';
import { administrationQuestions, type SaveReference } from '@onthaal/contract/store/administration.ts';
import { Compile } from 'typebox/compile';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import { saveReference } from './save-reference.ts';

const check = Compile(administrationQuestions.saveReference);

function checked(args: object): SaveReference {
  const given = stripNulls(args);
  if (check.Check(given)) return given;
  const field = check.Errors(given)[0]?.instancePath.slice(1);
  throw graphqlErrorOf(failure('ARGUMENT_INVALID', field === undefined || field === '' ? {} : { field }).error);
}

/** What an administrator writes from a desk. */
export const referenceMutations = {
  saveReference: async (_parent: unknown, args: object, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('saveReference');
    const { database, configuration, faults } = context.services;
    const administration = { orm: database.orm, session, workOnly: configuration.workOnly, now: faults.now() };
    return valueOrThrow(await saveReference(administration, checked(args)));
  },
};
