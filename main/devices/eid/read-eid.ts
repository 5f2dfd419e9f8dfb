import { randomBytes } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CardData } from './card-data.ts';
import { CHALLENGE_LENGTH, type ChipAnswer, challengeChip } from './chip-challenge.ts';
import { type CardAddress, parseAddress } from './content/address.ts';
import { type CardIdentity, parseIdentity } from './content/identity.ts';
import { type EidCard, readEidFile } from './eid-card.ts';
import { type EidFile, eidFiles } from './files.ts';

/** A card that was read whole, without a PIN. */
export interface EidContent {
  readonly card: CardData;
  readonly identity: CardIdentity;
  readonly address: CardAddress;
  /** JPEG. */
  readonly photo: Uint8Array;
  /** Every file as it lies on the card, for the verification; null where the card has none. */
  readonly files: Readonly<Record<EidFile, Uint8Array | null>>;
  /** The chip's answer to a fresh question; null when it cannot or does not want to answer. */
  readonly chipAnswer: ChipAnswer | null;
}

/**
 * Reads everything that an eID shows without a PIN: identity, address, photo, signatures and certificates.
 * Fails with CARD_DATA_MALFORMED when identity or address cannot be understood, and with the codes of the link.
 */
export async function readEid(card: EidCard): Promise<Result<EidContent>> {
  const files = emptyFiles();
  for (const file of Object.keys(eidFiles) as EidFile[]) {
    // Only elliptic-curve cards have a basic key that may be read.
    if (file === 'basicKey' && card.data.family === 'rsa') continue;
    const read = await readEidFile(card, file);
    if (!read.ok) return read;
    files[file] = read.value;
  }
  const chip = await card.withRecovery(() => challengeChip(card, randomBytes(CHALLENGE_LENGTH)));
  if (!chip.ok) return chip;
  const identity = files.identity && parseIdentity(files.identity);
  const address = files.address && parseAddress(files.address);
  if (identity === null || address === null) return failure('CARD_DATA_MALFORMED');
  return success({
    card: card.data,
    identity,
    address,
    photo: files.photo ?? new Uint8Array(),
    files,
    chipAnswer: chip.value,
  });
}

function emptyFiles(): Record<EidFile, Uint8Array | null> {
  return Object.fromEntries(Object.keys(eidFiles).map((file) => [file, null])) as Record<EidFile, null>;
}
