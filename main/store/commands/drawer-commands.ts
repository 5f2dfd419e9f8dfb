import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { todayInBrussels } from '../database/clock.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  created,
  newDocumentFields,
} from './command-context.ts';

/**
 * Writes down that the cash drawer is opened without a payment, and why: before it opens. Whether it did is a step of its own. The id is
 * the caller's: pressed twice, it is one opening.
 */
export function openDrawer(context: CommandContext, args: CommandArguments['openDrawer']): Result<CommandPlan> {
  const { id } = args;
  const reason = args.reason.trim();
  if (context.writer.current('payments', id) !== undefined) {
    return alreadyThere('payments', id);
  }
  if (reason === '') return failure('FIELD_REQUIRED', { field: 'reason' });
  const { deviceId, memberId } = context.member;
  const nothing = { dossierId: undefined, personId: undefined, refundOf: undefined, reference: undefined };
  return success({
    documents: () => {
      const base = newDocumentFields(context, id);
      return success([
        created('payments', {
          ...base,
          kind: 'drawerOpening',
          ...{ day: todayInBrussels(), deviceId, memberId },
          deskId: context.references.get('device', deviceId)?.data.deskId,
          ...{ ...nothing, terminal: undefined, count: undefined },
          ...{ lines: [], amountCents: 0, method: 'cash', state: 'open', stateSince: base.createdAt },
          steps: [{ id: v7(), at: base.createdAt, by: authorOf(context), event: 'begun', reason }],
        }),
      ]);
    },
  });
}
