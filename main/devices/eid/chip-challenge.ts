import { createHash, randomBytes } from 'node:crypto';
import { type Result, success } from '@onthaal/contract/result.ts';
import { STATUS_OK } from '../smart-card/exchange.ts';
import type { EidCard } from './eid-card.ts';

/** A question to the chip's own key and its answer: r and s behind each other. */
export interface ChipAnswer {
  /** What nobody could foresee; the chip was sent its hash. */
  readonly secret: Uint8Array;
  readonly signature: Uint8Array;
}

const SECRET_LENGTH = 48;

/**
 * Asks the chip to prove that it holds its own key, which a copy of its files does not have. Null when the chip cannot
 * (applet 1.7) or does not want to: it answers at most 5 000 times without a PIN.
 *
 * The chip signs the 48 bytes that it gets as if they were a hash. So they are one, of something just as random: then its answer
 * is an ordinary signature, which the platform's own cryptography can verify.
 */
export async function challengeChip(card: EidCard): Promise<Result<ChipAnswer | null>> {
  if (card.data.family === 'rsa') return success(null);
  const secret = randomBytes(SECRET_LENGTH);
  const challenge = createHash('sha384').update(secret).digest();
  const question = Uint8Array.of(0x94, challenge.length, ...challenge);
  const answer = await card.send(Uint8Array.of(0x00, 0x88, 0x02, 0x81, question.length, ...question));
  if (!answer.ok) return answer;
  return success(answer.value.status === STATUS_OK ? { secret, signature: answer.value.data } : null);
}
