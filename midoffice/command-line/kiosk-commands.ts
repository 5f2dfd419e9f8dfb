import { type KioskPurpose, kioskPurposes } from '@onthaal/contract/session/kiosk-hall.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import { openLog } from '../configuration/logging.ts';
import type { Orm } from '../database/database.ts';
import { openPglite } from '../database/open-pglite.ts';
import { openPostgresql } from '../database/open-postgresql.ts';
import { pokeEveryDesk } from '../session/administration.ts';
import { knownKiosks, makeKioskCode } from '../session/kiosks/kiosk-codes.ts';
import { revoke } from '../session/revocations.ts';

/** Who has the database may administer it; that it was done here stands in the audit trail under this name. */
const commandLine = {
  memberId: 'command-line',
  deviceId: 'command-line',
  role: 'administrator',
  teamIds: [],
  expiresAt: Number.POSITIVE_INFINITY,
} as const;

interface Said {
  readonly sentences: readonly string[];
  readonly failed?: true;
}

function refuse(...sentences: readonly string[]): Said {
  return { sentences, failed: true };
}

function sentenceFor(error: unknown): string {
  const { code, name } = error as { readonly code?: string; readonly name?: string };
  if (name === 'FolderInUse') return 'The mid-office works with that folder. Stop it first: nothing was done.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'PostgreSQL does not answer at the address in DATABASE_URL.';
  return `It failed (${code ?? name ?? 'unknown'}).`;
}

function say({ sentences, failed }: Said): number {
  const stream = failed === true ? process.stderr : process.stdout;
  stream.write(sentences.map((sentence) => `${sentence}\n`).join(''));
  return failed === true ? 1 : 0;
}

function command(work: (orm: Orm, args: readonly string[]) => Promise<Said>) {
  return async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> => {
    const configuration = readConfiguration(environment);
    if (!configuration.ok) return say(refuse(...configuration.sentences));
    const { database: place, logLevel } = configuration.value;
    try {
      const database = await (place.kind === 'postgresql'
        ? openPostgresql(place.connectionString, openLog(logLevel))
        : openPglite(place.folder));
      try {
        return say(await work(database.orm, args));
      } finally {
        await database.close();
      }
    } catch (error) {
      return say(refuse(sentenceFor(error)));
    }
  };
}

function isPurpose(word: string | undefined): word is KioskPurpose {
  return kioskPurposes.some((purpose) => purpose === word);
}

async function makeCode(orm: Orm, args: readonly string[]): Promise<Said> {
  const [first, ...others] = args;
  const purpose = isPurpose(first) ? first : 'room';
  const [place, ...words] = isPurpose(first) ? others : args;
  const name = words.join(' ');
  if (place === undefined || name === '') {
    return refuse('Name the room or location and then the kiosk: kiosk-code [room|tickets|waitingRoom] PLACE NAME');
  }
  const at = purpose === 'room' ? { roomId: place } : { locationId: place };
  const made = await makeKioskCode(orm, commandLine, { name, purpose, ...at });
  if (made.ok) {
    return { sentences: [made.value.code, `For one kiosk, until ${made.value.expiresAt}. It is shown only now.`] };
  }
  const isUnknown = made.error.code === 'REFERENCE_UNKNOWN';
  const kind = purpose === 'room' ? 'room' : 'location';
  return refuse(isUnknown ? `There is no such ${kind}.` : 'That name cannot be used.');
}

async function list(orm: Orm): Promise<Said> {
  const kiosks = await knownKiosks(orm, commandLine);
  if (!kiosks.ok) return refuse(kiosks.error.code);
  const lines = kiosks.value.map(
    ({ deviceId, purpose, roomId, locationId, revoked, registeredAt, name }) =>
      `${deviceId}  ${purpose}  ${roomId ?? locationId ?? ''}  ${registeredAt}  ${revoked ? 'revoked' : 'active'}  ${name}`,
  );
  return { sentences: lines.length === 0 ? ['There are no kiosks.'] : lines };
}

async function takeAway(orm: Orm, [deviceId]: readonly string[]): Promise<Said> {
  const kiosks = await knownKiosks(orm, commandLine);
  if (!kiosks.ok || !kiosks.value.some((kiosk) => kiosk.deviceId === deviceId)) {
    return refuse('There is no such kiosk. The command kiosks lists them.');
  }
  await orm.transaction((transaction) => revoke(transaction, { deviceId }, commandLine.memberId));
  await pokeEveryDesk(orm);
  return { sentences: ['Taken away: the kiosk ends its session and destroys its key when it asks next.'] };
}

/** What the command line offers for kiosks. */
export const kioskCommands = {
  'kiosk-code': {
    usage:
      'kiosk-code [PURPOSE] PLACE NAME  makes a code that registers one kiosk within a quarter of an hour: room (the usual), tickets or waitingRoom',
    run: command(makeCode),
  },
  kiosks: { usage: 'kiosks           lists the kiosks', run: command(list) },
  'kiosk-revoke': {
    usage: 'kiosk-revoke DEVICE  takes the access of a kiosk away',
    run: command(takeAway),
  },
};
