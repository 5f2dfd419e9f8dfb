import type { ReadersState } from '@onthaal/contract/devices/readers.ts';
import type { CardConnection, ReaderListener, ReaderPort } from '../readers/reader-port.ts';
import { ReaderSupervisor } from '../readers/reader-supervisor.ts';
import { eidRoom } from '../service/eid-room.ts';
import { pinRoom } from '../service/pin-room.ts';
import type { ReaderControl } from '../smart-card/transmit.ts';
import type { EmulatedCard } from './emulated-card/emulated-card.ts';

/** Linux's number for "what can this reader do". */
const FEATURE_REQUEST = 0x42000d48;
/** The reader of this desk. */
export const READER = 'Reader';

/** The room of eIDs over one reader with an emulated card, without a process or a service between. */
export function deskWithCard(card: EmulatedCard, send: ReaderControl['send'] = async () => new Uint8Array()) {
  let hear: ReaderListener | undefined;
  let whileReading = (): void => undefined;
  const connection: CardConnection = {
    transaction: async (work) => {
      const control = { reader: READER, featureRequest: FEATURE_REQUEST, send, resetCard };
      const done = await work(card.transmit, control);
      whileReading();
      return done;
    },
    disconnect: async () => undefined,
  };
  const resetCard = async (): Promise<void> => card.reset();
  const port: ReaderPort = {
    open: (listener) => {
      hear = listener;
      return { connect: async () => connection, close: () => undefined };
    },
  };
  const listeners: (() => void)[] = [];
  const supervisor = new ReaderSupervisor(port, {
    onChange: (_state: ReadersState) => {
      for (const listener of listeners) listener();
    },
  });
  const room = eidRoom({ supervisor, onChange: (listener) => void listeners.push(listener) });
  const logged: unknown[] = [];
  const pin = pinRoom({ supervisor }, { log: (...line) => void logged.push(line) });
  supervisor.start();
  hear?.readerFound(READER);
  return {
    room,
    pin,
    logged,
    stop: () => supervisor.stop(),
    insert: () => hear?.cardChanged(READER, 'present'),
    remove: () => hear?.cardChanged(READER, 'absent'),
    meanwhile: (deed: () => void) => {
      whileReading = deed;
    },
  };
}
