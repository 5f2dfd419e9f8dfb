// Puts emulated cards into the virtual reader and pulls them out, as told line by line.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CardContentOptions } from '../emulated-card/card-content.ts';
import { EmulatedCard } from '../emulated-card/emulated-card.ts';
import { makeTestCard, testAuthority } from '../emulated-card/test-cards.ts';
import type { KeyFamily } from '../emulated-card/test-keys.ts';
import { anneliese, lotte, senne, type TestHolder } from '../emulated-card/test-people.ts';
import { type CardInReader, InsertedCard } from '../emulated-card/virtual-reader.ts';

interface Order {
  readonly do: 'make' | 'insert' | 'remove' | 'fault' | 'roots' | 'state';
  readonly card?: string;
  readonly family?: KeyFamily;
  readonly holder?: 'lotte' | 'senne' | 'anneliese';
  readonly withoutCertificates?: boolean;
  /** Where the holder differs from the one that is named. */
  readonly changed?: Partial<TestHolder>;
  readonly corrupt?: CardContentOptions['corrupt'];
  /** Where its certificates say that their responder is. */
  readonly responder?: string;
  readonly slot?: number;
  readonly removedAfter?: number | null;
  readonly delay?: number;
  readonly heldAfter?: number | null;
  readonly file?: string;
  /** Another kind of card, or one that lies upside down. */
  readonly other?: 'bankCard' | 'upsideDown';
}

const people = { lotte, senne, anneliese };
const cards = new Map<string, CardInReader>();
const inserted = new Map<number, InsertedCard>();

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function cardOf(order: Order): EmulatedCard {
  const card = cards.get(order.card ?? '');
  if (!(card instanceof EmulatedCard)) throw new Error('There is no such eID');
  return card;
}

const otherCards: Readonly<Record<NonNullable<Order['other']>, CardInReader>> = {
  bankCard: {
    atr: Uint8Array.from(Buffer.from('3B6500002063CB6800', 'hex')),
    transmit: async () => Uint8Array.of(0x6a, 0x82),
    reset: () => {},
  },
  upsideDown: { atr: Uint8Array.of(0x00, 0xff), transmit: async () => new Uint8Array(), reset: () => {} },
};

const orders: Readonly<Record<Order['do'], (order: Order) => Promise<object>>> = {
  make: async (order) => {
    const { family = 'ellipticCurve', holder = 'lotte', withoutCertificates = false, changed = {}, corrupt } = order;
    if (order.other !== undefined) {
      cards.set(order.card ?? '', otherCards[order.other]);
      return {};
    }
    const whose = { ...people[holder], ...changed };
    const damage = corrupt === undefined ? {} : { corrupt };
    const state = await testAuthority(family);
    const authority = { ...state, responder: order.responder ?? state.responder };
    cards.set(
      order.card ?? '',
      await makeTestCard(family, { holder: whose, withoutCertificates, authority, ...damage }),
    );
    return {};
  },
  insert: async (order) => {
    const { slot = 0 } = order;
    const card = cards.get(order.card ?? '');
    if (card === undefined) throw new Error('There is no such card');
    inserted.set(slot, await InsertedCard.insert(card, slot, () => say({ out: slot })));
    return {};
  },
  remove: async ({ slot = 0 }) => {
    await inserted.get(slot)?.remove();
    inserted.delete(slot);
    return {};
  },
  fault: async (order) => {
    const { faults } = cardOf(order);
    if (order.removedAfter !== undefined) faults.removedAfter = order.removedAfter;
    if (order.delay !== undefined) faults.delay = order.delay;
    if (order.heldAfter !== undefined) faults.heldAfter = order.heldAfter;
    return {};
  },
  roots: async ({ family = 'ellipticCurve', file = '' }) => {
    writeFileSync(file, (await testAuthority(family)).root.certificate.toString('pem'));
    return {};
  },
  state: async (order) => ({ triesLeft: cardOf(order).triesLeft, commands: cardOf(order).trace.length }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  say({ done: order.do, ...(await orders[order.do](order)) });
}
