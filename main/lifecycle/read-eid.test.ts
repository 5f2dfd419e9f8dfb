import type { EidVerification, UncheckedEid } from '@onthaal/contract/devices/eid-reading.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import { expect, test } from 'vitest';
import { type CardDesk, cardsForPage } from './read-eid.ts';

const asked = { reader: 'Reader', insertion: 1 };
const consulted = { personId: 'person', isRegistered: true };
const reading = { readingId: 'reading', holder: { nationalNumber: '85073000000' } } as UncheckedEid;
const verification: EidVerification = { photo: '', checks: [] };
const both = ['eid:read', 'consult 85073000000'];
const member = { memberId: 'els' } as NonNullable<CardDesk['session']['current']>;

/** A desk of which the parts do as they are told, and that writes down what was asked of it. */
function desk(parts: { readonly read?: () => void; readonly checked?: () => void; readonly write?: 'refused' } = {}) {
  const done: string[] = [];
  const state = { member: member as CardDesk['session']['current'], locked: false };
  const cardDesk: CardDesk = {
    environment: { eidRootsFile: undefined, eidResponder: undefined },
    log: { write: () => undefined },
    devices: {
      link: {
        ask: async (name: string) => {
          done.push(name);
          if (name === 'eid:verification') {
            parts.checked?.();
            return success(verification) as never;
          }
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

test('a card is answered when it is written down that it was looked at, and its photo and checks after it', async () => {
  const { cardDesk, done } = desk();
  const cards = cardsForPage(cardDesk);
  expect(await cards.read(asked)).toEqual(success({ ...reading, ...consulted }));
  expect(done).toEqual(both);
  expect(await cards.verification({ readingId: 'reading' })).toEqual(success(verification));
  expect(done).toEqual([...both, 'eid:verification']);
});

test('no log, no view: what cannot be written down is not answered, and neither is its rest', async () => {
  const { cardDesk, done } = desk({ write: 'refused' });
  const cards = cardsForPage(cardDesk);
  expect(await cards.read(asked)).toEqual(failure('DISK_FULL'));
  expect(await cards.verification({ readingId: 'reading' })).toMatchObject({ error: { code: 'CARD_REMOVED' } });
  expect(done).toEqual(both);
});

const deeds = ['locked', 'gone', 'other'] as const;

/** Somebody locks the desk, logs out, or another takes their place. */
function does(what: (typeof deeds)[number], state: ReturnType<typeof desk>['state']): void {
  if (what === 'locked') state.locked = true;
  else state.member = what === 'gone' ? null : ({ ...member, memberId: 'tom' } as typeof member);
}

test.each(deeds)('nothing is answered to a desk that is %s by then', async (what) => {
  const place = desk({ read: () => does(what, place.state) });
  expect(await cardsForPage(place.cardDesk).read(asked)).toEqual(failure('DESK_LOCKED'));
  expect(place.done).toEqual(['eid:read']);
});

test.each(deeds)('photo and checks are not told to a desk that is %s by then', async (what) => {
  const place = desk({ checked: () => does(what, place.state) });
  const cards = cardsForPage(place.cardDesk);
  await cards.read(asked);
  expect(await cards.verification({ readingId: 'reading' })).toEqual(failure('DESK_LOCKED'));
});

test('nobody at the desk, no card', async () => {
  const { cardDesk, done, state } = desk();
  state.member = null;
  expect(await cardsForPage(cardDesk).read(asked)).toEqual(failure('STORE_LOCKED'));
  expect(done).toEqual([]);
});
