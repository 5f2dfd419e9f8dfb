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

async function makeCode(orm: Orm, [roomId, ...words]: readonly string[]): Promise<Said> {
  const name = words.join(' ');
  if (roomId === undefined || name === '') return refuse('Name the room and then the kiosk: kiosk-code ROOM NAME');
  const made = await makeKioskCode(orm, commandLine, { name, roomId });
  if (made.ok) {
    return { sentences: [made.value.code, `For one kiosk, until ${made.value.expiresAt}. It is shown only now.`] };
  }
  return refuse(made.error.code === 'REFERENCE_UNKNOWN' ? 'There is no such room.' : 'That name cannot be used.');
}

async function list(orm: Orm): Promise<Said> {
  const kiosks = await knownKiosks(orm, commandLine);
  if (!kiosks.ok) return refuse(kiosks.error.code);
  const lines = kiosks.value.map(
    ({ deviceId, roomId, revoked, registeredAt, name }) =>
      `${deviceId}  ${roomId}  ${registeredAt}  ${revoked ? 'revoked' : 'active'}  ${name}`,
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
    usage: 'kiosk-code ROOM NAME  makes a code that registers one kiosk at a room, within a quarter of an hour',
    run: command(makeCode),
  },
  kiosks: { usage: 'kiosks           lists the kiosks', run: command(list) },
  'kiosk-revoke': {
    usage: 'kiosk-revoke DEVICE  takes the access of a kiosk away',
    run: command(takeAway),
  },
};
