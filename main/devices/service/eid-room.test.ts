import { expect, test } from 'vitest';
import { deskWithCard, READER } from '../testing/desk-with-card.ts';
import { makeTestCard, testAuthority } from '../testing/emulated-card/test-cards.ts';
import { lotte } from '../testing/emulated-card/test-people.ts';

async function roots(): Promise<string[]> {
  return [(await testAuthority('ellipticCurve')).root.certificate.toString('pem')];
}

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
  const place = deskWithCard(await makeTestCard('rsa'));
  place.insert();
  expect(await place.room.handlers['eid:test']({ reader: READER })).toEqual({ ok: true, value: null });
  expect(await place.room.handlers['eid:test']({ reader: 'Another' })).toMatchObject({
    error: { code: 'CARD_READER_ABSENT' },
  });
  place.stop();
});

test('a card that made way for another one while it was read is not answered', async () => {
  const place = deskWithCard(await makeTestCard('ellipticCurve'));
  place.insert();
  place.meanwhile(() => {
    place.remove();
    place.insert();
  });
  const asked = { reader: READER, insertion: 1, testRoots: [], testResponders: [] };
  expect(await place.room.handlers['eid:read'](asked)).toMatchObject({ error: { code: 'CARD_REMOVED' } });
  place.meanwhile(() => undefined);
  expect(await place.room.handlers['eid:read']({ ...asked, insertion: 2 })).toMatchObject({ ok: true });
  place.stop();
});
