// Runs where the virtual reader is: reads the card in the first reader, and gives it the same commands without any work, in turns: each
// in a transaction of its own and each first as often as the others, because what comes first after a rest takes longer.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '@onthaal/contract/result.ts';
import { openEidCard } from '../../main/devices/eid/eid-card.ts';
import { readEid } from '../../main/devices/eid/read-eid.ts';
import { type EidTrust, trustIn } from '../../main/devices/eid/verification/trust.ts';
import { type EarlyVerdict, judgeBeforePhoto, verifyEid } from '../../main/devices/eid/verification/verify-eid.ts';
import { findFirstCard } from '../../main/devices/readers/first-card.ts';
import type { Transmit } from '../../main/devices/smart-card/transmit.ts';

/** Milliseconds of each round. */
interface CardTimes {
  readonly bare: number[];
  /** The same with the pause that the first chips with elliptic curves need after "wrong length". */
  readonly bareWithPauses: number[];
  readonly read: number[];
  readonly readAndVerified: number[];
}

const WARM_UP = 5;
const PATIENCE = 20_000;
const WRONG_LENGTH = 0x6c;
const PAUSE_OF_FIRST_RELEASE = 10;

/** A card as it was read: what it was told, and the pause that its chip needs. */
interface Reading {
  readonly commands: readonly Uint8Array[];
  readonly pause: number;
}

async function readAndVerify(transmit: Transmit, trust: EidTrust, times: CardTimes): Promise<Reading> {
  const commands: Uint8Array[] = [];
  const settings = { trust, at: new Date(), responderAccess: null };
  let early: EarlyVerdict | undefined;
  const started = performance.now();
  const card = await openEidCard((command) => {
    commands.push(command);
    return transmit(command);
  });
  const content = card.ok
    ? await readEid(card.value, {
        duringPause: (before) => {
          early = judgeBeforePhoto(before, settings);
        },
      })
    : card;
  if (!card.ok || !content.ok) throw new Error('The card cannot be read');
  times.read.push(performance.now() - started);
  await verifyEid(content.value, settings, early);
  times.readAndVerified.push(performance.now() - started);
  return { commands, pause: card.value.data.operatingSystemRelease === 1 ? PAUSE_OF_FIRST_RELEASE : 0 };
}

/** One round: three turns, of which another one is the first each time. */
async function round(
  reading: Reading | undefined,
  { count, times, trust, withCard }: RoundSettings,
): Promise<Reading | undefined> {
  let last = reading;
  const read = async (transmit: Transmit) => {
    last = await readAndVerify(transmit, trust, times);
  };
  const alone = (name: 'bare' | 'bareWithPauses') => async (transmit: Transmit) => {
    if (last === undefined) return;
    times[name].push(await repeated(transmit, last.commands, name === 'bare' ? 0 : last.pause));
  };
  const turns = [read, alone('bare'), alone('bareWithPauses')];
  const first = count % turns.length;
  for (const turn of [...turns.slice(first), ...turns.slice(0, first)]) await withCard(turn);
  return last;
}

interface RoundSettings {
  readonly count: number;
  readonly times: CardTimes;
  readonly trust: EidTrust;
  readonly withCard: (work: (transmit: Transmit) => Promise<void>) => Promise<void>;
}

async function repeated(transmit: Transmit, commands: readonly Uint8Array[], pause: number): Promise<number> {
  const started = performance.now();
  for (const command of commands) {
    const answer = await transmit(command);
    if (pause > 0 && answer.at(-2) === WRONG_LENGTH) await wait(pause);
  }
  return performance.now() - started;
}

async function measure(rounds: number, trust: EidTrust): Promise<CardTimes> {
  const found = await findFirstCard({ patience: PATIENCE });
  if (!found.ok) throw new Error(found.error.code);
  const { supervisor, reader } = found.value;
  const times: CardTimes = { bare: [], bareWithPauses: [], read: [], readAndVerified: [] };
  const discarded: CardTimes = { bare: [], bareWithPauses: [], read: [], readAndVerified: [] };
  try {
    const withCard = async (work: (transmit: Transmit) => Promise<void>) => {
      const outcome = await supervisor.withCard(reader, async (transmit): Promise<Result<void>> => {
        await work(transmit);
        return { ok: true, value: undefined };
      });
      if (!outcome.ok) throw new Error(outcome.error.code);
    };
    let last: Reading | undefined;
    for (let count = 0; count < WARM_UP + rounds; count += 1) {
      last = await round(last, { count, times: count < WARM_UP ? discarded : times, trust, withCard });
    }
    return times;
  } finally {
    supervisor.stop();
  }
}

process.stdin.once('data', async (line) => {
  const { rounds, roots } = JSON.parse(line.toString()) as { readonly rounds: number; readonly roots: string };
  const trust = trustIn([readFileSync(roots, 'utf8')], []);
  process.stdout.write(`${JSON.stringify({ done: 'measure', times: await measure(rounds, trust) })}\n`);
});
