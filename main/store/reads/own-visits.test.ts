import { afterEach, beforeEach, expect, it } from 'vitest';
import { LocalStore, offlineGrant } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { tableOf } from './read-context.ts';

const me = offlineGrant.member;
const by = { memberId: me.memberId, name: me.name };
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
let store: LocalStore;

beforeEach(async () => {
  store = await LocalStore.open(testFolder());
});
afterEach(() => store.store.close());

/** A document as it came from the centre, with the columns of its indexes. */
function put(
  collection: 'visits' | 'appointments',
  document: Readonly<Record<string, unknown>> & { readonly id: string },
) {
  const columns = { visits: ['state', 'arrivedAt'], appointments: ['startsAt'] }[collection];
  store.store.file.database
    .prepare(
      `INSERT INTO ${tableOf(collection)} (id, rev, deleted, lwt, ${columns.map((name) => `field_${name}`).join(', ')}, data)
       VALUES (?, '1-a', 0, 1, ${columns.map(() => '?').join(', ')}, ?)`,
    )
    .run(document.id, ...columns.map((name) => String(document[name])), JSON.stringify(document));
}

const visit = (id: string, state: string, hours: number, memberId: string | undefined) => ({
  ...{ id, ticket: `A${id}`, state, priority: 3, locationId: 'hall', arrivedAt: ago(hours), draft: `Notitie ${id}` },
  ...{
    createdAt: ago(hours),
    updatedAt: ago(hours),
    updatedBy: by,
    services: [],
    notes: [],
    ...(memberId && { memberId }),
  },
});

it('who was not finished with on Friday is still at the desk of the clerk on Monday, with what was typed', async () => {
  put('visits', visit('friday', 'parked', 64, me.memberId));
  put('visits', visit('today', 'serving', 1, me.memberId));
  put('visits', visit('colleague', 'parked', 64, 'member-karim'));
  put('visits', visit('forgotten', 'waiting', 64, undefined));
  const open = await store.read('openVisits', {});
  expect(open.map(({ id, draft }) => [id, draft])).toEqual([
    ['friday', 'Notitie friday'],
    ['today', 'Notitie today'],
  ]);
  const board = await store.read('queueBoard', {});
  expect(board.atDesks.map(({ id, isMine }) => [id, isMine])).toEqual([
    ['friday', true],
    ['today', true],
  ]);
  expect(board.waiting).toEqual([]);
  expect((await store.read('dayEnd', {})).atDesk).toBe(2);
});

it('the own appointments of the next hours are those with the clerk that are agreed, the first first', async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const appointment = (id: string, minutes: number, state: string, memberIds: readonly string[]) => ({
    ...{
      id,
      code: id,
      state,
      mode: 'physical',
      subject: '',
      answers: {},
      guests: [],
      memberIds,
      teamId: 'team-onthaal',
    },
    ...{ startsAt: at(minutes), endsAt: at(minutes + 15), bring: [], notices: [], notes: [], productCode: 'attest' },
    ...{ createdAt: ago(1), updatedAt: ago(1), updatedBy: by },
  });
  put('appointments', appointment('later', 90, 'confirmed', [me.memberId]));
  put('appointments', appointment('next', 20, 'booked', [me.memberId]));
  put('appointments', appointment('here', 10, 'arrived', [me.memberId]));
  put('appointments', appointment('off', 12, 'cancelled', [me.memberId]));
  put('appointments', appointment('colleague', 15, 'booked', ['member-karim']));
  put('appointments', appointment('missed', -40, 'booked', [me.memberId]));
  const { ownAppointments } = await store.read('queueBoard', {});
  expect(ownAppointments.map(({ startsAt }) => Math.round((Date.parse(startsAt) - Date.now()) / 60_000))).toEqual([
    20, 90,
  ]);
});
