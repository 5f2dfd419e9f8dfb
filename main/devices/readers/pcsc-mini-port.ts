import type { CardPresence } from '@onthaal/contract/devices/readers.ts';
import type { ErrorCode } from '@onthaal/contract/errors.ts';
import pcsc from 'pcsc-mini';
import { CardLinkError } from '../smart-card/transmit.ts';
import type { CardConnection, ReaderListener, ReaderPort, ReaderSession } from './reader-port.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  NoService: 'CARD_SERVICE_ABSENT',
  ServiceStopped: 'CARD_SERVICE_ABSENT',
  CommError: 'CARD_SERVICE_ABSENT',
  ConnectionResetByPeer: 'CARD_SERVICE_ABSENT',
  InvalidHandle: 'CARD_SERVICE_ABSENT',
  AsyncWorkCancelled: 'CARD_SERVICE_ABSENT',
  SystemCancelled: 'CARD_SERVICE_ABSENT',
  UnknownReader: 'CARD_READER_ABSENT',
  ReaderUnavailable: 'CARD_READER_ABSENT',
  NoReadersAvailable: 'CARD_READER_ABSENT',
  SharingViolation: 'CARD_READER_BUSY',
  CardIsBusy: 'CARD_READER_BUSY',
  ResetCard: 'CARD_READER_BUSY',
  NoSmartCard: 'CARD_ABSENT',
  RemovedCard: 'CARD_REMOVED',
  UnsupportedCard: 'CARD_NOT_RECOGNISED',
  UnknownCard: 'CARD_NOT_RECOGNISED',
};

/**
 * Sessions that lost their service are never let go: the binding gives their handle back when they are collected, the
 * service that comes back does not know it, and the process ends. One small object for each death of the service.
 */
const lostForEver = new Set<pcsc.Client>();

const FEATURE_REQUEST = 3_400;

/** Card readers by PC/SC, with the `pcsc-mini` binding. */
export const pcscMiniPort: ReaderPort = { open: openSession };

function openSession(listener: ReaderListener): ReaderSession {
  const client = new pcsc.Client();
  client.on('reader', (reader) => {
    listener.readerFound(reader.name());
    reader.on('change', (status) => listener.cardChanged(reader.name(), presenceOf(status)));
    reader.on('disconnect', () => listener.readerLost(reader.name()));
  });
  client.on('error', listener.broken);
  try {
    client.start();
  } catch (error) {
    throw linkError(error);
  }
  return {
    connect: async (name) => {
      const reader = client.reader(name);
      if (reader === undefined) throw new CardLinkError('CARD_READER_ABSENT');
      return connectionTo(name, await linked(reader.connect(pcsc.CardMode.SHARED, pcsc.Protocol.ANY)));
    },
    close: () => {
      client.removeAllListeners();
      // A listener less for an error that still comes would be a crash.
      client.on('error', () => {});
      try {
        client.stop();
      } catch {
        // The service that would be told is gone.
        lostForEver.add(client);
      }
    },
  };
}

function connectionTo(reader: string, card: pcsc.Card): CardConnection {
  const control = {
    reader,
    featureRequest: pcsc.controlCode(FEATURE_REQUEST),
    send: (code: number, input: Uint8Array) => linked(sendControl(card, code, input)),
  };
  return {
    transaction: async (work) => {
      const transaction = await linked(beginTransaction(card));
      try {
        return await work((command) => linked(card.transmit(command)), control);
      } finally {
        // A card or service that is gone has ended the transaction itself.
        await transaction.end(pcsc.CardDisposition.LEAVE).catch(() => {});
      }
    },
    disconnect: () => card.disconnect(pcsc.CardDisposition.LEAVE).catch(() => {}),
  };
}

async function sendControl(card: pcsc.Card, code: number, input: Uint8Array): Promise<Uint8Array> {
  try {
    return await card.control(code, input);
  } catch (error) {
    if (codeOf(error) === 'UnsupportedFeature') return new Uint8Array();
    throw error;
  }
}

/** Another program may have reset the card since: then it is ours again after a reconnect, once. */
async function beginTransaction(card: pcsc.Card): Promise<pcsc.Transaction> {
  try {
    return await card.transaction();
  } catch (error) {
    if (codeOf(error) !== 'ResetCard') throw error;
    await card.reconnect(pcsc.CardMode.SHARED, pcsc.CardDisposition.LEAVE);
    return card.transaction();
  }
}

function presenceOf(status: pcsc.ReaderStatusFlags): CardPresence {
  if (status.has(pcsc.ReaderStatus.MUTE)) return 'silent';
  return status.has(pcsc.ReaderStatus.PRESENT) ? 'present' : 'absent';
}

async function linked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw linkError(error);
  }
}

/** What the service does not name more exactly is a card that does not answer. */
function linkError(error: unknown): CardLinkError {
  return new CardLinkError(codes[codeOf(error)] ?? 'CARD_SILENT', error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
