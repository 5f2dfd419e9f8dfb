import type { EidReading } from '@onthaal/contract/devices/eid-reading.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import { expect, test } from 'vitest';
import { type CardDesk, readEidForPage } from './read-eid.ts';

const asked = { reader: 'Reader', insertion: 1 };
const consulted = { personId: 'person', isRegistered: true };
const reading = { readingId: 'reading', holder: { nationalNumber: '85073000000' } } as EidReading;
const member = { memberId: 'els' } as NonNullable<CardDesk['session']['current']>;

/** A desk of which the parts do as they are told, and that writes down what was asked of it. */
function desk(parts: { readonly read?: () => void; readonly write?: 'refused' } = {}) {
  const done: string[] = [];
  const state = { member: member as CardDesk['session']['current'], locked: false };
  const cardDesk: CardDesk = {
    environment: { eidRootsFile: undefined, eidResponder: undefined },
    log: { write: () => undefined },
    devices: {
      link: {
        ask: async (name: string) => {
          done.push(name);
          parts.read?.();
          return success(reading) as never;
        },
      },
    },
    store: {
      consultCard: async (nationalNumber) => {
        done.push(`consult ${nationalNumber}`);
        return parts.write === 'refused' ? failure('DISK_FULL') : success(consulted);
      },
    },
    session: {
      get current() {
        return state.member;
      },
    },
    lock: {
      get state() {
        return { locked: state.locked };
      },
    },
  };
  return { done, state, cardDesk };
}

test('a card is answered when it is written down that it was looked at', async () => {
  const { cardDesk, done } = desk();
  expect(await readEidForPage(cardDesk, asked)).toEqual(success({ ...reading, ...consulted }));
  expect(done).toEqual(['eid:read', 'consult 85073000000']);
});

test('no log, no view: what cannot be written down is not answered', async () => {
  const { cardDesk } = desk({ write: 'refused' });
  expect(await readEidForPage(cardDesk, asked)).toEqual(failure('DISK_FULL'));
});

test.each(['locked', 'gone', 'other'] as const)('nothing is answered to a desk that is %s by then', async (what) => {
  const place = desk({
    read: () => {
      if (what === 'locked') place.state.locked = true;
      else place.state.member = what === 'gone' ? null : ({ ...member, memberId: 'tom' } as typeof member);
    },
  });
  expect(await readEidForPage(place.cardDesk, asked)).toEqual(failure('DESK_LOCKED'));
  expect(place.done).toEqual(['eid:read']);
});

test('nobody at the desk, no card', async () => {
  const { cardDesk, done, state } = desk();
  state.member = null;
  expect(await readEidForPage(cardDesk, asked)).toEqual(failure('STORE_LOCKED'));
  expect(done).toEqual([]);
});
