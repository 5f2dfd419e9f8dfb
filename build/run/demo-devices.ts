import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { IsolatedReaders } from '../../main/devices/testing/isolated-readers/isolated-readers.ts';
import type { JsonProcess } from '../../main/devices/testing/isolated-readers/json-process.ts';
import type { PanelGroup, PanelSwitch } from '../../simulators/desk-panel/panel.ts';

/** The simulated devices of the demo: what the desk needs to find them, and their switches on the panel. */
export interface DemoDevices {
  readonly environment: Readonly<Record<string, string>>;
  readonly groups: readonly PanelGroup[];
  readonly stop: () => Promise<void>;
}

const HANDS = join(import.meta.dirname, '../../main/devices/testing/isolated-readers/card-program.ts');
const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const TITLE = 'Kaartlezer';
const CHANGE_MILLISECONDS = 1_000;
const UNREAD_MILLISECONDS = 5_000;
const EMPTY = 'Er zit geen kaart in de lezer.';

/** Cards of invented people; the words are what the panel says. */
const cards = [
  { id: 'lotte', label: 'Lotte Testaert', make: {} },
  { id: 'moved', label: 'Lotte Testaert, verhuisd', make: { changed: { line: 'Nieuwstraat 7' } } },
  { id: 'senne', label: 'Senne Testaert, een kind', make: { holder: 'senne', withoutCertificates: true } },
  { id: 'anneliese', label: 'Anneliese Beispiel, verblijfskaart', make: { holder: 'anneliese' } },
  { id: 'expired', label: 'Lotte Testaert, vervallen', make: { changed: { validUntil: '01.02.2024' } } },
  { id: 'forged', label: 'Lotte Testaert, vervalst', make: { corrupt: 'identitySignature' } },
  { id: 'bank', label: 'een bankkaart', make: { other: 'bankCard' } },
  { id: 'upsideDown', label: 'een kaart die verkeerd ligt', make: { other: 'upsideDown' } },
] as const;

/**
 * Starts a real pcscd with a virtual reader in a place of its own, for the demo. Where this computer cannot, the group on the panel
 * says why, and the desk looks for a real reader.
 */
export async function startDemoDevices(): Promise<DemoDevices> {
  try {
    return await startReader();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const state = `Hier kan geen kaart nagebootst worden: ${why}`;
    return { environment: {}, groups: [{ title: TITLE, state: () => state, switches: [] }], stop: async () => {} };
  }
}

async function startReader(): Promise<DemoDevices> {
  if (process.platform !== 'linux') throw new Error('dat gaat alleen op Linux.');
  if (!existsSync(DRIVER)) throw new Error('de pakketten pcscd en vsmartcard-vpcd staan niet op deze computer.');
  const place = await IsolatedReaders.create();
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-demo-cards-'));
  // The desk may run as another user.
  chmodSync(folder, 0o755);
  const stop = async (): Promise<void> => {
    await hands.end();
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const hands = place.startProgram(HANDS);
  try {
    await place.startService();
    const roots = join(folder, 'root.pem');
    await hands.ask({ do: 'roots', family: 'ellipticCurve', file: roots });
    for (const { id, make } of cards) await hands.ask({ do: 'make', card: id, ...make });
    return {
      environment: { PCSCLITE_CSOCK_NAME: place.socket, ONTHAAL_EID_ROOTS: roots },
      groups: [readerGroup(hands)],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readerGroup(hands: JsonProcess): PanelGroup {
  let state = EMPTY;
  const remove = async (): Promise<void> => {
    await hands.ask({ do: 'remove' });
    state = EMPTY;
  };
  const insert = async (id: string, label: string): Promise<void> => {
    const isFull = state !== EMPTY;
    await remove();
    // As long as hands need to change a card: readers look only now and then.
    if (isFull) await wait(CHANGE_MILLISECONDS);
    await hands.ask({ do: 'insert', card: id });
    state = `In de lezer: ${label}.`;
  };
  const inserting = cards.map(
    ({ id, label }): PanelSwitch => ({ id, label: `Steek in: ${label}`, press: () => insert(id, label) }),
  );
  const pulling: PanelSwitch = {
    id: 'pulled',
    label: 'Steek in en trek halverwege uit: Lotte Testaert',
    press: async () => {
      await hands.ask({ do: 'fault', card: 'lotte', removedAfter: 20 });
      const from = hands.said.length;
      await insert('lotte', 'Lotte Testaert');
      // Nobody reads it while nobody is logged in.
      await Promise.race([hands.next(from, ({ out }) => out === 0), wait(UNREAD_MILLISECONDS)]);
      await hands.ask({ do: 'fault', card: 'lotte', removedAfter: null });
      await remove();
    },
  };
  return {
    title: TITLE,
    state: () => state,
    switches: [{ id: 'remove', label: 'Neem de kaart uit', press: remove }, ...inserting, pulling],
  };
}
