import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CardData } from './card-data.ts';
import { type ChipAnswer, challengeChip } from './chip-challenge.ts';
import { type CardAddress, parseAddress } from './content/address.ts';
import { type CardIdentity, parseIdentity } from './content/identity.ts';
import { type EidCard, readEidFile } from './eid-card.ts';
import { type EidFile, eidFiles } from './files.ts';

/** Who a card says that its holder is: what is read first, and nothing of it checked. */
export interface EidHolderContent {
  readonly identity: CardIdentity;
  readonly address: CardAddress;
}

/** A card of which only the photo was not read yet: everything but the photo can be judged. */
export interface EidContentBeforePhoto extends EidHolderContent {
  readonly card: CardData;
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

/** Who wants to know of a card before it was read to its end. */
export interface ReadingListeners {
  /** Called once, as soon as identity and address are known. */
  readonly onHolder?: (holder: EidHolderContent) => void;
  /** What may be done with the rest while the chip needs a pause in the photo, whose length nothing says; called once at most. */
  readonly duringPause?: (content: EidContentBeforePhoto) => void;
}

const nobody = (): void => undefined;

/**
 * Reads everything that an eID shows without a PIN: identity and address, signatures, certificates, the chip's answer, and last the
 * photo.
 *
 * @returns CARD_DATA_MALFORMED when identity or address cannot be understood, and the codes of the link
 */
export async function readEid(
  card: EidCard,
  { onHolder = nobody, duringPause = nobody }: ReadingListeners = {},
): Promise<Result<EidContent>> {
  const before = await readBeforePhoto(card, onHolder);
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

async function readBeforePhoto(
  card: EidCard,
  onHolder: (holder: EidHolderContent) => void,
): Promise<Result<EidContentBeforePhoto>> {
  const files = emptyFiles();
  const first = await readFiles(card, ['identity', 'address'], files);
  if (!first.ok) return first;
  const identity = files.identity && parseIdentity(files.identity);
  const address = files.address && parseAddress(files.address);
  if (identity === null || address === null) return failure('CARD_DATA_MALFORMED');
  onHolder({ identity, address });
  const rest = (Object.keys(eidFiles) as EidFile[]).filter(
    // Only elliptic-curve cards have a basic key that may be read.
    (file) => files[file] === null && file !== 'photo' && (file !== 'basicKey' || card.data.family !== 'rsa'),
  );
  const second = await readFiles(card, rest, files);
  if (!second.ok) return second;
  const chip = await card.withRecovery(() => challengeChip(card));
  if (!chip.ok) return chip;
  return success({ card: card.data, identity, address, files, chipAnswer: chip.value });
}

async function readFiles(
  card: EidCard,
  names: readonly EidFile[],
  files: Record<EidFile, Uint8Array | null>,
): Promise<Result<void>> {
  for (const file of names) {
    const read = await readEidFile(card, file);
    if (!read.ok) return read;
    files[file] = read.value;
  }
  return success(undefined);
}

function emptyFiles(): Record<EidFile, Uint8Array | null> {
  return Object.fromEntries(Object.keys(eidFiles).map((file) => [file, null])) as Record<EidFile, null>;
}
