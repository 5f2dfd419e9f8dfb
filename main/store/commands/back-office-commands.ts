import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  atDesk,
  type BackOfficeTurn,
  backOfficeBegun,
  backOfficeTurn,
  isBackOffice,
  visitAfter,
} from '@onthaal/contract/rules/visits/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { instantAfter } from '../database/clock.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  created,
  newDocumentFields,
} from './command-context.ts';
import type { DocumentChange } from './store-writer.ts';
import { allAtDesk, emptyVisit } from './visit-draft-commands.ts';

type Visit = DocumentOf<'visits'>;

function begun(
  context: CommandContext,
  { id, deskId, subject, productCode }: CommandArguments['beginBackOffice'],
  locationId: string,
): Visit | undefined {
  const base = newDocumentFields(context, id);
  const step = () => {
    const { deviceId } = context.member;
    return { id: v7(), at: base.createdAt, by: authorOf(context), deskId, deviceId };
  };
  // No ticket: it is called by nobody.
  const work: Visit = {
    ...base,
    ...{ ticket: '', state: 'waiting', arrivedAt: base.createdAt, locationId, priority: 0, draft: '', notes: [] },
    backOffice: { subject },
    services: [
      {
        ...{ id: v7(), productCode: subject === 'product' ? (productCode ?? '') : subject, state: 'waiting' },
        ...{ pausedSeconds: 0, timeNotReliable: false },
      },
    ],
  };
  return backOfficeBegun(work, [
    { ...step(), event: 'arrived' },
    { ...step(), event: 'called' },
    { ...step(), event: 'served' },
  ]);
}

/** Work without a visitor begins. REFERENCE_UNKNOWN for a desk or product that is not here; VISIT_STEP_NOT_NOW while there is other work. */
export function beginBackOffice(
  context: CommandContext,
  args: CommandArguments['beginBackOffice'],
): Result<CommandPlan> {
  const { references, writer } = context;
  if (writer.current('visits', args.id) !== undefined) return alreadyThere('visits', args.id);
  const desk = references.get('desk', args.deskId);
  const location = references.list('location').find(({ data }) => data.building === desk?.data.building);
  if (desk === undefined || location === undefined) return failure('REFERENCE_UNKNOWN', { field: 'deskId' });
  const isKnown = references.list('product').some(({ code }) => code === args.productCode);
  if (args.subject === 'product' && !isKnown) return failure('REFERENCE_UNKNOWN', { field: 'productCode' });
  return success({
    isApart: true,
    documents: () => {
      if (allAtDesk(context, atDesk).some(isBackOffice)) return failure('VISIT_STEP_NOT_NOW');
      const work = begun(context, args, location.id);
      return work === undefined
        ? failure('VISIT_STEP_NOT_NOW')
        : success([created('visits', { ...emptyVisit, ...work })]);
    },
  });
}

/** Work after what it does by itself; a pause counts from when the visitor was called, however late this computer hears of it. */
function turned(context: CommandContext, work: Visit, { event, at }: BackOfficeTurn): readonly DocumentChange[] {
  const updatedAt = instantAfter(work.updatedAt);
  const by = authorOf(context);
  const last = work.steps?.at(-1);
  // Never before what happened last, and never in the future: clocks differ a little.
  const [, moment = updatedAt] = [last?.at ?? work.arrivedAt, at ?? updatedAt, updatedAt].sort();
  const step = {
    ...{ id: v7(), by, event, at: moment, deviceId: context.member.deviceId },
    ...(last?.deskId === undefined ? {} : { deskId: last.deskId }),
  };
  const after = visitAfter(work, step);
  return after === undefined ? [] : [{ collection: 'visits', fields: { ...after, updatedAt, updatedBy: by } }];
}

/** Work of the member stands still while a visitor of theirs is called or served, and goes on after. */
export function turnBackOffice(context: CommandContext): Result<CommandPlan> {
  const changes = () => {
    const all = allAtDesk(context, atDesk);
    return all.filter(isBackOffice).flatMap((work) => {
      const turn = backOfficeTurn(work, all, context.member.deviceId);
      return turn === undefined ? [] : turned(context, work, turn);
    });
  };
  if (changes().length === 0) return success({ documents: () => success([]), alreadyWritten: [] });
  return success({ isNoWork: true, isApart: true, documents: () => success(changes()) });
}
