import { expect, test } from 'vitest';
import { deskWithCard, READER } from '../testing/desk-with-card.ts';
import { makeTestCard, testAuthority } from '../testing/emulated-card/test-cards.ts';
import { lotte } from '../testing/emulated-card/test-people.ts';

async function roots(): Promise<string[]> {
  return [(await testAuthority('ellipticCurve')).root.certificate.toString('pem')];
}

test('who the holder is, is answered before the card was read to its end', async () => {
  const card = await makeTestCard('ellipticCurve');
  const place = deskWithCard(card);
  place.insert();
  const asked = { reader: READER, insertion: 1, testRoots: await roots(), testResponders: [] };
  const read = await place.room.handlers['eid:read'](asked);
  if (!read.ok) throw new Error(read.error.code);
  const commandsBefore = card.trace.length;
  const verification = await place.room.handlers['eid:verification']({ readingId: read.value.readingId });
  expect(verification).toMatchObject({ ok: true });
  // The photo alone takes more commands than these two files.
  expect(commandsBefore).toBeLessThan(card.trace.length / 3);
  expect(Object.keys(read.value)).not.toContain('checks');
  place.stop();
});

test('a card that is pulled out after its holder was told has no verification', async () => {
  const card = await makeTestCard('ellipticCurve');
  const place = deskWithCard(card);
  place.insert();
  const asked = { reader: READER, insertion: 1, testRoots: await roots(), testResponders: [] };
  card.faults.removedAfter = 20;
  const read = await place.room.handlers['eid:read'](asked);
  if (!read.ok) throw new Error(read.error.code);
  const { readingId } = read.value;
  expect(await place.room.handlers['eid:verification']({ readingId })).toMatchObject({
    error: { code: 'CARD_REMOVED' },
  });
  expect(await place.room.handlers['eid:revocation']({ readingId })).toMatchObject({ error: { code: 'CARD_REMOVED' } });
  place.stop();
});

test('a card is read and checked; who may be asked whether it is revoked is asked later', async () => {
  const place = deskWithCard(await makeTestCard('ellipticCurve'));
  place.insert();
  const read = await place.room.handlers['eid:read']({
    reader: READER,
    insertion: 1,
    testRoots: await roots(),
    testResponders: [],
  });
  if (!read.ok) throw new Error(read.error.code);
  const { value } = read;
  expect(value.holder).toMatchObject({
    nationalNumber: lotte.nationalNumber,
    familyName: 'Testaert',
    address: { streetName: 'Kerkstraat', houseNumber: '12', boxNumber: '3', postalCode: '9999' },
  });
  expect(value.document).toMatchObject({ group: 'belgian', validUntil: '2041-02-03' });
  const rest = await place.room.handlers['eid:verification']({ readingId: value.readingId });
  if (!rest.ok) throw new Error(rest.error.code);
  expect(Buffer.from(rest.value.photo, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  const findings = new Map(rest.value.checks.map(({ check, finding }) => [check, finding]));
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
  const place = deskWithCard(await makeTestCard('rsa'));
  place.insert();
  expect(await place.room.handlers['eid:test']({ reader: READER })).toEqual({ ok: true, value: null });
  expect(await place.room.handlers['eid:test']({ reader: 'Another' })).toMatchObject({
    error: { code: 'CARD_READER_ABSENT' },
  });
  place.stop();
});

test('a card that made way for another one before its holder was told is not answered', async () => {
  const card = await makeTestCard('ellipticCurve');
  const place = deskWithCard(card);
  place.insert();
  const asked = { reader: READER, testRoots: [], testResponders: [] };
  const first = place.room.handlers['eid:read']({ ...asked, insertion: 1 });
  place.remove();
  place.insert();
  expect(await first).toMatchObject({ error: { code: 'CARD_REMOVED' } });
  expect(await place.room.handlers['eid:read']({ ...asked, insertion: 2 })).toMatchObject({ ok: true });
  place.stop();
});

test('one that made way while the rest was read has no verification', async () => {
  const place = deskWithCard(await makeTestCard('ellipticCurve'));
  place.insert();
  place.meanwhile(() => {
    place.remove();
    place.insert();
  });
  const asked = { reader: READER, insertion: 1, testRoots: [], testResponders: [] };
  const read = await place.room.handlers['eid:read'](asked);
  if (!read.ok) throw new Error(read.error.code);
  const { readingId } = read.value;
  expect(await place.room.handlers['eid:verification']({ readingId })).toMatchObject({
    error: { code: 'CARD_REMOVED' },
  });
  place.stop();
});
