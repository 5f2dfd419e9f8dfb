import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { expect, it } from 'vitest';
import { makeStore } from '../../app/store.ts';
import { bookReserved } from './book-reserved.ts';

const asked = { appointmentId: 'kept', productCode: 'reispas', persons: 1, mode: 'physical' } as const;

/** What is said when the store answers so. */
function said(run: Awaited<ReturnType<StoreClient['run']>>, row: Result<Pick<AppointmentRow, 'state'> | null>) {
  const client = { run: async () => run, read: async () => row, subscribe: () => () => undefined };
  return makeStore(client as unknown as StoreClient).dispatch(bookReserved(asked));
}

it('says of a reserved moment what it became, not what it was when it was offered', async () => {
  const done = success({ operationId: 'one', written: [] });
  expect(await said(done, success({ state: 'booked' }))).toMatchObject({ value: 'booked' });
  expect(await said(done, success({ state: 'requested' }))).toMatchObject({ value: 'requested' });
  expect(await said(done, success(null))).toMatchObject({ value: 'requested' });
  expect(await said(done, failure('STORE_UNAVAILABLE'))).toMatchObject({ value: 'requested' });
  const gone = failure('APPOINTMENT_HOLD_GONE');
  expect(await said(gone, success({ state: 'booked' }))).toEqual(gone);
});
