import { setTimeout as wait } from 'node:timers/promises';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { CardLinkError, type Transmit } from './transmit.ts';

/** What a card answered: its data and the status word (9000 is fine). */
export interface CardAnswer {
  readonly data: Uint8Array;
  readonly status: number;
}

export interface ExchangeOptions {
  /**
   * Milliseconds between "wrong length" and the same command with the right one, for each time that it is asked again:
   * some chips miss a command that comes too soon. One repeat at once, unless stated.
   */
  readonly pausesBeforeRepeat?: readonly number[];
  /** What may be done in such a pause, which the chip needs and the computer does not. */
  readonly duringPause?: (() => void) | undefined;
}

export const STATUS_OK = 0x9000;
const MORE_DATA = 0x61;
const WRONG_LENGTH = 0x6c;
/** A command without a length of its own: class, instruction and two parameters. */
const HEADER_LENGTH = 4;
// A genuine answer fits in two; a card that goes on promising more is not one.
const MOST_CONTINUATIONS = 64;

/**
 * Sends a command and follows what the transport of the card (T=0) asks: 61 xx is fetched with GET RESPONSE, 6C xx is
 * asked again with the length that the card names. Fails with CARD_REMOVED and the other codes of the link.
 */
export async function exchange(
  transmit: Transmit,
  command: Uint8Array,
  options: ExchangeOptions = {},
): Promise<Result<CardAnswer>> {
  let answer = await sendOnce(transmit, command);
  const carriesData = command.length > HEADER_LENGTH + 1;
  // What carries data is never sent twice: it may be a PIN, and over T=0 its answer comes by GET RESPONSE anyway.
  if (!answer.ok || answer.value.status >> 8 !== WRONG_LENGTH || carriesData) {
    return answer.ok ? fetchRest(transmit, answer.value) : answer;
  }
  const repeated = Uint8Array.of(...command.subarray(0, HEADER_LENGTH), answer.value.status & 0xff);
  for (const pause of options.pausesBeforeRepeat ?? [0]) {
    if (pause > 0) {
      const over = wait(pause);
      options.duringPause?.();
      await over;
    }
    answer = await sendOnce(transmit, repeated);
    if (!answer.ok || answer.value.status === STATUS_OK || answer.value.status >> 8 === MORE_DATA) break;
  }
  return answer.ok ? fetchRest(transmit, answer.value) : answer;
}

async function fetchRest(transmit: Transmit, first: CardAnswer): Promise<Result<CardAnswer>> {
  let answer = first;
  const parts = [first.data];
  for (let round = 0; answer.status >> 8 === MORE_DATA; round += 1) {
    if (round === MOST_CONTINUATIONS) return failure('CARD_UNREADABLE', { retryable: true });
    const next = await sendOnce(transmit, Uint8Array.of(0x00, 0xc0, 0x00, 0x00, answer.status & 0xff));
    if (!next.ok) return next;
    if (next.value.status >> 8 === WRONG_LENGTH) {
      // 61 00 may mean "256 or more": the card then names the exact number.
      const exact = await sendOnce(transmit, Uint8Array.of(0x00, 0xc0, 0x00, 0x00, next.value.status & 0xff));
      if (!exact.ok) return exact;
      answer = exact.value;
    } else {
      answer = next.value;
    }
    parts.push(answer.data);
  }
  return success({ data: joined(parts), status: answer.status });
}

async function sendOnce(transmit: Transmit, command: Uint8Array): Promise<Result<CardAnswer>> {
  try {
    const bytes = await transmit(command);
    if (bytes.length < 2) return failure('CARD_REMOVED', { retryable: true });
    const end = bytes.length - 2;
    return success({ data: bytes.slice(0, end), status: ((bytes[end] ?? 0) << 8) | (bytes[end + 1] ?? 0) });
  } catch (error) {
    if (error instanceof CardLinkError) return failure(error.code, { retryable: true });
    throw error;
  }
}

/** Puts byte arrays behind each other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
