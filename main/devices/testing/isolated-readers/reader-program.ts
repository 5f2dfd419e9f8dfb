// Tells every change of the readers, and reads a card when told to.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openEidCard } from '../../eid/eid-card.ts';
import { findPinPad } from '../../eid/pin-pad.ts';
import { readEid } from '../../eid/read-eid.ts';
import { type EidHash, type EidKey, ecdsaToDer, signWithEid } from '../../eid/sign.ts';
import { pcscMiniPort } from '../../readers/pcsc-mini-port.ts';
import { ReaderSupervisor } from '../../readers/reader-supervisor.ts';
import { CardLinkError, type Transmit } from '../../smart-card/transmit.ts';

interface Order {
  readonly do: 'read' | 'sign' | 'hold' | 'letGo' | 'collectGarbage' | 'findPinPad';
  readonly reader: string;
  readonly timeout?: number;
  readonly pin?: string;
  readonly key?: EidKey;
  readonly hash?: EidHash;
  /** What is signed. */
  readonly text?: string;
  /** Where the signature is written, in the form that documents carry. */
  readonly file?: string;
  /** Which commands of the reading lose their answer between card and program, counted from one. */
  readonly answersLost?: readonly number[];
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

const supervisor = new ReaderSupervisor(pcscMiniPort, {
  onChange: (state) => say({ state }),
  firstPause: 50,
  longestPause: 400,
});
let letGo = (): void => {};

async function read({ reader, timeout = 20_000, answersLost = [] }: Order): Promise<object> {
  const started = performance.now();
  const outcome = await supervisor.withCard(
    reader,
    async (transmit, { resetCard }) => {
      const card = await openEidCard(losing(transmit, answersLost), resetCard);
      return card.ok ? readEid(card.value) : card;
    },
    { timeout },
  );
  const milliseconds = Math.round(performance.now() - started);
  return outcome.ok ? { name: outcome.value.identity.familyName, milliseconds } : { code: outcome.error.code };
}

function losing(transmit: Transmit, commands: readonly number[]): Transmit {
  let count = 0;
  return async (command) => {
    const answer = await transmit(command);
    count += 1;
    if (commands.includes(count)) throw new CardLinkError('CARD_ANSWER_LOST');
    return answer;
  };
}

async function sign({ reader, pin = '', key = 'signature', hash = 'sha256', text = '', file }: Order): Promise<object> {
  const outcome = await supervisor.withCard(reader, async (transmit) => {
    const card = await openEidCard(transmit);
    if (!card.ok) return card;
    const digest = Uint8Array.from(createHash(hash).update(text).digest());
    return signWithEid(card.value, { key, hash, digest, pin: new TextEncoder().encode(pin) });
  });
  if (!outcome.ok) return { code: outcome.error.code };
  const { algorithm, bytes } = outcome.value;
  if (file !== undefined) writeFileSync(file, algorithm === 'ecdsa' ? ecdsaToDer(bytes) : bytes);
  return { length: bytes.length };
}

/** Holds the card as a program would that does not let others in. */
async function hold({ reader }: Order): Promise<object> {
  return new Promise((resolve) => {
    void supervisor.withCard(
      reader,
      async () => {
        const end = new Promise<void>((released) => {
          letGo = released;
        });
        resolve({});
        await end;
        return { ok: true, value: undefined };
      },
      { timeout: 100_000 },
    );
  });
}

const orders: Readonly<Record<Order['do'], (order: Order) => Promise<object>>> = {
  read,
  sign,
  findPinPad: async ({ reader }) => {
    const outcome = await supervisor.withCard(reader, (_transmit, control) => findPinPad(control, 'nl'));
    return outcome.ok ? { found: outcome.value !== null } : { code: outcome.error.code };
  },
  hold,
  collectGarbage: async () => {
    // What is collected in one round is given back in the next.
    for (let round = 0; round < 10; round += 1) {
      globalThis.gc?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { collected: globalThis.gc !== undefined };
  },
  letGo: async () => {
    letGo();
    return {};
  },
};

supervisor.start();
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  void orders[order.do](order).then((answer) => say({ done: order.do, ...answer }));
}
