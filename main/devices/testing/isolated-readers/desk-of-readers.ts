import { join } from 'node:path';
import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import { IsolatedReaders } from './isolated-readers.ts';
import type { JsonProcess } from './json-process.ts';

type Message = Readonly<Record<string, unknown>>;

/** An isolated place with our own reader program in it, and hands that put cards in and pull them out. */
export class DeskOfReaders {
  readonly place: IsolatedReaders;
  readonly reader: JsonProcess;
  readonly hands: JsonProcess;

  private constructor(place: IsolatedReaders) {
    this.place = place;
    this.reader = this.startReader();
    this.hands = place.startProgram(join(import.meta.dirname, 'card-program.ts'));
  }

  static async open(): Promise<DeskOfReaders> {
    return new DeskOfReaders(await IsolatedReaders.create());
  }

  /** Another program of ours that uses the readers. */
  startReader(): JsonProcess {
    return this.place.startProgram(join(import.meta.dirname, 'reader-program.ts'));
  }

  /** Waits until the readers are as wanted, now or later; states that passed count only when they came after this call. */
  async until(wanted: (state: ReadersState) => boolean, program = this.reader): Promise<ReadersState> {
    const last = program.said.findLastIndex(({ state }) => state !== undefined);
    const message = await program.next(
      Math.max(last, 0),
      ({ state }) => state !== undefined && wanted(stateOf({ state })),
    );
    return stateOf(message);
  }

  /** Does something and waits until the readers show it. */
  async after(deed: () => Promise<unknown>, wanted: (state: ReadersState) => boolean): Promise<ReadersState> {
    const from = this.reader.said.length;
    await deed();
    return stateOf(await this.reader.next(from, ({ state }) => state !== undefined && wanted(stateOf({ state }))));
  }

  /** Puts a card in and waits until the reader has seen it. */
  insert(card: string, slot = 0): Promise<ReadersState> {
    return this.after(
      () => this.hands.ask({ do: 'insert', card, slot }),
      ({ readers }) => readers[slot]?.card === 'present',
    );
  }

  remove(slot = 0): Promise<ReadersState> {
    return this.after(
      () => this.hands.ask({ do: 'remove', slot }),
      ({ readers }) => readers[slot]?.card === 'absent',
    );
  }

  async close(): Promise<void> {
    await this.reader.end();
    await this.hands.end();
    await this.place.close();
  }
}

function stateOf({ state }: Message): ReadersState {
  return state as ReadersState;
}
