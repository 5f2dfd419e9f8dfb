import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchange } from './exchange.ts';
import { CardLinkError, type Transmit } from './transmit.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex').toUpperCase();

/** A card that answers in a fixed order and keeps what it was asked. */
function scripted(...answers: readonly string[]): { readonly transmit: Transmit; readonly asked: string[] } {
  const asked: string[] = [];
  const left = [...answers];
  return {
    asked,
    transmit: async (command) => {
      asked.push(hex(command));
      return bytes(left.shift() ?? '');
    },
  };
}

describe('one exchange with a card', () => {
  it('gives data and status word', async () => {
    const card = scripted('0102 9000');
    expect(await exchange(card.transmit, bytes('00B0000002'))).toEqual({
      ok: true,
      value: { data: bytes('0102'), status: 0x9000 },
    });
  });
  it('asks again with the length that the card names', async () => {
    const card = scripted('6C03', '010203 9000');
    const answer = await exchange(card.transmit, bytes('00B00000FC'), { pausesBeforeRepeat: [1] });
    expect(card.asked).toEqual(['00B00000FC', '00B0000003']);
    expect(answer).toMatchObject({ ok: true, value: { status: 0x9000 } });
  });
  it('does not follow a card that names another length for ever', async () => {
    const card = scripted('6C03', '6C04', '6C05');
    expect(await exchange(card.transmit, bytes('00B00000FC'))).toMatchObject({ value: { status: 0x6c04 } });
    expect(card.asked).toHaveLength(2);
  });
  it('asks a third time, later, when the chip missed the second', async () => {
    const card = scripted('6C03', '6F00', '010203 9000');
    const answer = await exchange(card.transmit, bytes('00B00000FC'), { pausesBeforeRepeat: [1, 1] });
    expect(answer).toMatchObject({ ok: true, value: { data: bytes('010203'), status: 0x9000 } });
    expect(card.asked).toHaveLength(3);
  });
  it('never sends a command that carries data twice: it may be a PIN', async () => {
    const card = scripted('6C60', '9000');
    expect(await exchange(card.transmit, bytes('0020000102 AABB'))).toMatchObject({ value: { status: 0x6c60 } });
    expect(card.asked).toHaveLength(1);
  });
  it('fetches what the card holds ready, in several parts and with an exact length', async () => {
    const card = scripted('6100', '6C03', '010203 6102', '0405 9000');
    const answer = await exchange(card.transmit, bytes('002A9E9A00'));
    expect(answer).toEqual({ ok: true, value: { data: bytes('0102030405'), status: 0x9000 } });
    expect(card.asked.slice(1)).toEqual(['00C0000000', '00C0000003', '00C0000002']);
  });
  it('stops with a card that always promises more', async () => {
    const transmit: Transmit = async () => bytes('AA 61 01');
    expect(await exchange(transmit, bytes('00B0000001'))).toMatchObject({ error: { code: 'CARD_UNREADABLE' } });
  });
  it.each(['', '90'])('takes an answer of "%s" for a card that was pulled out', async (short) => {
    expect(await exchange(scripted(short).transmit, bytes('00B0000001'))).toMatchObject({
      error: { code: 'CARD_REMOVED', retryable: true },
    });
  });
  it('turns a lost link into its error and lets a bug through', async () => {
    const gone: Transmit = async () => {
      throw new CardLinkError('CARD_SERVICE_ABSENT');
    };
    expect(await exchange(gone, bytes('00'))).toMatchObject({ error: { code: 'CARD_SERVICE_ABSENT' } });
    const bug: Transmit = async () => {
      throw new TypeError('a bug');
    };
    await expect(exchange(bug, bytes('00'))).rejects.toThrow('a bug');
  });
  it('ends with a value whatever a card answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 30 }),
        async (command, answers) => {
          const left = [...answers];
          const outcome = await exchange(async () => left.shift() ?? new Uint8Array(), command);
          expect(typeof outcome.ok).toBe('boolean');
        },
      ),
    );
  });
});
