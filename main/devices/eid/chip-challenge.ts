import { type Result, success } from '@onthaal/contract/result.ts';
import { STATUS_OK } from '../smart-card/exchange.ts';
import type { EidCard } from './eid-card.ts';

/** A question to the chip's own key and its answer: r and s behind each other. */
export interface ChipAnswer {
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array;
}

export const CHALLENGE_LENGTH = 48;

/**
 * Asks the chip to prove that it holds its own key, which a copy of its files does not have. Null when the chip cannot
 * (applet 1.7) or does not want to: it answers at most 5 000 times without a PIN.
 */
export async function challengeChip(card: EidCard, challenge: Uint8Array): Promise<Result<ChipAnswer | null>> {
  if (card.data.family === 'rsa') return success(null);
  const question = Uint8Array.of(0x94, challenge.length, ...challenge);
  const answer = await card.send(Uint8Array.of(0x00, 0x88, 0x02, 0x81, question.length, ...question));
  if (!answer.ok) return answer;
  return success(answer.value.status === STATUS_OK ? { challenge, signature: answer.value.data } : null);
}
