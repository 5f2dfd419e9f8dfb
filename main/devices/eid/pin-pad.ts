import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { CardLinkError, type ReaderControl } from '../smart-card/transmit.ts';
import { judgePinAnswer } from './pin.ts';

/** A reader with keys of its own (PC/SC part 10): the PIN goes from its keys to the card and never comes to the computer. */
export interface PinPad {
  readonly control: ReaderControl;
  /** The reader's own number for "verify a PIN". */
  readonly verifyCode: number;
  /** Its number for "change a PIN"; null when it cannot. */
  readonly changeCode: number | null;
  readonly language: PinPadLanguage;
}

export type PinPadLanguage = 'nl' | 'fr' | 'de' | 'en';

const VERIFY_PIN_DIRECT = 0x06;
const MODIFY_PIN_DIRECT = 0x07;
const CODE_LENGTH = 4;
const languageNumbers = { nl: 0x0413, fr: 0x040c, de: 0x0407, en: 0x0409 } as const;
// Sends an empty VERIFY to the card before the keys are pressed, which counts as a wrong PIN on applet 1.7.
const dangerousReaders = ['GemPC Pinpad', 'GemPCPinpad'];
const status = { timedOut: 0x6400, cancelled: 0x6401, unequal: 0x6402, wrongLength: 0x6403 } as const;

/** Looks whether a reader has keys that may be used for a PIN; null when not. */
export async function findPinPad(control: ReaderControl, language: PinPadLanguage): Promise<Result<PinPad | null>> {
  if (dangerousReaders.some((name) => control.reader.includes(name))) return success(null);
  const features = await sendControl(control, control.featureRequest, new Uint8Array());
  if (!features.ok) return features;
  const codes = featureCodes(features.value);
  const verifyCode = codes.get(VERIFY_PIN_DIRECT);
  const changeCode = codes.get(MODIFY_PIN_DIRECT) ?? null;
  return success(verifyCode === undefined ? null : { control, verifyCode, changeCode, language });
}

/**
 * Lets the person type the PIN on the reader. It takes as long as the person takes, 30 seconds at most.
 *
 * @returns CARD_PIN_TIMED_OUT, CARD_PIN_CANCELLED, the codes of a wrong PIN, or a code of the link
 */
export function verifyOnPinPad({ control, verifyCode, language }: PinPad): Promise<Result<void>> {
  return askPinPad(control, verifyCode, verifyStructure(language));
}

/**
 * Lets the person change the PIN on the reader: the present one, then the new one twice. Neither comes to the computer, and nothing is
 * ever sent twice.
 *
 * @returns CARD_PIN_UNEQUAL when the new ones differ, and what `verifyOnPinPad` returns
 */
export function changeOnPinPad(pad: PinPad & { readonly changeCode: number }): Promise<Result<void>> {
  return askPinPad(pad.control, pad.changeCode, changeStructure(pad.language));
}

async function askPinPad(control: ReaderControl, code: number, structure: Uint8Array): Promise<Result<void>> {
  const answer = await sendControl(control, code, structure);
  if (!answer.ok) return answer;
  const bytes = answer.value;
  if (bytes.length < 2) return failure('CARD_REMOVED', { retryable: true });
  const word = ((bytes.at(-2) ?? 0) << 8) | (bytes.at(-1) ?? 0);
  if (word === status.timedOut) return failure('CARD_PIN_TIMED_OUT', { retryable: true });
  if (word === status.cancelled) return failure('CARD_PIN_CANCELLED', { retryable: true });
  if (word === status.unequal) return failure('CARD_PIN_UNEQUAL', { retryable: true });
  if (word === status.wrongLength) return failure('CARD_PIN_FORM');
  return judgePinAnswer(word);
}

/** Reads the reader's list of what it can do: a tag, the length 4, and the number to ask it with. */
function featureCodes(list: Uint8Array): ReadonlyMap<number, number> {
  const codes = new Map<number, number>();
  for (let offset = 0; offset + 2 + CODE_LENGTH <= list.length; offset += 2 + CODE_LENGTH) {
    if (list[offset + 1] !== CODE_LENGTH) break;
    const value = list.subarray(offset + 2, offset + 2 + CODE_LENGTH);
    codes.set(list[offset] ?? 0, Buffer.from(value).readUInt32BE(0));
  }
  return codes;
}

/** PIN_VERIFY_STRUCTURE for a Belgian eID: 4 to 12 digits, two to a byte, length in the first byte, OK key ends. */
function verifyStructure(language: PinPadLanguage): Uint8Array {
  const number = languageNumbers[language];
  const command = [0x00, 0x20, 0x00, 0x01, 0x08, 0x20, ...Array<number>(7).fill(0xff)];
  return Uint8Array.of(
    ...[0x1e, 0x1e, 0x89, 0x47, 0x04],
    ...[0x0c, 0x04, 0x02, 0x01],
    ...[number & 0xff, number >> 8, 0x00],
    ...[0x00, 0x00, 0x00],
    ...[command.length, 0x00, 0x00, 0x00],
    ...command,
  );
}

/**
 * PIN_MODIFY_STRUCTURE: as the one to verify, with the new PIN's block eight bytes behind the present one's, the new PIN typed twice
 * (bit 0 of the confirmation) and the present one asked for (bit 1), and a message for each of the three.
 */
function changeStructure(language: PinPadLanguage): Uint8Array {
  const number = languageNumbers[language];
  const block = [0x20, ...Array<number>(7).fill(0xff)];
  const command = [0x00, 0x24, 0x00, 0x01, 2 * block.length, ...block, ...block];
  return Uint8Array.of(
    ...[0x1e, 0x1e, 0x89, 0x47, 0x04],
    ...[0x00, block.length],
    ...[0x0c, 0x04, 0x03, 0x02, 0x03],
    ...[number & 0xff, number >> 8],
    ...[0x00, 0x01, 0x02],
    ...[0x00, 0x00, 0x00],
    ...[command.length, 0x00, 0x00, 0x00],
    ...command,
  );
}

async function sendControl(control: ReaderControl, code: number, input: Uint8Array): Promise<Result<Uint8Array>> {
  try {
    return success(await control.send(code, input));
  } catch (error) {
    if (error instanceof CardLinkError) return failure(error.code, { retryable: true });
    throw error;
  }
}
