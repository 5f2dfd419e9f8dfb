import type { ReaderState, ReadersState } from '@onthaal/contract/devices/readers.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { pcscMiniPort } from './pcsc-mini-port.ts';
import type { ReaderPort } from './reader-port.ts';
import { ReaderSupervisor } from './reader-supervisor.ts';

export interface FirstCardOptions {
  /** The start of a reader's name. */
  readonly reader?: string | undefined;
  /** Milliseconds that service, reader and card may take to appear. */
  readonly patience: number;
  readonly port?: ReaderPort;
}

export interface FoundCard {
  readonly supervisor: ReaderSupervisor;
  readonly reader: string;
}

/**
 * Waits for a card in the first reader that has one, for programs that read one card and end; stop the supervisor that it
 * gives. Fails with CARD_SERVICE_ABSENT, CARD_READER_ABSENT, CARD_ABSENT or CARD_SILENT when patience is over.
 */
export async function findFirstCard(options: FirstCardOptions): Promise<Result<FoundCard>> {
  let look = (_state: ReadersState): void => {};
  const supervisor = new ReaderSupervisor(options.port ?? pcscMiniPort, { onChange: (state) => look(state) });
  let timer: NodeJS.Timeout | undefined;
  const found = await new Promise<ReaderState | null>((resolve) => {
    look = (state) => {
      const reader = readersAsked(state, options).find(({ card }) => card === 'present');
      if (reader !== undefined) resolve(reader);
    };
    timer = setTimeout(() => resolve(null), options.patience);
    supervisor.start();
  });
  clearTimeout(timer);
  look = () => {};
  if (found !== null) return success({ supervisor, reader: found.name });
  const { state } = supervisor;
  supervisor.stop();
  return { ok: false, error: whyNone(state, readersAsked(state, options)) };
}

function readersAsked(state: ReadersState, { reader = '' }: FirstCardOptions): readonly ReaderState[] {
  return state.readers.filter(({ name }) => name.startsWith(reader));
}

function whyNone(state: ReadersState, readers: readonly ReaderState[]): OnthaalError {
  if (state.service === 'absent') return failure('CARD_SERVICE_ABSENT', { retryable: true }).error;
  if (readers.length === 0) return failure('CARD_READER_ABSENT', { retryable: true }).error;
  const silent = readers.some(({ card }) => card === 'silent');
  return failure(silent ? 'CARD_SILENT' : 'CARD_ABSENT', { retryable: true }).error;
}
