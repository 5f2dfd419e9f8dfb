import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { CardLinkError, type Transmit } from '../../smart-card/transmit.ts';

const FIRST_PORT = 35_963;
const control = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
const SOONEST_RETRY = 50;
const TRIES = 400;

/** What the virtual reader needs of a card. */
export interface CardInReader {
  readonly atr: Uint8Array;
  readonly transmit: Transmit;
  readonly reset: () => void;
}

/** An emulated card in a slot of the virtual reader (`vsmartcard-vpcd`): put in when it is made, out when it is closed. */
export class InsertedCard {
  readonly #socket: Socket;
  readonly #card: CardInReader;
  readonly #whenOut: () => void;
  #received: Buffer = Buffer.alloc(0);
  #work: Promise<void> = Promise.resolve();

  private constructor(socket: Socket, card: CardInReader, whenOut: () => void) {
    this.#socket = socket;
    this.#card = card;
    this.#whenOut = whenOut;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#take(data));
    socket.on('error', () => {});
    socket.on('close', () => this.#whenOut());
  }

  /** Puts a card in; waits for the reader when the service is only just starting. */
  static async insert(card: CardInReader, slot = 0, whenOut: () => void = () => {}): Promise<InsertedCard> {
    for (let attempt = 1; ; attempt += 1) {
      const socket = connect(FIRST_PORT + slot, '127.0.0.1');
      try {
        await once(socket, 'connect');
        card.reset();
        return new InsertedCard(socket, card, whenOut);
      } catch (error) {
        if (attempt === TRIES) throw error;
        await wait(SOONEST_RETRY);
      }
    }
  }

  /** Pulls the card out. */
  async remove(): Promise<void> {
    if (this.#socket.closed) return;
    const closed = once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }

  #take(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    while (this.#received.length >= 2) {
      const end = 2 + this.#received.readUInt16BE(0);
      if (this.#received.length < end) return;
      const message = Uint8Array.from(this.#received.subarray(2, end));
      this.#received = this.#received.subarray(end);
      this.#work = this.#work.then(() => this.#answer(message));
    }
  }

  async #answer(message: Uint8Array): Promise<void> {
    if (message.length > 1) {
      try {
        this.#send(await this.#card.transmit(message));
      } catch (error) {
        if (!(error instanceof CardLinkError)) throw error;
        // A card that was pulled out in the middle of a command.
        this.#socket.destroy();
      }
    } else if (message[0] === control.atr) {
      this.#send(this.#card.atr);
    } else if (message[0] === control.off || message[0] === control.on || message[0] === control.reset) {
      this.#card.reset();
    }
  }

  #send(answer: Uint8Array): void {
    if (!this.#socket.writable) return;
    const message = Buffer.alloc(2 + answer.length);
    message.writeUInt16BE(answer.length);
    message.set(answer, 2);
    this.#socket.write(message);
  }
}
