import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CardLinkError } from '../smart-card/transmit.ts';
import { deskWithCard, READER } from '../testing/desk-with-card.ts';
import type { EmulatedCard } from '../testing/emulated-card/emulated-card.ts';
import { makeTestCard } from '../testing/emulated-card/test-cards.ts';

const FEATURES = 0x42000d48;
const digits = (text: string) => Uint8Array.from(Buffer.from(text, 'ascii'));
const place = { reader: READER, insertion: 1 };
const language = 'nl';

describe.each(['rsa', 'ellipticCurve'] as const)('the PIN of the card in the reader (%s)', (family) => {
  let card: EmulatedCard;
  let desk: ReturnType<typeof deskWithCard>;
  beforeEach(async () => {
    card = await makeTestCard(family);
    desk = deskWithCard(card);
    desk.insert();
  });
  afterEach(() => desk.stop());
  const look = () => desk.pin.handlers['pin:look'](place);
  const change = (current: string, next: string) =>
    desk.pin.handlers['pin:change']({ place, language, typed: { current: digits(current), next: digits(next) } });

  it('is typed where the reader has no keys; tries left are told where the card tells them, and no PIN command is sent', async () => {
    const triesLeft = family === 'rsa' ? null : 3;
    expect(await look()).toEqual({ ok: true, value: { way: 'typed', triesLeft } });
    expect(card.trace.filter((line) => /^00(20|24)/.test(line))).toEqual([]);
  });
  it('is changed once, and the card is closed again behind it', async () => {
    expect(await change('1234', '246802')).toEqual({ ok: true, value: null });
    expect(card.trace.filter((line) => line.startsWith('0024'))).toHaveLength(1);
    expect(card.trace.at(-1)).toMatch(/^80E6/);
    expect(await change('1234', '1111')).toMatchObject({ error: { code: 'CARD_PIN_WRONG', details: { left: 2 } } });
    expect(await change('246802', '1234')).toMatchObject({ ok: true });
  });
  it('that is wrong three times is blocked, and then says so before anything is typed', async () => {
    for (const left of [2, 1]) expect(await change('9999', '1111')).toMatchObject({ error: { details: { left } } });
    expect(await change('9999', '1111')).toMatchObject({ error: { code: 'CARD_PIN_BLOCKED' } });
    expect(await change('1234', '1111')).toMatchObject({ error: { code: 'CARD_PIN_BLOCKED' } });
    expect(await look()).toMatchObject({ value: { triesLeft: family === 'rsa' ? null : 0 } });
  });
  it('is not sent in a form that is no PIN', async () => {
    expect(await change('1234', '123')).toMatchObject({ error: { code: 'CARD_PIN_FORM' } });
    expect(card.triesLeft).toBe(3);
  });
  it('is wiped whatever the outcome, also when another card lies there by now', async () => {
    const outcomes: string[] = [];
    for (const [current, insertion] of [
      ['9999', 1],
      ['1234', 7],
      ['1234', 1],
    ] as const) {
      const typed = { current: digits(current), next: digits('5555') };
      const done = await desk.pin.handlers['pin:change']({ place: { reader: READER, insertion }, language, typed });
      outcomes.push(done.ok ? 'ok' : done.error.code);
      expect([...typed.current, ...typed.next]).toEqual(Array(8).fill(0));
    }
    expect(outcomes).toEqual(['CARD_PIN_WRONG', 'CARD_REMOVED', 'ok']);
  });
  it('is in no line of the log', async () => {
    await change('9999', '5555');
    await change('1234', '5555');
    expect(desk.logged.length).toBe(2);
    expect(JSON.stringify(desk.logged)).not.toMatch(/1234|5555|9999/);
  });
});

describe('a reader with keys', () => {
  it('changes the PIN itself, and none that was typed here is used with it', async () => {
    const card = await makeTestCard('ellipticCurve');
    const asked: number[] = [];
    const desk = deskWithCard(card, async (code) => {
      if (code === FEATURES) return Uint8Array.from(Buffer.from('060442330006070442330007', 'hex'));
      asked.push(code);
      if (code !== 0x42330007) throw new CardLinkError('CARD_SILENT');
      return Uint8Array.of(0x90, 0x00);
    });
    desk.insert();
    expect(await desk.pin.handlers['pin:look'](place)).toMatchObject({ value: { way: 'readerKeys' } });
    const typed = { current: digits('1234'), next: digits('5555') };
    expect(await desk.pin.handlers['pin:change']({ place, language, typed })).toMatchObject({
      error: { code: 'CARD_REFUSED' },
    });
    expect(asked).toEqual([]);
    expect(await desk.pin.handlers['pin:change']({ place, language, typed: null })).toEqual({ ok: true, value: null });
    expect(asked).toEqual([0x42330007]);
    expect(card.trace.filter((line) => /^00(20|24)/.test(line))).toEqual([]);
    desk.stop();
  });
});
