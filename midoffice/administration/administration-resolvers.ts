import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import { administrationQuestions, type SavedReference } from '@onthaal/contract/store/administration.ts';
import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import type { Services } from '../server/services.ts';
import { callHindered } from './call-hindered.ts';
import { moveHindered, moveHinderedBack } from './move-hindered.ts';
import { type AdministrationContext, hitAppointments, saveReference } from './save-reference.ts';

const checks = {
  saveReference: Compile(administrationQuestions.saveReference),
  hitAppointments: Compile(administrationQuestions.hitAppointments),
  moveHindered: Compile(administrationQuestions.moveHindered),
  moveHinderedBack: Compile(administrationQuestions.moveHinderedBack),
  callHindered: Compile(administrationQuestions.callHindered),
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

function answering<Name extends keyof typeof checks>(
  name: Name,
  answer: (
    context: AdministrationContext,
    asked: Static<(typeof administrationQuestions)[Name]>,
  ) => Promise<Result<unknown>>,
  done?: (services: Services, value: unknown) => Promise<void>,
) {
  return async (_parent: unknown, args: object, context: RequestContext) => {
    const administration = await administrationOf(context);
    context.traces.fields.push(name);
    const answered = await answer(administration, checked(name, args));
    if (answered.ok) await done?.(context.services, answered.value);
    return valueOrThrow(answered);
  };
}

/** What the citizens are told of a move leaves now and not at the next minute, and what it left in another system goes there. */
async function afterMove({ jobs, externalTime }: Services): Promise<void> {
  await jobs.soon('send-messages', 0);
  if (externalTime !== undefined) await jobs.soon('appointment-master', 0);
}

/** What an administrator asks from a desk. */
export const referenceQueries = {
  hitAppointments: answering('hitAppointments', hitAppointments),
};

/** What an administrator writes from a desk. */
export const referenceMutations = {
  saveReference: answering('saveReference', saveReference, async (services, saved) => {
    if (((saved as SavedReference).moved ?? []).length > 0) await afterMove(services);
  }),
  moveHindered: answering('moveHindered', moveHindered, afterMove),
  moveHinderedBack: answering('moveHinderedBack', moveHinderedBack, afterMove),
  callHindered: answering('callHindered', callHindered),
};
