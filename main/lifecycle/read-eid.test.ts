import type { EidVerification, UncheckedEid } from '@onthaal/contract/devices/eid-reading.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import { expect, test } from 'vitest';
import { type CardDesk, cardsForPage, numberOnCard } from './read-eid.ts';

const asked = { reader: 'Reader', insertion: 1 };
const consulted = { personId: 'person', isRegistered: true };
const reading = { readingId: 'reading', holder: { nationalNumber: '85073000000' } } as UncheckedEid;
const verification: EidVerification = { photo: '', checks: [] };
const both = ['eid:read', 'consult 85073000000'];
const member = { memberId: 'els' } as NonNullable<CardDesk['session']['current']>;

/** A desk of which the parts do as they are told, and that writes down what was asked of it. */
function desk(
  parts: {
    readonly read?: () => void;
    readonly checked?: () => void;
    readonly write?: 'refused';
    readonly checks?: EidVerification['checks'];
  } = {},
) {
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
            return success({ ...verification, checks: parts.checks ?? [] }) as never;
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

const signed: EidVerification['checks'] = [
  { check: 'identity', verdict: 'confirmed', finding: 'identitySigned' },
  { check: 'register', verdict: 'confirmed', finding: 'registerTrusted' },
];

test('a kiosk gets the number of a card that the government signed, and nobody is looked up for it', async () => {
  const { cardDesk, done } = desk({ checks: signed });
  expect(await numberOnCard(cardDesk, asked)).toEqual(success('85073000000'));
  expect(done).toEqual(['eid:read', 'eid:verification']);
});

test.each([
  ['nothing was checked', []],
  [
    'the identity was changed',
    [{ check: 'identity', verdict: 'refuted', finding: 'identityChanged' }, ...signed.slice(1)],
  ],
  [
    'the register is not trusted',
    [...signed.slice(0, 1), { check: 'register', verdict: 'refuted', finding: 'registerUntrusted' }],
  ],
] as const)('a kiosk gets no number of a card of which %s', async (_what, checks) => {
  const { cardDesk } = desk({ checks });
  expect(await numberOnCard(cardDesk, asked)).toMatchObject({ error: { code: 'CARD_NOT_RECOGNISED' } });
});
