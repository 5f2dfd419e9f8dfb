import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CardData } from './card-data.ts';
import { type ChipAnswer, challengeChip } from './chip-challenge.ts';
import { type CardAddress, parseAddress } from './content/address.ts';
import { type CardIdentity, parseIdentity } from './content/identity.ts';
import { type EidCard, readEidFile } from './eid-card.ts';
import { type EidFile, eidFiles } from './files.ts';

/** A card of which only the photo was not read yet: everything but the photo can be judged. */
export interface EidContentBeforePhoto {
  readonly card: CardData;
  readonly identity: CardIdentity;
  readonly address: CardAddress;
  /** Every file as it lies on the card, for the verification; null where the card has none. */
  readonly files: Readonly<Record<EidFile, Uint8Array | null>>;
  /** The chip's answer to a fresh question; null when it cannot or does not want to answer. */
  readonly chipAnswer: ChipAnswer | null;
}

/** A card that was read whole, without a PIN. */
export interface EidContent extends EidContentBeforePhoto {
  /** JPEG. */
  readonly photo: Uint8Array;
}

/**
 * Reads everything that an eID shows without a PIN: identity, address, signatures, certificates, the chip's answer, and last the photo.
 *
 * @param duringPause what may be done with the rest while the chip needs a pause in the photo, whose length nothing says; called
 * once at most
 * @returns CARD_DATA_MALFORMED when identity or address cannot be understood, and the codes of the link
 */
export async function readEid(
  card: EidCard,
  duringPause: (content: EidContentBeforePhoto) => void = () => undefined,
): Promise<Result<EidContent>> {
  const before = await readBeforePhoto(card);
  if (!before.ok) return before;
  const content = before.value;
  let used = false;
  const photo = await readEidFile(card, 'photo', () => {
    if (!used) duringPause(content);
    used = true;
  });
  if (!photo.ok) return photo;
  const files = { ...content.files, photo: photo.value };
  return success({ ...content, files, photo: photo.value ?? new Uint8Array() });
}

async function readBeforePhoto(card: EidCard): Promise<Result<EidContentBeforePhoto>> {
  const files = emptyFiles();
  for (const file of Object.keys(eidFiles) as EidFile[]) {
    // Only elliptic-curve cards have a basic key that may be read.
    if (file === 'photo' || (file === 'basicKey' && card.data.family === 'rsa')) continue;
    const read = await readEidFile(card, file);
    if (!read.ok) return read;
    files[file] = read.value;
  }
  const chip = await card.withRecovery(() => challengeChip(card));
  if (!chip.ok) return chip;
  const identity = files.identity && parseIdentity(files.identity);
  const address = files.address && parseAddress(files.address);
  if (identity === null || address === null) return failure('CARD_DATA_MALFORMED');
  return success({ card: card.data, identity, address, files, chipAnswer: chip.value });
}

function emptyFiles(): Record<EidFile, Uint8Array | null> {
  return Object.fromEntries(Object.keys(eidFiles).map((file) => [file, null])) as Record<EidFile, null>;
}
