import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type CardAnswer, exchange, joined, STATUS_OK } from '../smart-card/exchange.ts';
import type { Transmit } from '../smart-card/transmit.ts';
import { type CardData, parseCardData } from './card-data.ts';
import { type EidFile, eidFiles } from './files.ts';

/** An eID with its application selected. Everything goes over `send`; nothing is kept of what was read. */
export interface EidCard {
  readonly data: CardData;
  /** Sends one command of the eID application, with the pauses that this chip needs. */
  readonly send: (command: Uint8Array) => Promise<Result<CardAnswer>>;
}

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
 * Fails with CARD_NOT_RECOGNISED for another card, CARD_UNREADABLE for an eID that answers strangely, CARD_REMOVED.
 */
export async function openEidCard(transmit: Transmit): Promise<Result<EidCard>> {
  const selected = await exchange(transmit, selectCommand(0x04, 0x00, APPLICATION));
  if (!selected.ok) return selected;
  if (selected.value.status !== STATUS_OK) return failure('CARD_NOT_RECOGNISED');
  const answer = await exchange(transmit, GET_CARD_DATA);
  if (!answer.ok) return answer;
  const basic = answer.value.status === STATUS_OK ? parseCardData(answer.value.data) : null;
  if (basic === null) return failure('CARD_UNREADABLE', { retryable: true });
  const pausesBeforeRepeat = basic.operatingSystemRelease === 1 ? PAUSES_OF_FIRST_RELEASE : [0];
  const send = (command: Uint8Array) => exchange(transmit, command, { pausesBeforeRepeat });
  if (basic.family === 'rsa') return success({ data: basic, send });
  const long = await send(GET_LONG_CARD_DATA);
  if (!long.ok) return long;
  const data = long.value.status === STATUS_OK ? parseCardData(long.value.data) : null;
  return success({ data: data ?? basic, send });
}

/**
 * Reads a whole file. Null when the card has no such file. A certificate is read up to the end that its own header names:
 * behind it lies more than a kilobyte of zeros. Where none lies (a child's card) its first block is enough to see that.
 */
export async function readEidFile(card: EidCard, file: EidFile): Promise<Result<Uint8Array | null>> {
  const [folder, name] = eidFiles[file];
  const selected = await selectPath(card, [folder, name]);
  if (!selected.ok) return selected;
  if (selected.value === status.fileAbsent) return success(null);
  if (selected.value !== STATUS_OK) return failure('CARD_UNREADABLE', { retryable: true });
  return readSelected(card, file.endsWith('Certificate'));
}

/** Selects a file or folder by its path below the master file; resolves with the status word. */
export async function selectPath(card: EidCard, path: readonly number[]): Promise<Result<number>> {
  const bytes = [0x3f00, ...path].flatMap((step) => [step >> 8, step & 0xff]);
  const answer = await card.send(selectCommand(0x08, 0x0c, Uint8Array.from(bytes)));
  return answer.ok ? success(answer.value.status) : answer;
}

async function readSelected(card: EidCard, certificate: boolean): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let offset = 0;
  let wanted = LARGEST_FILE;
  while (offset < wanted) {
    const ask = Math.min(BLOCK, wanted - offset);
    const answer = await card.send(Uint8Array.of(0x00, 0xb0, offset >> 8, offset & 0xff, ask));
    if (!answer.ok) return answer;
    const { data } = answer.value;
    // At the very end of the file a card says "wrong offset" instead of giving nothing.
    if (answer.value.status === status.wrongOffset && offset > 0) break;
    if (answer.value.status !== STATUS_OK && answer.value.status !== status.endReached) {
      return failure('CARD_UNREADABLE', { retryable: true });
    }
    if (data.length === 0) break;
    parts.push(data);
    offset += data.length;
    if (certificate && parts.length === 1) wanted = derLength(data) ?? data.length;
    if (data.length < ask) break;
  }
  const whole = joined(parts);
  return success(wanted < LARGEST_FILE ? whole.slice(0, wanted) : whole);
}

/** Length of the ASN.1 sequence that starts here, header included; null when none does. */
export function derLength(bytes: Uint8Array): number | null {
  if (bytes[0] !== 0x30) return null;
  const first = bytes[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const lengthBytes = first & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 2 || bytes.length < 2 + lengthBytes) return null;
  const length = bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return 2 + lengthBytes + length;
}

function selectCommand(by: number, answer: number, name: Uint8Array): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, by, answer, name.length, ...name);
}
