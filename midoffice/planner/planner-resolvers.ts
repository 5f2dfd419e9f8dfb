import { failure, type Result } from '@onthaal/contract/result.ts';
import { usualReserved } from '@onthaal/contract/rules/planner/index.ts';
import { type PlannerQuestion, plannerQuestions } from '@onthaal/contract/store/planner.ts';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { mayWrite } from '../documents/authorisation.ts';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import type { Services } from '../server/services.ts';
import { tellLate } from './late-running.ts';
import { freeReserved } from './reserved/free-reserved.ts';
import { reserveSlots } from './reserved/reserve-slots.ts';
import { bookAppointment, findSlots, holdAppointment, releaseAppointment, type TimeContext } from './time-giver.ts';

type Name = keyof typeof plannerQuestions;

const checks = new Map<Name, Validator>();

/** What was asked, without what GraphQL says is nothing; ARGUMENT_INVALID. */
function checked<Question extends Name>(name: Question, args: object): PlannerQuestion<Question> {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
  const check = checks.get(name) ?? Compile(plannerQuestions[name] as TSchema);
  checks.set(name, check);
  const isMoment = ['from', 'startsAt'].every(
    (name) => !(name in given) || !Number.isNaN(Date.parse(String(given[name]))),
  );
  if (check.Check(given) && isMoment) return given as PlannerQuestion<Question>;
  const field = check.Errors(given)[0]?.instancePath.slice(1);
  throw graphqlErrorOf(failure('ARGUMENT_INVALID', field === undefined || field === '' ? {} : { field }).error);
}

function answering<Question extends Name>(
  name: Question,
  answer: (context: TimeContext, args: PlannerQuestion<Question>, services: Services) => Promise<Result<unknown>>,
) {
  return async (_parent: unknown, args: object, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push(name);
    const { database, configuration, faults, externalTime: external } = context.services;
    const { scope, workOnly } = configuration;
    const planning = { orm: database.orm, session, scope, workOnly, now: faults.now(), external };
    return valueOrThrow(await answer(planning, checked(name, args), context.services));
  };
}

/** What a desk asks of the planner. */
export const plannerQueries = {
  freeSlots: answering('freeSlots', async (context, asked) =>
    mayWrite(context.session, 'appointments', 'create').kind === 'allowed'
      ? findSlots(context, asked)
      : failure('NOT_ALLOWED'),
  ),
};

/** What a desk has the planner do. */
export const plannerMutations = {
  holdAppointment: answering('holdAppointment', holdAppointment),
  bookAppointment: answering('bookAppointment', async (context, asked, { jobs }) => {
    const booked = await bookAppointment(context, asked);
    // What the citizen is told about it leaves now and not at the next minute.
    if (booked.ok) await jobs.soon('send-messages', 0);
    // A booking may leave another to be cancelled there.
    if (context.external !== undefined) await jobs.soon('appointment-master', 0);
    return booked;
  }),
  reserveSlots: answering('reserveSlots', (context, asked, { configuration }) =>
    reserveSlots({ ...context, reserved: configuration.reservedSlots ?? usualReserved }, asked),
  ),
  freeReservedSlot: answering('freeReservedSlot', freeReserved),
  tellLate: answering('tellLate', async (context, asked, { jobs }) => {
    const told = await tellLate(context, asked);
    if (told.ok && asked.send) await jobs.soon('send-messages', 0);
    return told;
  }),
  releaseAppointment: answering('releaseAppointment', async (context, asked) => {
    await releaseAppointment(context, asked);
    return { ok: true, value: true };
  }),
};
