import { describe, expect, it } from 'vitest';
import { CardLinkError } from '../smart-card/transmit.ts';
import type { EmulatedCard } from '../testing/emulated-card/emulated-card.ts';
import { makeTestCard, testAuthority } from '../testing/emulated-card/test-cards.ts';
import { anneliese, lotte, senne } from '../testing/emulated-card/test-people.ts';
import { openEidCard } from './eid-card.ts';
import { readEid } from './read-eid.ts';

async function read(card: EmulatedCard) {
  const opened = await openEidCard(card.transmit);
  return opened.ok ? readEid(opened.value) : opened;
}

async function contentOf(card: EmulatedCard) {
  const outcome = await read(card);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

/** Resets the card as the port does, and counts it. */
function resetter(card: EmulatedCard) {
  const resets = { count: 0 };
  return {
    resets,
    resetCard: async () => {
      resets.count += 1;
      card.reset();
    },
  };
}

const families = ['rsa', 'ellipticCurve'] as const;

describe.each(families)('reading an eID (%s)', (family) => {
  it('gives the person, the address, the photo and what the chip says', async () => {
    const { card, identity, address, photo } = await contentOf(await makeTestCard(family));
    expect(identity).toMatchObject({
      cardNumber: '592000155079',
      validFrom: '2021-02-03',
      validUntil: '2041-02-03',
      nationalNumber: lotte.nationalNumber,
      familyName: 'Testaert',
      givenNames: 'Lotte Zoë',
      thirdGivenNameLetter: 'M',
      nationality: 'Belg',
      birthDate: { year: 1985, month: 7, day: 30 },
      sex: 'female',
      documentType: { group: 'belgian' },
      nobleCondition: null,
      unknownTags: [],
    });
    expect(address).toEqual({
      line: 'Kerkstraat 12 bus 3',
      street: { street: 'Kerkstraat', houseNumber: '12', busNumber: '3' },
      postalCode: '9999',
      municipality: 'Lindervelde',
    });
    expect([...photo.subarray(0, 2), ...photo.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
    expect(card).toMatchObject({ family, personalised: true, pinTriesLeft: family === 'rsa' ? null : 3 });
  });
  it('reads certificates to their end, without the zeros behind them', async () => {
    const { files } = await contentOf(await makeTestCard(family));
    const { register, root, citizens } = await testAuthority(family);
    expect(files.registerCertificate).toEqual(register.der);
    expect(files.rootCertificate).toEqual(root.der);
    expect(files.authorityCertificate).toEqual(citizens.der);
  });
  it('reads a child’s card, which has no certificates', async () => {
    const { identity, files } = await contentOf(
      await makeTestCard(family, { holder: senne, withoutCertificates: true }),
    );
    expect(identity).toMatchObject({ documentType: { group: 'child' }, birthDate: { year: 2018, month: 3, day: 8 } });
    expect(files.authenticationCertificate).toEqual(new Uint8Array(252));
  });
  it('reads a foreigner’s card with its mentions', async () => {
    const { identity, address } = await contentOf(await makeTestCard(family, { holder: anneliese }));
    expect(identity).toMatchObject({
      cardNumber: 'B000193087',
      birthDate: { year: 1997, month: 12, day: 22 },
      documentType: { group: 'foreigner', name: 'F+' },
      foreigner: {
        duplicate: '02',
        memberOfFamily: true,
        cardMentions: ['Duurzaam verblijf'],
        europeanRegistration: '2020-02-01',
      },
    });
    expect(address.street).toEqual({ street: 'Rue du 11 Novembre', houseNumber: '5', busNumber: '0201' });
  });
  it('reads files that start with their version', async () => {
    const { identity } = await contentOf(await makeTestCard(family, { withVersion: true }));
    expect(identity).toMatchObject({ fileVersion: '0005', familyName: 'Testaert' });
  });
  it.each(['shortAnswer', 'rejection'] as const)('says so wherever the card is pulled out (%s)', async (shows) => {
    const card = await makeTestCard(family);
    card.faults.removedShows = shows;
    await contentOf(card);
    const commands = card.trace.length;
    for (const removedAfter of [0, 1, 2, 5, Math.floor(commands / 2), commands - 1]) {
      card.faults.removedAfter = removedAfter;
      expect(await read(card)).toMatchObject({ ok: false, error: { code: 'CARD_REMOVED', retryable: true } });
    }
    card.faults.removedAfter = null;
    expect(await read(card)).toMatchObject({ ok: true });
  });
  it('waits for a slow card', async () => {
    const card = await makeTestCard(family);
    card.faults.delay = 3;
    expect(await read(card)).toMatchObject({ ok: true });
  });
  it('resets the card and reads on when an answer is lost, wherever that is', async () => {
    const card = await makeTestCard(family);
    const whole = await contentOf(card);
    const commands = card.trace.length;
    for (let answersLostAfter = 0; answersLostAfter < commands; answersLostAfter += 1) {
      Object.assign(card.faults, { answersLostAfter, answersLost: 1 });
      const { resets, resetCard } = resetter(card);
      const opened = await openEidCard(card.transmit, resetCard);
      const outcome = opened.ok ? await readEid(opened.value) : opened;
      if (!outcome.ok) throw new Error(`${answersLostAfter}: ${outcome.error.code}`);
      expect(outcome.value.files).toEqual(whole.files);
      expect(resets.count).toBe(1);
    }
  });
  it('gives up when answers are lost again and again', async () => {
    const card = await makeTestCard(family);
    Object.assign(card.faults, { answersLostAfter: 7, answersLost: 1_000 });
    const { resets, resetCard } = resetter(card);
    const opened = await openEidCard(card.transmit, resetCard);
    const outcome = opened.ok ? await readEid(opened.value) : opened;
    expect(outcome).toMatchObject({ error: { code: 'CARD_ANSWER_LOST', retryable: true } });
    expect(resets.count).toBe(3);
  });
  it('says that a card was pulled out when the reset finds none', async () => {
    const card = await makeTestCard(family);
    Object.assign(card.faults, { answersLostAfter: 7, answersLost: 1 });
    const opened = await openEidCard(card.transmit, () => Promise.reject(new CardLinkError('CARD_REMOVED')));
    const outcome = opened.ok ? await readEid(opened.value) : opened;
    expect(outcome).toMatchObject({ error: { code: 'CARD_REMOVED' } });
  });
  it('asks for more than there is at most once, for the photo, which nothing says the length of', async () => {
    const card = await makeTestCard(family);
    await contentOf(card);
    const tooLong = card.trace.filter((line) => / 6C..$/.test(line));
    expect(tooLong.length).toBeLessThanOrEqual(1);
  });
  it('never sends a PIN command while reading', async () => {
    const card = await makeTestCard(family);
    await contentOf(card);
    expect(card.trace.filter((line) => line.startsWith('0020'))).toEqual([]);
  });
});

describe('other cards', () => {
  it('are not taken for an eID', async () => {
    expect(await openEidCard(async () => Uint8Array.of(0x6a, 0x82))).toMatchObject({
      error: { code: 'CARD_NOT_RECOGNISED' },
    });
  });
  it('an eID that answers nonsense is unreadable, at whatever command it begins', async () => {
    const card = await makeTestCard('ellipticCurve');
    await contentOf(card);
    const commands = card.trace.length;
    for (let good = 1; good < commands; good += 7) {
      let left = good;
      const transmit = async (command: Uint8Array) => {
        left -= 1;
        return left >= 0 ? card.transmit(command) : Uint8Array.of(0x6f, 0x00);
      };
      const opened = await openEidCard(transmit);
      const outcome = opened.ok ? await readEid(opened.value) : opened;
      expect(outcome).toMatchObject({ ok: false, error: { code: 'CARD_UNREADABLE' } });
    }
  });
});
