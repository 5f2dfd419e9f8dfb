import { readFileSync } from 'node:fs';
import type { CommandReport } from '@onthaal/contract/devices/command-report.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import type { EidContent } from '../eid/read-eid.ts';
import { readAndJudge } from '../eid/verification/read-and-judge.ts';
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

/**
 * Reads the card in the first reader and puts into words what it says and what every check found. For the support desk: the same
 * for `npm run eid:read` and for the application's own switch.
 *
 * @param words what stands behind the command
 */
export async function readReport(words: readonly string[]): Promise<CommandReport> {
  const options = readOptions(words);
  if (options === null) return report(2, '', READ_HELP);
  if (options.help) return report(0, READ_HELP);
  try {
    return inWords(options, await read(options, trustOf(options)));
  } catch (error) {
    const told = inWords(options, failure('UNEXPECTED'));
    const stack = error instanceof Error ? error.stack : String(error);
    return { ...told, problems: `${told.problems}${stack}\n` };
  }
}

function report(exitCode: number, output: string, problems = ''): CommandReport {
  return { kind: 'report', output, problems, exitCode };
}

async function read(options: ReadOptions, trust: EidTrust): Promise<Result<Reading>> {
  const found = await findFirstCard(options);
  if (!found.ok) return found;
  const { supervisor, reader } = found.value;
  try {
    const started = performance.now();
    const judged = await supervisor.withCard(reader, (transmit, { resetCard }) =>
      readAndJudge(transmit, resetCard, trust),
    );
    if (!judged.ok) return judged;
    const milliseconds = Math.round(performance.now() - started);
    const at = new Date();
    const { content } = judged.value;
    const responderAccess = options.revocation ? { proxy: options.proxy } : null;
    const checks = await verifyEid(content, { trust, at, responderAccess });
    return success({ reader, at, content, checks, milliseconds });
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

function inWords(options: ReadOptions, outcome: Result<Reading>): CommandReport {
  const exitCode = outcome.ok ? 0 : 1;
  if (options.json) {
    const value = outcome.ok
      ? { ok: true, ...printedCard(outcome.value, options.language) }
      : printedError(options, outcome.error);
    return report(exitCode, `${JSON.stringify(value, null, 2)}\n`);
  }
  if (outcome.ok) return report(exitCode, printedSentences(outcome.value, options.language));
  const { text, next } = errorSentences(options.language, outcome.error);
  return report(exitCode, '', `${text}\n${next}\n`);
}

function printedError({ language }: ReadOptions, error: OnthaalError) {
  return { ok: false, error: { ...error, ...errorSentences(language, error) } };
}
