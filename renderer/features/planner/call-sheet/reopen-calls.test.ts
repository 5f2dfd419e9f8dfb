import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandResult } from '@onthaal/contract/store/commands.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import { expect, it } from 'vitest';
import { makeStore } from '../../../app/store.ts';
import { reopenCalls } from './reopen-calls.ts';

const done = success({ operationId: 'one', written: [] });

/** Which commands run, of whom, when cancelling answers so. */
async function ran(cancelled: Result<CommandResult>, bookedId: string | undefined) {
  const commands: unknown[] = [];
  const run: StoreClient['run'] = async (name, args) => {
    commands.push([name, 'appointmentId' in args && args.appointmentId]);
    return name === 'cancelAppointment' ? cancelled : done;
  };
  const client = { run, subscribe: () => () => undefined };
  const answer = await makeStore(client as unknown as StoreClient).dispatch(reopenCalls('missed', bookedId));
  return { commands, answer };
}

it('cancels what was booked instead, and only then has somebody called again', async () => {
  expect(await ran(done, 'new')).toEqual({
    ...{
      commands: [
        ['cancelAppointment', 'new'],
        ['closeCalls', 'missed'],
      ],
      answer: done,
    },
  });
  expect((await ran(done, undefined)).commands).toEqual([['closeCalls', 'missed']]);
});

it('leaves the call closed while the booking is not here yet', async () => {
  const unknown = failure('DOCUMENT_UNKNOWN');
  expect(await ran(unknown, 'new')).toEqual({ commands: [['cancelAppointment', 'new']], answer: unknown });
});
