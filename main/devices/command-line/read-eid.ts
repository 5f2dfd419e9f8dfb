/** `npm run eid:read`: prints what the card in the first reader says, and what every check found. For the support desk. */
import { readFileSync } from 'node:fs';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { openEidCard } from '../eid/eid-card.ts';
import { type EidContent, readEid } from '../eid/read-eid.ts';
import { belgianTrust, type EidTrust, trustIn } from '../eid/verification/trust.ts';
import { verifyEid } from '../eid/verification/verify-eid.ts';
import { findFirstCard } from '../readers/first-card.ts';
import { errorSentences } from './card-texts.ts';
import { printedCard, printedSentences } from './printed-card.ts';
import { READ_HELP, type ReadOptions, readOptions } from './read-options.ts';

interface Reading {
  readonly reader: string;
  readonly at: Date;
  readonly content: EidContent;
  readonly checks: readonly EidCheckResult[];
  readonly milliseconds: number;
}

async function read(options: ReadOptions, trust: EidTrust): Promise<Result<Reading>> {
  const found = await findFirstCard(options);
  if (!found.ok) return found;
  const { supervisor, reader } = found.value;
  try {
    const started = performance.now();
    const content = await supervisor.withCard(reader, async (transmit, { resetCard }) => {
      const card = await openEidCard(transmit, resetCard);
      return card.ok ? readEid(card.value) : card;
    });
    if (!content.ok) return content;
    const milliseconds = Math.round(performance.now() - started);
    const at = new Date();
    const responderAccess = options.revocation ? { proxy: options.proxy } : null;
    const checks = await verifyEid(content.value, { trust, at, responderAccess });
    return success({ reader, at, content: content.value, checks, milliseconds });
  } finally {
    supervisor.stop();
  }
}

function trustOf(options: ReadOptions): EidTrust {
  const belgian = belgianTrust();
  const responders = [...belgian.responders, ...options.responders];
  if (options.roots.length === 0) return { ...belgian, responders };
  return trustIn(
    options.roots.map((file) => readFileSync(file, 'utf8')),
    responders,
  );
}

function print(options: ReadOptions, outcome: Result<Reading>): void {
  if (options.json) {
    const value = outcome.ok
      ? { ok: true, ...printedCard(outcome.value, options.language) }
      : printedError(options, outcome.error);
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  } else if (outcome.ok) {
    process.stdout.write(printedSentences(outcome.value, options.language));
  } else {
    const { text, next } = errorSentences(options.language, outcome.error);
    process.stderr.write(`${text}\n${next}\n`);
  }
}

function printedError({ language }: ReadOptions, error: OnthaalError) {
  return { ok: false, error: { ...error, ...errorSentences(language, error) } };
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null || options.help) {
    (options === null ? process.stderr : process.stdout).write(READ_HELP);
    return options === null ? 2 : 0;
  }
  const outcome = await read(options, trustOf(options)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return failure('UNEXPECTED');
  });
  print(options, outcome);
  return outcome.ok ? 0 : 1;
}

process.exitCode = await main();
