import { constants, privateEncrypt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { p384 } from '@noble/curves/nist.js';
import { CardLinkError, type Transmit } from '../../smart-card/transmit.ts';
import type { CardContent } from './card-content.ts';
import type { TestKeyPair } from './test-keys.ts';

/** What can go wrong with a card; each may be switched while it lies in the reader. */
export interface CardFaults {
  /** Pulled out: after so many more commands nothing answers any more. */
  removedAfter: number | null;
  /** Whether a card that is gone answers with nothing (some drivers) or the driver rejects. */
  removedShows: 'shortAnswer' | 'rejection';
  /** Milliseconds before every answer. */
  delay: number;
  /** After so many more commands it answers nothing until this is null again: a test can look at what is there by then. */
  heldAfter: number | null;
  /** After so many more commands an answer is lost on its way to the computer, as often as `answersLost` says, then all is well. */
  answersLostAfter: number;
  answersLost: number;
}

const atrs = {
  rsa: '3B9813400AA503010101AD1311',
  ellipticCurve: '3B7F96000080318065B085040120120FFF829000',
} as const;
const applet = 'A00000003029057000AD13100101FF';
const pkcs15 = 'A000000177504B43532D3135';
const MASTER = 0x3f00;
const folders = [MASTER, 0xdf00, 0xdf01];
const TRIES = 3;
const HELD_MILLISECONDS = 5;
const answers = {
  ok: [0x90, 0x00],
  authenticationNeeded: [0x69, 0x82],
  conditionsWrong: [0x69, 0x85],
  nothingSelected: [0x69, 0x86],
  blocked: [0x69, 0x83],
  dataWrong: [0x6a, 0x80],
  absent: [0x6a, 0x82],
  keyAbsent: [0x6a, 0x88],
  offsetWrong: [0x6b, 0x00],
  lengthWrong: [0x67, 0x00],
  instructionUnknown: [0x6d, 0x00],
} as const;

/** An eID that answers as applet 1.7 or 1.8 does over T=0, with an invented person on it. */
export class EmulatedCard {
  readonly atr: Uint8Array;
  readonly faults: CardFaults = {
    removedAfter: null,
    removedShows: 'rejection',
    delay: 0,
    heldAfter: null,
    answersLostAfter: 0,
    answersLost: 0,
  };
  /** The first four bytes of every command and the status word of its answer; never its data, which may be a PIN. */
  readonly trace: string[] = [];
  readonly #content: CardContent;
  #pin: string;
  #tries = TRIES;
  #selected: Uint8Array | null = null;
  #waiting: Uint8Array = new Uint8Array();
  #key: number | null = null;
  #algorithm = 0;
  #mayAuthenticate = false;
  /** Commands that may still come before the signature key's right of one VERIFY is gone; null without it. */
  #signatureRight: number | null = null;

  constructor(content: CardContent, pin = '1234') {
    this.#content = content;
    this.#pin = pin;
    this.atr = Buffer.from(atrs[content.family], 'hex');
  }

  /** Tries left, whatever the applet tells. */
  get triesLeft(): number {
    return this.#tries;
  }

  /** Power off and on. */
  readonly reset = (): void => {
    this.#selected = null;
    this.#key = null;
    this.#forgetPin();
  };

  readonly transmit: Transmit = async (command) => {
    if (this.faults.delay > 0) await wait(this.faults.delay);
    while (this.faults.heldAfter === 0) await wait(HELD_MILLISECONDS);
    if (this.faults.heldAfter !== null) this.faults.heldAfter -= 1;
    if (this.faults.removedAfter === 0) {
      if (this.faults.removedShows === 'shortAnswer') return new Uint8Array();
      throw new CardLinkError('CARD_REMOVED');
    }
    if (this.faults.removedAfter !== null) this.faults.removedAfter -= 1;
    if (this.#signatureRight !== null) this.#signatureRight -= 1;
    const answer = this.#answer(command);
    this.trace.push(`${hex(command.subarray(0, 4))} ${hex(answer.slice(-2))}`);
    this.#loseAnswer();
    return Uint8Array.from(answer);
  };

  #loseAnswer(): void {
    if (this.faults.answersLost === 0) return;
    if (this.faults.answersLostAfter > 0) {
      this.faults.answersLostAfter -= 1;
      return;
    }
    this.faults.answersLost -= 1;
    throw new CardLinkError('CARD_ANSWER_LOST');
  }

  #answer(command: Uint8Array): readonly number[] {
    const data = command.subarray(5, 5 + (command[4] ?? 0));
    switch (((command[0] ?? 0) << 8) | (command[1] ?? 0)) {
      case 0x00a4:
        return this.#select(command[2] ?? 0, data);
      case 0x00b0:
        return this.#readBinary(((command[2] ?? 0) << 8) | (command[3] ?? 0), command[4] ?? 0);
      case 0x80e4:
        return this.#cardData(command[3] ?? 0, command[4] ?? 0);
      case 0x00c0:
        return this.#getResponse(command[4] ?? 0);
      case 0x0020:
        return this.#verify(data);
      case 0x0024:
        return this.#changePin(data);
      case 0x0022:
        return this.#chooseKey(data);
      case 0x002a:
        return this.#sign(data);
      case 0x0088:
        return this.#internalAuthenticate(data);
      case 0x80e6:
        this.#forgetPin();
        return answers.ok;
      default:
        return answers.instructionUnknown;
    }
  }

  #select(by: number, name: Uint8Array): readonly number[] {
    this.#selected = null;
    if (by === 0x04) return [applet, pkcs15].includes(hex(name)) ? answers.ok : answers.absent;
    const id = ((name.at(-2) ?? 0) << 8) | (name.at(-1) ?? 0);
    if (folders.includes(id)) return answers.ok;
    const file = this.#content.files[id];
    if (file === undefined) return answers.absent;
    this.#selected = file;
    return answers.ok;
  }

  #readBinary(offset: number, wanted: number): readonly number[] {
    if (this.#selected === null) return answers.nothingSelected;
    const rest = this.#selected.length - offset;
    if (rest <= 0) return answers.offsetWrong;
    const length = wanted === 0 ? 256 : wanted;
    if (length > rest) return [0x6c, rest & 0xff];
    return [...this.#selected.subarray(offset, offset + length), ...answers.ok];
  }

  #cardData(form: number, wanted: number): readonly number[] {
    const modern = this.#content.family === 'ellipticCurve';
    const basic = [
      ...Buffer.from('534C475400000000', 'hex'),
      ...[0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80],
      ...[0xa5, 0x02, 0x04, 0x01, 0x04, modern ? 0x18 : 0x17, 0x00, modern ? 0x01 : 0x02, 0x01, 0x01, 0x01, 0x0f],
    ];
    if (form === 0x01 && !modern) return [0x6a, 0x86];
    const all = form === 0x01 ? [...basic, this.#tries, 0xff, 0xff] : basic;
    return wanted === all.length ? [...all, ...answers.ok] : [0x6c, all.length];
  }

  #getResponse(wanted: number): readonly number[] {
    const length = wanted === 0 ? 256 : wanted;
    if (length > this.#waiting.length) return [0x6c, this.#waiting.length & 0xff];
    const part = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    return [...part, ...(this.#waiting.length > 0 ? [0x61, this.#waiting.length & 0xff] : answers.ok)];
  }

  #later(bytes: Uint8Array): readonly number[] {
    this.#waiting = bytes;
    return [0x61, bytes.length & 0xff];
  }

  #verify(block: Uint8Array): readonly number[] {
    if (this.#tries === 0) return answers.blocked;
    if (block.length === 0 && this.#content.family === 'ellipticCurve') {
      return this.#mayAuthenticate ? answers.ok : [0x63, 0xc0 | this.#tries];
    }
    if (hex(block) !== pinBlock(this.#pin)) return this.#wrongPin();
    this.#tries = TRIES;
    this.#mayAuthenticate = true;
    this.#signatureRight = 2;
    return answers.ok;
  }

  #changePin(blocks: Uint8Array): readonly number[] {
    if (this.#tries === 0) return answers.blocked;
    if (blocks.length !== 16) return answers.lengthWrong;
    if (hex(blocks.subarray(0, 8)) !== pinBlock(this.#pin)) return this.#wrongPin();
    const length = (blocks[8] ?? 0) & 0x0f;
    const next = hex(blocks.subarray(9)).slice(0, length);
    if (length < 4 || length > 12 || pinBlock(next) !== hex(blocks.subarray(8))) return answers.dataWrong;
    this.#pin = next;
    this.#tries = TRIES;
    return answers.ok;
  }

  #wrongPin(): readonly number[] {
    this.#tries -= 1;
    this.#forgetPin();
    return this.#tries === 0 ? answers.blocked : [0x63, 0xc0 | this.#tries];
  }

  #forgetPin(): void {
    this.#mayAuthenticate = false;
    this.#signatureRight = null;
  }

  #chooseKey(data: Uint8Array): readonly number[] {
    const key = data[4] ?? 0;
    const present = key === 0x82 ? this.#content.authentication : key === 0x83 ? this.#content.signature : null;
    if (present === null) return answers.keyAbsent;
    this.#algorithm = data[2] ?? 0;
    this.#key = key;
    return answers.ok;
  }

  #sign(data: Uint8Array): readonly number[] {
    const { authentication, signature, family } = this.#content;
    const pair = this.#key === 0x82 ? authentication : this.#key === 0x83 ? signature : null;
    if (pair === null) return answers.conditionsWrong;
    const allowed =
      this.#key === 0x82 ? this.#mayAuthenticate : this.#signatureRight !== null && this.#signatureRight >= 0;
    if (!allowed) return answers.authenticationNeeded;
    this.#signatureRight = null;
    if (family === 'ellipticCurve') {
      const expected = { 1: 32, 2: 48, 4: 64 }[this.#algorithm];
      return expected === data.length ? this.#later(signPrepared(pair, data)) : answers.lengthWrong;
    }
    if (this.#algorithm !== 0x01) return answers.dataWrong;
    return this.#later(privateEncrypt({ key: pair.privateKey, padding: constants.RSA_PKCS1_PADDING }, data));
  }

  #internalAuthenticate(data: Uint8Array): readonly number[] {
    if (this.#content.family === 'rsa') return answers.instructionUnknown;
    if (data[0] !== 0x94 || data[1] !== 48 || data.length !== 50) return answers.dataWrong;
    return this.#later(signPrepared(this.#content.basicKey, data.subarray(2)));
  }
}

/** ECDSA over a hash that is already made, as the chip does: r and s behind each other. */
function signPrepared(pair: TestKeyPair, hash: Uint8Array): Uint8Array {
  const { d = '' } = pair.privateKey.export({ format: 'jwk' });
  return p384.sign(hash, Buffer.from(d, 'base64url'), { prehash: false, lowS: false, format: 'compact' });
}

function pinBlock(pin: string): string {
  return `2${pin.length.toString(16)}${pin}`.padEnd(16, 'F').toUpperCase();
}

function hex(bytes: Uint8Array | readonly number[]): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
