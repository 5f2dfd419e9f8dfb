import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IsolatedReaders } from '../../main/devices/testing/isolated-readers/isolated-readers.ts';
import type { JsonProcess } from '../../main/devices/testing/isolated-readers/json-process.ts';

const HANDS = path.join(import.meta.dirname, '../../main/devices/testing/isolated-readers/card-program.ts');

/** What a card of a test is made of: see the program of the hands. */
export interface CardToMake {
  readonly holder?: 'lotte' | 'senne' | 'anneliese';
  readonly family?: 'rsa' | 'ellipticCurve';
  readonly changed?: Readonly<Record<string, string>>;
  readonly corrupt?: 'identitySignature' | 'addressSignature' | 'photo' | 'basicKey';
  readonly withoutCertificates?: boolean;
  /** Where its certificates say that their responder is. */
  readonly responder?: string;
  readonly other?: 'bankCard' | 'upsideDown';
}

export interface CardFault {
  readonly removedAfter?: number | null;
  readonly heldAfter?: number | null;
  readonly delay?: number;
}

/** A real pcscd with virtual readers, and hands that put emulated cards in. The desk reaches it through `environment`. */
export interface TestReaders {
  readonly environment: Readonly<Record<string, string>>;
  readonly place: IsolatedReaders;
  make(card: string, what?: CardToMake): Promise<void>;
  insert(card: string, slot?: number): Promise<void>;
  remove(slot?: number): Promise<void>;
  /** So many more commands and nothing answers any more, or until it is let go; or so many milliseconds before each answer. */
  fault(card: string, fault: CardFault): Promise<void>;
  /** Tries left for the PIN, as the card itself counts them. */
  triesLeft(card: string): Promise<number>;
  dispose(): Promise<void>;
}

/**
 * Makes an isolated place for card readers; needs Linux, pcscd and `vsmartcard-vpcd`, and a user who may make a network of their own.
 * Its service is started by `place.startService`.
 */
export async function makeTestReaders(): Promise<TestReaders> {
  const place = await IsolatedReaders.create();
  const hands: JsonProcess = place.startProgram(HANDS);
  const folder = mkdtempSync(path.join(tmpdir(), 'onthaal-card-roots-'));
  const roots = path.join(folder, 'root.pem');
  // The desk may run as another user.
  chmodSync(folder, 0o755);
  await hands.ask({ do: 'roots', family: 'ellipticCurve', file: roots });
  return {
    environment: { PCSCLITE_CSOCK_NAME: place.socket, ONTHAAL_EID_ROOTS: roots },
    place,
    make: async (card, what = {}) => void (await hands.ask({ do: 'make', card, ...what })),
    insert: async (card, slot = 0) => void (await hands.ask({ do: 'insert', card, slot })),
    remove: async (slot = 0) => void (await hands.ask({ do: 'remove', slot })),
    fault: async (card, fault) => void (await hands.ask({ do: 'fault', card, ...fault })),
    triesLeft: async (card) => Number((await hands.ask({ do: 'state', card })).triesLeft),
    dispose: async () => {
      await hands.end();
      await place.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
