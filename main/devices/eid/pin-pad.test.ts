import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardLinkError, type ReaderControl } from '../smart-card/transmit.ts';
import type { EmulatedCard } from '../testing/emulated-card/emulated-card.ts';
import { makeTestCard } from '../testing/emulated-card/test-cards.ts';
import { openEidCard, readEidFile } from './eid-card.ts';
import { changeOnPinPad, findPinPad, type PinPad, verifyOnPinPad } from './pin-pad.ts';
import { ecdsaToDer, signWithEid } from './sign.ts';

const FEATURES = 0x42000d48;
const VERIFY = 0x42330006;
const CHANGE = 0x42330007;
const resetCard = async (): Promise<void> => {};
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

interface KeyedReader {
  readonly control: ReaderControl;
  readonly asked: string[];
}

/** A reader with keys, before an emulated card: `pressed` is what a person types, or the reader's own answer. */
function keyedReader(card: EmulatedCard, pressed: string | readonly number[], reader = 'TEST Pinpad'): KeyedReader {
  const asked: string[] = [];
  const control: ReaderControl = {
    reader,
    featureRequest: FEATURES,
    resetCard,
    send: async (code, input) => {
      if (code === FEATURES) return Uint8Array.from(Buffer.from('0604423300060704423300070A0442330012', 'hex'));
      asked.push(hex(input));
      if (code !== VERIFY) throw new CardLinkError('CARD_SILENT');
      if (typeof pressed !== 'string') return Uint8Array.from(pressed);
      const command = input.slice(-13);
      Buffer.from(pressed.padEnd(14, 'F'), 'hex').copy(command, 6);
      command[5] = 0x20 | pressed.length;
      return card.transmit(command);
    },
  };
  return { control, asked };
}

async function padOf({ control }: KeyedReader) {
  const pad = await findPinPad(control, 'nl');
  if (!pad.ok || pad.value === null) throw new Error('This reader has keys');
  return pad.value;
}

/** A reader with keys on which a person changes the PIN of an emulated card. */
function changingReader(card: EmulatedCard, present: string, next: string, again = next): KeyedReader {
  const asked: string[] = [];
  const control: ReaderControl = {
    reader: 'TEST Pinpad',
    featureRequest: FEATURES,
    resetCard,
    send: async (code, input) => {
      if (code === FEATURES) return Uint8Array.from(Buffer.from('060442330006070442330007', 'hex'));
      asked.push(hex(input));
      if (code !== CHANGE) throw new CardLinkError('CARD_SILENT');
      if (next !== again) return Uint8Array.of(0x64, 0x02);
      const command = Buffer.from(input.slice(-21));
      for (const [offset, pin] of [present, next].entries()) {
        command[5 + 8 * offset] = 0x20 | pin.length;
        Buffer.from(pin.padEnd(14, 'F'), 'hex').copy(command, 6 + 8 * offset);
      }
      return card.transmit(command);
    },
  };
  return { control, asked };
}

const withChange = (pad: PinPad) => {
  const { changeCode } = pad;
  if (changeCode === null) throw new Error('This reader changes PINs');
  return { ...pad, changeCode };
};

describe.each(['rsa', 'ellipticCurve'] as const)('changing the PIN on the keys of a reader (%s)', (family) => {
  const change = async (reader: KeyedReader) => changeOnPinPad(withChange(await padOf(reader)));

  it('is asked in the form of PC/SC part 10, and the new PIN then is the right one', async () => {
    const card = await makeTestCard(family);
    const reader = changingReader(card, '1234', '98765');
    expect(await change(reader)).toEqual({ ok: true, value: undefined });
    expect(reader.asked).toEqual([
      `1E1E894704${'0008'}0C04030203${'1304'}${'000102'}000000${'15000000'}0024000110${'20FFFFFFFFFFFFFF'.repeat(2)}`,
    ]);
    expect(await verifyOnPinPad(await padOf(keyedReader(card, '1234')))).toMatchObject({
      error: { code: 'CARD_PIN_WRONG' },
    });
    expect(await change(changingReader(card, '98765', '1234'))).toMatchObject({ ok: true });
  });
  it('says that the present one is wrong, or that the new ones differ, and then the old one stays', async () => {
    const card = await makeTestCard(family);
    expect(await change(changingReader(card, '0000', '98765'))).toMatchObject({
      error: { code: 'CARD_PIN_WRONG', details: { left: 2 } },
    });
    expect(await change(changingReader(card, '1234', '98765', '98764'))).toMatchObject({
      error: { code: 'CARD_PIN_UNEQUAL', retryable: true },
    });
    expect(await change(changingReader(card, '1234', '5678'))).toMatchObject({ ok: true });
  });
});

describe('a reader with keys', () => {
  it('is asked in the form of PC/SC part 10, in Dutch', async () => {
    const reader = keyedReader(await makeTestCard('ellipticCurve'), '1234');
    expect(await verifyOnPinPad(await padOf(reader))).toEqual({ ok: true, value: undefined });
    expect(reader.asked).toEqual([
      '1E1E8947040C04020113040000000 00D000000002000010820FFFFFFFFFFFFFF'.replaceAll(' ', ''),
    ]);
  });
  it('says that the PIN is wrong, and counts', async () => {
    const card = await makeTestCard('rsa');
    expect(await verifyOnPinPad(await padOf(keyedReader(card, '4321')))).toMatchObject({
      error: { code: 'CARD_PIN_WRONG', details: { left: 2 } },
    });
    expect(card.triesLeft).toBe(2);
  });
  it.each([
    [[0x64, 0x00], 'CARD_PIN_TIMED_OUT'],
    [[0x64, 0x01], 'CARD_PIN_CANCELLED'],
    [[0x64, 0x03], 'CARD_PIN_FORM'],
    [[0x6b, 0x80], 'CARD_REFUSED'],
    [[0x69, 0x83], 'CARD_PIN_BLOCKED'],
    [[], 'CARD_REMOVED'],
  ] as const)('answering %j means %s', async (answer, code) => {
    const reader = keyedReader(await makeTestCard('rsa'), answer);
    expect(await verifyOnPinPad(await padOf(reader))).toMatchObject({ ok: false, error: { code } });
  });
  it('signs without the PIN ever coming to the computer', async () => {
    const emulated = await makeTestCard('ellipticCurve');
    const card = await openEidCard(emulated.transmit);
    if (!card.ok) throw new Error(card.error.code);
    const text = randomBytes(80);
    const digest = createHash('sha384').update(text).digest();
    const pin = await padOf(keyedReader(emulated, '1234'));
    const signed = await signWithEid(card.value, { key: 'signature', hash: 'sha384', digest, pin });
    const certificate = await readEidFile(card.value, 'signatureCertificate');
    if (!signed.ok || !certificate.ok) throw new Error('not signed');
    const { publicKey } = new X509Certificate(certificate.value ?? new Uint8Array());
    expect(verify('sha384', text, publicKey, ecdsaToDer(signed.value.bytes))).toBe(true);
  });
  it('that would cost a try by itself is not used for a PIN', async () => {
    const { control } = keyedReader(await makeTestCard('rsa'), '1234', 'Gemplus GemPC Pinpad 00 00');
    expect(await findPinPad(control, 'nl')).toEqual({ ok: true, value: null });
  });
  it('is found or not, but never a bug, whatever a reader says it can', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (list) => {
        const control: ReaderControl = { reader: 'TEST', featureRequest: FEATURES, send: async () => list, resetCard };
        expect(await findPinPad(control, 'fr')).toMatchObject({ ok: true });
      }),
    );
  });
  it('that is pulled out says so', async () => {
    const send = async () => {
      throw new CardLinkError('CARD_READER_ABSENT');
    };
    const control: ReaderControl = { reader: 'TEST', featureRequest: FEATURES, send, resetCard };
    expect(await findPinPad(control, 'nl')).toMatchObject({ error: { code: 'CARD_READER_ABSENT' } });
    expect(await verifyOnPinPad({ control, verifyCode: VERIFY, changeCode: null, language: 'nl' })).toMatchObject({
      error: { code: 'CARD_READER_ABSENT' },
    });
  });
});
