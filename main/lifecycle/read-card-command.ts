import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandReport, READ_CARD_SWITCH } from '@onthaal/contract/devices/command-report.ts';
import { app, type UtilityProcess, utilityProcess } from 'electron';
import { type Environment, scrubbedEnvironment } from '../environment/environment.ts';
import { cardCheckProxy } from '../environment/settings.ts';

/** What stands behind `--read-card`; null when this start is an ordinary one. */
export function readCardWords(words: readonly string[]): readonly string[] | null {
  const place = words.indexOf(READ_CARD_SWITCH);
  return place === -1 ? null : words.slice(place + 1);
}

/**
 * Reads the card in the reader for the support desk, prints what it says and ends: no window, no store, nothing written, and beside
 * an Onthaal that runs, with which the card is shared. The reading itself is done where it always is, in the device process.
 */
export async function readCardAndEnd(
  words: readonly string[],
  environment: Pick<Environment, 'userDataFolder' | 'cardCheckProxy'>,
): Promise<void> {
  // A profile of its own, gone at the end: the one of an Onthaal that runs is in use, and this start leaves nothing behind.
  const userDataFolder = environment.userDataFolder ?? app.getPath('userData');
  const folder = mkdtempSync(path.join(tmpdir(), 'onthaal-read-card-'));
  app.setPath('userData', folder);
  app.disableHardwareAcceleration();
  await app.whenReady();
  const proxy = await cardCheckProxy({ fromEnvironment: environment.cardCheckProxy, userDataFolder });
  // What is said behind the switch counts: the later one of two.
  const all = proxy === undefined ? words : [`--proxy=${proxy}`, ...words];
  const { output, problems, exitCode } = await reportOf(startDeviceProcess(all));
  await Promise.all([written(process.stdout, output), written(process.stderr, problems)]);
  rmSync(folder, { recursive: true, force: true });
  app.exit(exitCode);
}

function startDeviceProcess(words: readonly string[]): UtilityProcess {
  const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'devices.cjs');
  return utilityProcess.fork(script, [READ_CARD_SWITCH, ...words], {
    serviceName: 'Onthaal devices',
    stdio: 'ignore',
    env: scrubbedEnvironment(process.env),
  });
}

function reportOf(child: UtilityProcess): Promise<CommandReport> {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.once('exit', (code) =>
      resolve({ kind: 'report', output: '', problems: `The device process ended (${code})\n`, exitCode: 1 }),
    );
  });
}

/** Waits until a text has left: a process that ends takes what it still had to write with it. */
function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}
