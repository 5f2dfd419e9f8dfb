import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure } from '@onthaal/contract/result.ts';
import { administrationQuestions } from '@onthaal/contract/store/administration.ts';
import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import { type AdministrationContext, hitAppointments, saveReference } from './save-reference.ts';

const checks = {
  saveReference: Compile(administrationQuestions.saveReference),
  hitAppointments: Compile(administrationQuestions.hitAppointments),
};

function checked<Name extends keyof typeof checks>(
  name: Name,
  args: object,
): Static<(typeof administrationQuestions)[Name]> {
  const given = stripNulls(args);
  const check = checks[name];
  if (check.Check(given)) return given as Static<(typeof administrationQuestions)[Name]>;
  const field = check.Errors(given)[0]?.instancePath.slice(1);
  throw graphqlErrorOf(failure('ARGUMENT_INVALID', field === undefined || field === '' ? {} : { field }).error);
}

async function administrationOf(context: RequestContext): Promise<AdministrationContext> {
  const session = await sessionOf(context);
  const { database, configuration, faults, externalTime: external } = context.services;
  const { scope, workOnly } = configuration;
  return { orm: database.orm, session, scope, workOnly, now: faults.now(), external };
}

/** What an administrator asks from a desk. */
export const referenceQueries = {
  hitAppointments: async (_parent: unknown, args: object, context: RequestContext) => {
    const administration = await administrationOf(context);
    context.traces.fields.push('hitAppointments');
    return valueOrThrow(await hitAppointments(administration, checked('hitAppointments', args)));
  },
};

/** What an administrator writes from a desk. */
export const referenceMutations = {
  saveReference: async (_parent: unknown, args: object, context: RequestContext) => {
    const administration = await administrationOf(context);
    context.traces.fields.push('saveReference');
    const saved = await saveReference(administration, checked('saveReference', args));
    // What the citizens are told of a move leaves now and not at the next minute.
    if (saved.ok && (saved.value.moved ?? 0) > 0) await context.services.jobs.soon('send-messages', 0);
    return valueOrThrow(saved);
  },
};
