import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import type { ResetCard, Transmit } from '../../smart-card/transmit.ts';
import { openEidCard } from '../eid-card.ts';
import { type EidContent, type EidHolderContent, readEid } from '../read-eid.ts';
import type { EidTrust } from './trust.ts';
import { type EarlyVerdict, judgeBeforePhoto, verifyEid } from './verify-eid.ts';

/** A card that was read whole and judged, without asking anybody whether it is revoked. */
export interface JudgedContent {
  readonly content: EidContent;
  readonly checks: readonly EidCheckResult[];
}

/**
 * Opens an eID, reads it and judges it. The chip's pause before the end of the photo is used to judge all the rest.
 *
 * @param onHolder called once when it is known who the holder is, long before anything of it was judged
 * @returns the codes of `openEidCard` and `readEid`
 */
export async function readAndJudge(
  transmit: Transmit,
  resetCard: ResetCard | null,
  trust: EidTrust,
  onHolder?: (holder: EidHolderContent) => void,
): Promise<Result<JudgedContent>> {
  const settings = { trust, at: new Date(), responderAccess: null };
  const card = await openEidCard(transmit, resetCard);
  if (!card.ok) return card;
  let early: EarlyVerdict | undefined;
  const content = await readEid(card.value, {
    ...(onHolder && { onHolder }),
    duringPause: (beforePhoto) => {
      early = judgeBeforePhoto(beforePhoto, settings);
    },
  });
  if (!content.ok) return content;
  return success({ content: content.value, checks: await verifyEid(content.value, settings, early) });
}
