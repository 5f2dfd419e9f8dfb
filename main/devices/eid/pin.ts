import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { STATUS_OK } from '../smart-card/exchange.ts';
import type { EidCard } from './eid-card.ts';

const SHORTEST = 4;
const LONGEST = 12;
const BLOCK_LENGTH = 8;
const FORMAT = 0x20;
const FILLER = 0xf;
const FIRST_DIGIT = 0x30;
const LOG_OFF = Uint8Array.of(0x80, 0xe6, 0x00, 0x00, 0x00);
const GET_LONG_CARD_DATA = Uint8Array.of(0x80, 0xe4, 0x00, 0x01, 0x1f);
const TRIES_OFFSET = 28;
const status = { blocked: 0x6983, wrong: 0x63c0 } as const;

/**
 * Shows the PIN to the card.
 *
 * @param pin digits in ASCII; wiped before this returns, whatever the outcome
 * @returns CARD_PIN_FORM without asking the card, CARD_PIN_WRONG with `left`, CARD_PIN_BLOCKED, or a code of the link
 */
export async function verifyPin(card: EidCard, pin: Uint8Array): Promise<Result<void>> {
  const block = pinBlock(pin);
  pin.fill(0);
  if (block === null) return failure('CARD_PIN_FORM');
  return sendSecret(card, [0x00, 0x20, 0x00, 0x01], block);
}

/**
 * Gives the card another PIN.
 *
 * @param current digits in ASCII; wiped, as is `next`
 * @returns as verifyPin does
 */
export async function changePin(card: EidCard, current: Uint8Array, next: Uint8Array): Promise<Result<void>> {
  const [from, to] = [pinBlock(current), pinBlock(next)];
  current.fill(0);
  next.fill(0);
  if (from === null || to === null) {
    from?.fill(0);
    to?.fill(0);
    return failure('CARD_PIN_FORM');
  }
  const both = new Uint8Array(2 * BLOCK_LENGTH);
  both.set(from);
  both.set(to, BLOCK_LENGTH);
  from.fill(0);
  to.fill(0);
  return sendSecret(card, [0x00, 0x24, 0x00, 0x01], both);
}

/**
 * Tries left for the PIN. Null on applet 1.7, which tells only after a wrong PIN: asking with an empty VERIFY would count
 * as one there, so Onthaal sends none to any card.
 */
export async function pinTriesLeft(card: EidCard): Promise<Result<number | null>> {
  if (card.data.family === 'rsa') return success(null);
  const answer = await card.send(GET_LONG_CARD_DATA);
  if (!answer.ok) return answer;
  return success(answer.value.status === STATUS_OK ? (answer.value.data[TRIES_OFFSET] ?? null) : null);
}

/** Takes back every right that a PIN gave. */
export async function logOff(card: EidCard): Promise<Result<void>> {
  const answer = await card.send(LOG_OFF);
  return answer.ok ? success(undefined) : answer;
}

async function sendSecret(card: EidCard, header: readonly number[], secret: Uint8Array): Promise<Result<void>> {
  const command = Uint8Array.of(...header, secret.length, ...secret);
  secret.fill(0);
  try {
    const answer = await card.send(command);
    return answer.ok ? judgePinAnswer(answer.value.status) : answer;
  } finally {
    command.fill(0);
  }
}

/** What a status word after a PIN means. */
export function judgePinAnswer(answer: number): Result<void> {
  if (answer === STATUS_OK) return success(undefined);
  if (answer === status.blocked || answer === status.wrong) return failure('CARD_PIN_BLOCKED');
  if ((answer & 0xfff0) === status.wrong) return failure('CARD_PIN_WRONG', { details: { left: answer & 0x0f } });
  return failure('CARD_REFUSED');
}

/** Format 2: the length, the digits in half bytes, filled up with F. Null when it is not a PIN. */
function pinBlock(pin: Uint8Array): Uint8Array | null {
  if (pin.length < SHORTEST || pin.length > LONGEST) return null;
  if (!pin.every((digit) => digit >= FIRST_DIGIT && digit <= FIRST_DIGIT + 9)) return null;
  const block = new Uint8Array(BLOCK_LENGTH);
  block[0] = FORMAT | pin.length;
  const half = (index: number) => {
    const digit = pin[index];
    return digit === undefined ? FILLER : digit - FIRST_DIGIT;
  };
  for (let index = 0; index < BLOCK_LENGTH - 1; index += 1) {
    block[index + 1] = (half(2 * index) << 4) | half(2 * index + 1);
  }
  return block;
}
