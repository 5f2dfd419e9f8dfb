// Runs where the virtual reader is: reads the card in the first reader, and gives it the same commands without any work, in turns.
import { readFileSync } from 'node:fs';
import { openEidCard } from '../../main/devices/eid/eid-card.ts';
import { type EidContent, readEid } from '../../main/devices/eid/read-eid.ts';
import { type EidTrust, trustIn } from '../../main/devices/eid/verification/trust.ts';
import { verifyEid } from '../../main/devices/eid/verification/verify-eid.ts';
import { findFirstCard } from '../../main/devices/readers/first-card.ts';
import type { Transmit } from '../../main/devices/smart-card/transmit.ts';

/** Milliseconds of each round. */
interface CardTimes {
  readonly bare: number[];
  readonly read: number[];
  readonly readAndVerified: number[];
}

const WARM_UP = 5;
const PATIENCE = 20_000;

async function readOnce(transmit: Transmit): Promise<EidContent> {
  const card = await openEidCard(transmit);
  const content = card.ok ? await readEid(card.value) : card;
  if (!content.ok) throw new Error(content.error.code);
  return content.value;
}

async function round(transmit: Transmit, trust: EidTrust, times: CardTimes): Promise<void> {
  const commands: Uint8Array[] = [];
  const started = performance.now();
  const content = await readOnce((command) => {
    commands.push(command);
    return transmit(command);
  });
  times.read.push(performance.now() - started);
  await verifyEid(content, { trust, at: new Date(), responderAccess: null });
  times.readAndVerified.push(performance.now() - started);
  const bareStarted = performance.now();
  for (const command of commands) await transmit(command);
  times.bare.push(performance.now() - bareStarted);
}

async function measure(rounds: number, trust: EidTrust): Promise<CardTimes> {
  const found = await findFirstCard({ patience: PATIENCE });
  if (!found.ok) throw new Error(found.error.code);
  const { supervisor, reader } = found.value;
  const times: CardTimes = { bare: [], read: [], readAndVerified: [] };
  const discarded: CardTimes = { bare: [], read: [], readAndVerified: [] };
  try {
    for (let count = 0; count < WARM_UP + rounds; count += 1) {
      const outcome = await supervisor.withCard(reader, async (transmit) => {
        await round(transmit, trust, count < WARM_UP ? discarded : times);
        return { ok: true, value: undefined };
      });
      if (!outcome.ok) throw new Error(outcome.error.code);
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
