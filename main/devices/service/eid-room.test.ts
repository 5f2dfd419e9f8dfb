import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import { expect, test } from 'vitest';
import type { CardConnection, ReaderListener, ReaderPort } from '../readers/reader-port.ts';
import { ReaderSupervisor } from '../readers/reader-supervisor.ts';
import type { EmulatedCard } from '../testing/emulated-card/emulated-card.ts';
import { makeTestCard, testAuthority } from '../testing/emulated-card/test-cards.ts';
import { lotte } from '../testing/emulated-card/test-people.ts';
import { eidRoom } from './eid-room.ts';

const READER = 'Reader';

/** One reader with an emulated card in it, without a service between. */
function desk(card: EmulatedCard) {
  let hear: ReaderListener | undefined;
  let whileReading = (): void => undefined;
  const connection: CardConnection = {
    transaction: async (work) => {
      const control = { reader: READER, featureRequest: 0, send: async () => new Uint8Array(), resetCard };
      const done = await work(card.transmit, control);
      whileReading();
      return done;
    },
    disconnect: async () => undefined,
  };
  const resetCard = async (): Promise<void> => card.reset();
  const port: ReaderPort = {
    open: (listener) => {
      hear = listener;
      return { connect: async () => connection, close: () => undefined };
    },
  };
  const listeners: (() => void)[] = [];
  const supervisor = new ReaderSupervisor(port, {
    onChange: (_state: ReadersState) => {
      for (const listener of listeners) listener();
    },
  });
  const room = eidRoom({ supervisor, onChange: (listener) => void listeners.push(listener) });
  supervisor.start();
  hear?.readerFound(READER);
  return {
    room,
    stop: () => supervisor.stop(),
    insert: () => hear?.cardChanged(READER, 'present'),
    remove: () => hear?.cardChanged(READER, 'absent'),
    meanwhile: (deed: () => void) => {
      whileReading = deed;
    },
  };
}

async function roots(): Promise<string[]> {
  return [(await testAuthority('ellipticCurve')).root.certificate.toString('pem')];
}

test('a card is read and checked; who may be asked whether it is revoked is asked later', async () => {
  const place = desk(await makeTestCard('ellipticCurve'));
  place.insert();
  const read = await place.room.handlers['eid:read']({ reader: READER, insertion: 1, testRoots: await roots() });
  if (!read.ok) throw new Error(read.error.code);
  const { value } = read;
  expect(value.holder).toMatchObject({
    nationalNumber: lotte.nationalNumber,
    familyName: 'Testaert',
    address: { streetName: 'Kerkstraat', houseNumber: '12', boxNumber: '3', postalCode: '9999' },
  });
  expect(value.document).toMatchObject({ group: 'belgian', validUntil: '2041-02-03' });
  expect(Buffer.from(value.photo, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  const findings = new Map(value.checks.map(({ check, finding }) => [check, finding]));
  expect(findings.get('identity')).toBe('identitySigned');
  expect(findings.get('authenticationStatus')).toBe('statusNotAsked');
  // The address of the test certificates' responder is not one that may be asked.
  expect(await place.room.handlers['eid:revocation']({ readingId: value.readingId })).toMatchObject({
    value: [{ finding: 'statusUnreachable' }, { finding: 'statusUnreachable' }],
  });
  place.remove();
  expect(await place.room.handlers['eid:revocation']({ readingId: value.readingId })).toMatchObject({
    error: { code: 'CARD_REMOVED' },
  });
  place.stop();
});

test('a card is tried without anything of its holder', async () => {
  const place = desk(await makeTestCard('rsa'));
  place.insert();
  expect(await place.room.handlers['eid:test']({ reader: READER })).toEqual({ ok: true, value: null });
  expect(await place.room.handlers['eid:test']({ reader: 'Another' })).toMatchObject({
    error: { code: 'CARD_READER_ABSENT' },
  });
  place.stop();
});

test('a card that made way for another one while it was read is not answered', async () => {
  const place = desk(await makeTestCard('ellipticCurve'));
  place.insert();
  place.meanwhile(() => {
    place.remove();
    place.insert();
  });
  const asked = { reader: READER, insertion: 1, testRoots: [] };
  expect(await place.room.handlers['eid:read'](asked)).toMatchObject({ error: { code: 'CARD_REMOVED' } });
  place.meanwhile(() => undefined);
  expect(await place.room.handlers['eid:read']({ ...asked, insertion: 2 })).toMatchObject({ ok: true });
  place.stop();
});
