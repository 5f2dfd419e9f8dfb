import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type CardAnswer, exchange, joined, STATUS_OK } from '../smart-card/exchange.ts';
import { CardLinkError, type ResetCard, type Transmit } from '../smart-card/transmit.ts';
import { type CardData, parseCardData } from './card-data.ts';
import { type EidFile, eidFiles } from './files.ts';
import { fileEnd, lengthThatFits } from './lengths.ts';

/** An eID with its application selected. Everything goes over `send`; nothing is kept of what was read. */
export interface EidCard {
  readonly data: CardData;
  /** Sends one command of the eID application, with the pauses that this chip needs; `duringPause` fills one. */
  readonly send: (command: Uint8Array, duringPause?: () => void) => Promise<Result<CardAnswer>>;
  /**
   * Does reading again from its start when an answer was lost: resets the card, selects the application, a few times for
   * one opened card. Never for a PIN or a signature: the card may have counted what nobody heard.
   */
  readonly withRecovery: <T>(reading: () => Promise<Result<T>>) => Promise<Result<T>>;
}

// As often as the official middleware does.
const MOST_RESETS = 3;
const APPLICATION = Uint8Array.of(
  ...[0xa0, 0x00, 0x00, 0x00, 0x30, 0x29, 0x05, 0x70, 0x00, 0xad, 0x13, 0x10, 0x01, 0x01, 0xff],
);
const GET_CARD_DATA = Uint8Array.of(0x80, 0xe4, 0x00, 0x00, 0x1c);
const GET_LONG_CARD_DATA = Uint8Array.of(0x80, 0xe4, 0x00, 0x01, 0x1f);
// The official middleware's block: some readers lose an answer that fills their buffer.
const BLOCK = 252;
const LARGEST_FILE = 0x7fff;
// The first release of the chip's system may miss a command within 50 ms of "wrong length"; mostly 10 ms do.
const PAUSES_OF_FIRST_RELEASE = [10, 50];
const status = { wrongOffset: 0x6b00, fileAbsent: 0x6a82, endReached: 0x6282 } as const;

/**
 * Selects the eID application and reads what the chip says about itself.
 *
 * @param resetCard how to go on when an answer is lost; without it that ends the reading
 * @returns CARD_NOT_RECOGNISED for another card, CARD_UNREADABLE for an eID that answers strangely, CARD_REMOVED,
 * CARD_ANSWER_LOST when it is lost again and again
 */
export async function openEidCard(transmit: Transmit, resetCard: ResetCard | null = null): Promise<Result<EidCard>> {
  const withRecovery = recovery(transmit, resetCard);
  const opened = await withRecovery(() => selectAndIdentify(transmit));
  return opened.ok ? success({ ...opened.value, withRecovery }) : opened;
}

async function selectAndIdentify(transmit: Transmit): Promise<Result<Omit<EidCard, 'withRecovery'>>> {
  const selected = await selectApplication(transmit);
  if (!selected.ok) return selected;
  const answer = await exchange(transmit, GET_CARD_DATA);
  if (!answer.ok) return answer;
  const basic = answer.value.status === STATUS_OK ? parseCardData(answer.value.data) : null;
  if (basic === null) return failure('CARD_UNREADABLE', { retryable: true });
  const pausesBeforeRepeat = basic.operatingSystemRelease === 1 ? PAUSES_OF_FIRST_RELEASE : [0];
  const send: EidCard['send'] = (command, duringPause) =>
    exchange(transmit, command, { pausesBeforeRepeat, duringPause });
  if (basic.family === 'rsa') return success({ data: basic, send });
  const long = await send(GET_LONG_CARD_DATA);
  if (!long.ok) return long;
  const data = long.value.status === STATUS_OK ? parseCardData(long.value.data) : null;
  return success({ data: data ?? basic, send });
}

async function selectApplication(transmit: Transmit): Promise<Result<void>> {
  const selected = await exchange(transmit, selectCommand(0x04, 0x00, APPLICATION));
  if (!selected.ok) return selected;
  return selected.value.status === STATUS_OK ? success(undefined) : failure('CARD_NOT_RECOGNISED');
}

function recovery(transmit: Transmit, resetCard: ResetCard | null): EidCard['withRecovery'] {
  let left = MOST_RESETS;
  return async (reading) => {
    for (;;) {
      const outcome = await reading();
      if (outcome.ok || outcome.error.code !== 'CARD_ANSWER_LOST' || resetCard === null || left === 0) return outcome;
      left -= 1;
      try {
        await resetCard();
      } catch (error) {
        if (!(error instanceof CardLinkError)) throw error;
        return failure(error.code, { retryable: true });
      }
      const selected = await selectApplication(transmit);
      if (!selected.ok && selected.error.code !== 'CARD_ANSWER_LOST') return selected;
    }
  };
}

/**
 * Reads a whole file. Null when the card has no such file. A certificate is read up to the end that its own header names:
 * behind it lies more than a kilobyte of zeros. Where none lies (a child's card) its first block is enough to see that.
 *
 * @param duringPause what may be done while the chip needs a pause, where it needs one
 */
export function readEidFile(
  card: EidCard,
  file: EidFile,
  duringPause?: () => void,
): Promise<Result<Uint8Array | null>> {
  return card.withRecovery(() => readOnce(card, file, duringPause));
}

async function readOnce(card: EidCard, file: EidFile, duringPause?: () => void): Promise<Result<Uint8Array | null>> {
  const [folder, name] = eidFiles[file];
  const selected = await selectPath(card, [folder, name]);
  if (!selected.ok) return selected;
  if (selected.value === status.fileAbsent) return success(null);
  if (selected.value !== STATUS_OK) return failure('CARD_UNREADABLE', { retryable: true });
  return readSelected(card, file, duringPause);
}

/** Selects a file or folder by its path below the master file; resolves with the status word. */
export async function selectPath(card: EidCard, path: readonly number[]): Promise<Result<number>> {
  const bytes = [0x3f00, ...path].flatMap((step) => [step >> 8, step & 0xff]);
  const answer = await card.send(selectCommand(0x08, 0x0c, Uint8Array.from(bytes)));
  return answer.ok ? success(answer.value.status) : answer;
}

async function readSelected(card: EidCard, file: EidFile, duringPause?: () => void): Promise<Result<Uint8Array>> {
  let read: Uint8Array = new Uint8Array();
  for (let end = LARGEST_FILE; read.length < end; end = Math.min(fileEnd(file, read) ?? LARGEST_FILE, LARGEST_FILE)) {
    const ask = Math.min(BLOCK, end - read.length, lengthThatFits(file, card.data.family, read) ?? BLOCK);
    const command = Uint8Array.of(0x00, 0xb0, read.length >> 8, read.length & 0xff, ask);
    const answer = await card.send(command, duringPause);
    if (!answer.ok) return answer;
    const { data } = answer.value;
    // At the very end of the file a card says "wrong offset" instead of giving nothing.
    if (answer.value.status === status.wrongOffset && read.length > 0) break;
    if (answer.value.status !== STATUS_OK && answer.value.status !== status.endReached) {
      return failure('CARD_UNREADABLE', { retryable: true });
    }
    read = joined([read, data]);
    if (data.length < ask) break;
  }
  return success(read.slice(0, fileEnd(file, read) ?? read.length));
}

function selectCommand(by: number, answer: number, name: Uint8Array): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, by, answer, name.length, ...name);
}
