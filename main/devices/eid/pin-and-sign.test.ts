import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmulatedCard } from '../testing/emulated-card/emulated-card.ts';
import { makeTestCard } from '../testing/emulated-card/test-cards.ts';
import { type EidCard, openEidCard, readEidFile } from './eid-card.ts';
import { changePin, logOff, pinTriesLeft, verifyPin } from './pin.ts';
import { type EidHash, type EidKey, ecdsaToDer, signWithEid } from './sign.ts';

const families = ['rsa', 'ellipticCurve'] as const;
const pin = (digits = '1234') => new TextEncoder().encode(digits);

async function open(emulated: EmulatedCard): Promise<EidCard> {
  const card = await openEidCard(emulated.transmit);
  if (!card.ok) throw new Error(card.error.code);
  return card.value;
}

async function openNew(family: (typeof families)[number], options = {}) {
  const emulated = await makeTestCard(family, options);
  return { emulated, card: await open(emulated) };
}

const count = (emulated: EmulatedCard, instruction: string) =>
  emulated.trace.filter((line) => line.startsWith(instruction)).length;

describe.each(families)('the PIN (%s)', (family) => {
  it('is accepted when right and counted when wrong, down to blocked', async () => {
    const { emulated, card } = await openNew(family);
    expect(await verifyPin(card, pin())).toEqual({ ok: true, value: undefined });
    expect(await verifyPin(card, pin('0000'))).toMatchObject({
      error: { code: 'CARD_PIN_WRONG', details: { left: 2 } },
    });
    expect(await verifyPin(card, pin('00001'))).toMatchObject({
      error: { code: 'CARD_PIN_WRONG', details: { left: 1 } },
    });
    expect(await verifyPin(card, pin())).toMatchObject({ ok: true });
    expect(emulated.triesLeft).toBe(3);
    for (const wrong of ['1111', '2222', '3333']) await verifyPin(card, pin(wrong));
    expect(await verifyPin(card, pin())).toMatchObject({ error: { code: 'CARD_PIN_BLOCKED' } });
    expect(await changePin(card, pin(), pin('5678'))).toMatchObject({ error: { code: 'CARD_PIN_BLOCKED' } });
  });
  it.each(['', '123', '1234567890123', '12a4', '१२३४'])('of the form "%s" never reaches the card', async (wrong) => {
    const { emulated, card } = await openNew(family);
    expect(await verifyPin(card, pin(wrong))).toMatchObject({ error: { code: 'CARD_PIN_FORM' } });
    expect(await changePin(card, pin(), pin(wrong))).toMatchObject({ error: { code: 'CARD_PIN_FORM' } });
    expect(await changePin(card, pin(wrong), pin())).toMatchObject({ error: { code: 'CARD_PIN_FORM' } });
    expect(count(emulated, '0020') + count(emulated, '0024')).toBe(0);
    expect(emulated.triesLeft).toBe(3);
  });
  it('is changed, and the old one then is wrong', async () => {
    const { card } = await openNew(family);
    expect(await changePin(card, pin(), pin('987654321098'))).toMatchObject({ ok: true });
    expect(await verifyPin(card, pin())).toMatchObject({ error: { code: 'CARD_PIN_WRONG' } });
    expect(await verifyPin(card, pin('987654321098'))).toMatchObject({ ok: true });
    expect(await changePin(card, pin('0000'), pin('5678'))).toMatchObject({
      error: { code: 'CARD_PIN_WRONG', details: { left: 2 } },
    });
  });
  it('tells how many tries are left without spending one', async () => {
    const { emulated, card } = await openNew(family);
    await verifyPin(card, pin('0000'));
    const before = count(emulated, '0020');
    for (let round = 0; round < 5; round += 1) {
      expect(await pinTriesLeft(card)).toEqual({ ok: true, value: family === 'rsa' ? null : 2 });
    }
    expect(count(emulated, '0020')).toBe(before);
    expect(emulated.triesLeft).toBe(2);
  });
  it('is never shown again when the answer to it was lost: the card may have counted it', async () => {
    const emulated = await makeTestCard(family);
    const opened = await openEidCard(emulated.transmit, async () => emulated.reset());
    if (!opened.ok) throw new Error(opened.error.code);
    emulated.faults.answersLost = 1;
    expect(await verifyPin(opened.value, pin())).toMatchObject({ error: { code: 'CARD_ANSWER_LOST' } });
    expect(count(emulated, '0020')).toBe(1);
  });
  it('is wiped from every array that held it, whatever the outcome', async () => {
    const emulated = await makeTestCard(family);
    const sent: Uint8Array[] = [];
    const opened = await openEidCard((command) => {
      sent.push(command);
      return emulated.transmit(command);
    });
    if (!opened.ok) throw new Error(opened.error.code);
    const { value: card } = opened;
    const secrets = ['1234', '0000', '12', '1234'].map(pin);
    for (const secret of secrets.slice(0, 3)) await verifyPin(card, secret);
    const next = pin('5678');
    await changePin(card, secrets[3] ?? pin(), next);
    emulated.faults.removedAfter = 0;
    const late = pin('5678');
    expect(await verifyPin(card, late)).toMatchObject({ error: { code: 'CARD_REMOVED' } });
    for (const secret of [...secrets, next, late]) expect([...secret].every((byte) => byte === 0)).toBe(true);
    const commands = sent.slice(-4);
    expect(commands).toHaveLength(4);
    for (const command of commands) expect([...command].every((byte) => byte === 0)).toBe(true);
  });
  it('gives rights that logging off takes back', async () => {
    const { emulated, card } = await openNew(family);
    await verifyPin(card, pin());
    expect(await logOff(card)).toMatchObject({ ok: true });
    await card.send(Uint8Array.of(0x00, 0x22, 0x41, 0xb6, 0x05, 0x04, 0x80, family === 'rsa' ? 1 : 2, 0x84, 0x82));
    await card.send(Uint8Array.of(0x00, 0x2a, 0x9e, 0x9a, 48, ...randomBytes(48)));
    expect(emulated.trace.at(-1)).toBe('002A9E9A 6982');
  });
});

const hashes: readonly EidHash[] = ['sha256', 'sha384', 'sha512'];
const keys: readonly EidKey[] = ['authentication', 'signature'];

describe.each(families)('signing (%s)', (family) => {
  it.each(keys.flatMap((key) => hashes.map((hash) => [key, hash] as const)))(
    'with the %s key over %s is verified with the certificate on the card',
    async (key, hash) => {
      const { card } = await openNew(family);
      const text = randomBytes(200);
      const digest = createHash(hash).update(text).digest();
      const signed = await signWithEid(card, { key, hash, digest, pin: pin() });
      const certificate = await readEidFile(card, `${key}Certificate`);
      if (!signed.ok || !certificate.ok) throw new Error('not signed');
      const { publicKey } = new X509Certificate(certificate.value ?? new Uint8Array());
      const signature = family === 'rsa' ? signed.value.bytes : ecdsaToDer(signed.value.bytes);
      expect(verify(hash, text, publicKey, signature)).toBe(true);
      expect(verify(hash, randomBytes(200), publicKey, signature)).toBe(false);
    },
  );
  it('takes one PIN per signature', async () => {
    const { emulated, card } = await openNew(family);
    const digest = randomBytes(32);
    for (let round = 0; round < 3; round += 1) {
      expect(await signWithEid(card, { key: 'signature', hash: 'sha256', digest, pin: pin() })).toMatchObject({
        ok: true,
      });
    }
    expect(count(emulated, '0020')).toBe(3);
    expect(count(emulated, '002A')).toBe(3);
    // Nothing comes between the PIN and the signature.
    const order = emulated.trace.map((line) => line.slice(0, 4)).filter((line) => ['0020', '002A'].includes(line));
    expect(order).toEqual(['0020', '002A', '0020', '002A', '0020', '002A']);
    expect(emulated.trace[emulated.trace.findIndex((line) => line.startsWith('0020')) + 1]).toContain('002A');
  });
  it('with a wrong PIN says how many tries are left and signs nothing', async () => {
    const { emulated, card } = await openNew(family);
    const secret = pin('0000');
    const request = { key: 'authentication', hash: 'sha256', digest: randomBytes(32), pin: secret } as const;
    expect(await signWithEid(card, request)).toMatchObject({ error: { code: 'CARD_PIN_WRONG', details: { left: 2 } } });
    expect(count(emulated, '002A')).toBe(0);
    expect([...secret]).toEqual([0, 0, 0, 0]);
  });
  it('without a certificate asks no PIN of the card', async () => {
    const { emulated, card } = await openNew(family, { withoutCertificates: true });
    const secret = pin();
    const request = { key: 'signature', hash: 'sha256', digest: randomBytes(32), pin: secret } as const;
    expect(await signWithEid(card, request)).toMatchObject({ error: { code: 'CARD_KEY_ABSENT' } });
    expect(count(emulated, '0020')).toBe(0);
    expect([...secret]).toEqual([0, 0, 0, 0]);
  });
  it('says so when the card is pulled out at any step, and the PIN is wiped', async () => {
    const { emulated, card } = await openNew(family);
    for (const removedAfter of [0, 1, 2, 3]) {
      emulated.faults.removedAfter = removedAfter;
      const secret = pin();
      const request = { key: 'signature', hash: 'sha256', digest: randomBytes(32), pin: secret } as const;
      expect(await signWithEid(card, request)).toMatchObject({ error: { code: 'CARD_REMOVED' } });
      expect([...secret]).toEqual([0, 0, 0, 0]);
    }
  });
  it('refuses a digest of another length as the bug that it is', async () => {
    const { card } = await openNew(family);
    const secret = pin();
    const request = { key: 'signature', hash: 'sha384', digest: randomBytes(32), pin: secret } as const;
    await expect(signWithEid(card, request)).rejects.toThrow(RangeError);
    expect([...secret]).toEqual([0, 0, 0, 0]);
  });
});

describe('an empty question for the PIN', () => {
  it('would cost a try on applet 1.7, which is why none is ever sent', async () => {
    const { emulated, card } = await openNew('rsa');
    await card.send(Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00));
    expect(emulated.triesLeft).toBe(2);
  });
});

describe('the form of an ECDSA signature', () => {
  it('has two positive numbers of the shortest form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 96, maxLength: 96 }), (bytes) => {
        const der = ecdsaToDer(bytes);
        const headerLength = der[1] === 0x81 ? 3 : 2;
        const first = der.subarray(headerLength + 2, headerLength + 2 + (der[headerLength + 1] ?? 0));
        const number = (digits: Uint8Array) => BigInt(`0x${Buffer.from(digits).toString('hex')}`);
        expect(number(first)).toBe(number(bytes.subarray(0, 48)));
        expect((first[0] ?? 0) < 0x80).toBe(true);
        expect(first[0] !== 0 || (first[1] ?? 0) >= 0x80 || first.length === 1).toBe(true);
      }),
    );
  });
});
