import type { ReservedSettings } from '@onthaal/contract/rules/planner/index.ts';
import type { TimeLimits } from '../server/time-limits.ts';
import { type AcmIdmConfiguration, readAcmIdm } from './acm-idm.ts';
import { type AppointmentsConfiguration, readAppointments } from './appointments.ts';
import { type CitizenConfiguration, readCitizens } from './citizens.ts';
import { type CorrespondenceConfiguration, readCorrespondence } from './correspondence.ts';
import { type ContentConfiguration, readContentConfiguration } from './document-content.ts';
import { type Operations, readOperations } from './operations.ts';
import { type Rates, readRates } from './rates.ts';
import { readReservedSlots } from './reserved-slots.ts';
import { type Retention, readRetention } from './retention.ts';
import { type Environment, readSources } from './setting-sources.ts';

/** Everything that the mid-office is told from outside, checked. */
export interface Configuration extends Rates {
  readonly database:
    | { readonly kind: 'postgresql'; readonly connectionString: string }
    | {
        readonly kind: 'pglite';
        readonly folder: string | undefined;
        /** File that a new database begins as a copy of: for tests, of which each has a database of its own. */
        readonly prepared?: string;
      };
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  /** Demo login, seed when empty, test identifiers accepted. */
  readonly demo: boolean;
  readonly seedDossiers: number;
  /** Absent only in demo mode: then a random one is kept in the database. */
  readonly tokenSecret: string | undefined;
  /** Test-only switches that make the server misbehave. */
  readonly faults: boolean;
  /** `all`: every desk receives all rows (the demo). `teams`: what the rules of contract/rules/policy allow. */
  readonly scope: 'all' | 'teams';
  /** Of what its member may have, a desk receives only what is work there now (ONTHAAL_SCOPE=work). */
  readonly workOnly?: boolean | undefined;
  readonly logLevel: string;
  readonly operations: Operations;
  readonly retention: Retention;
  /** How long clients may take; left out: `timeLimits`. */
  readonly timeLimits?: TimeLimits;
  /** How staff log in through ACM/IDM; undefined: they do not, and only the demo lets anybody in. */
  readonly acmIdm?: AcmIdmConfiguration | undefined;
  /** How the content of documents is kept; undefined: it is not, documents have no content. */
  readonly content?: ContentConfiguration | undefined;
  readonly citizens: CitizenConfiguration;
  /** Who sends messages to citizens; undefined: nobody, they wait. */
  readonly correspondence?: CorrespondenceConfiguration | undefined;
  /** The system of another that gives out time; undefined: Onthaal's own planner. */
  readonly appointments?: AppointmentsConfiguration | undefined;
  /** The moments that desks have for when the line drops; left out: as usual. */
  readonly reservedSlots?: ReservedSettings | undefined;
}

export type ConfigurationResult =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly sentences: readonly string[] };

const shortestSecret = 32;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function setting(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

interface Range {
  readonly fallback: number;
  readonly lowest: number;
  readonly highest: number;
}

function wholeNumber(text: string | undefined, { fallback, lowest, highest }: Range): number | undefined {
  if (text === undefined) return fallback;
  const number = Number(text);
  return Number.isInteger(number) && number >= lowest && number <= highest ? number : undefined;
}

function isPostgresqlAddress(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function switchOn(environment: Environment, name: string, sentences: string[]): boolean {
  const value = setting(environment, name) ?? '0';
  if (value !== '0' && value !== '1') sentences.push(`${name} must be 1 (on) or 0 (off).`);
  return value === '1';
}

function databaseOf(environment: Environment, sentences: string[]): Configuration['database'] {
  const connectionString = setting(environment, 'DATABASE_URL');
  const folder = setting(environment, 'ONTHAAL_DATA');
  const prepared = setting(environment, 'ONTHAAL_PREPARED_DATABASE');
  if (connectionString === undefined)
    return { kind: 'pglite', folder, ...(prepared === undefined ? {} : { prepared }) };
  if (folder !== undefined) {
    sentences.push('DATABASE_URL and ONTHAAL_DATA are both set: keep the one that says where the data must live.');
  }
  if (!isPostgresqlAddress(connectionString)) {
    sentences.push(
      'DATABASE_URL is not a PostgreSQL address. It looks like postgresql://user:password@host:5432/name.',
    );
  }
  return { kind: 'postgresql', connectionString };
}

/** What a backup needs to know. */
export interface BackupConfiguration {
  readonly database: Configuration['database'];
  /** Undefined: contents are kept elsewhere, or not at all. */
  readonly contentFolder: string | undefined;
}

/** Reads only where the documents and their contents are kept: all that a backup needs to know. */
export function readBackupConfiguration(
  outside: Environment,
): { readonly ok: true; readonly value: BackupConfiguration } | Extract<ConfigurationResult, { ok: false }> {
  const { environment, sentences: mistakes } = readSources(outside);
  const sentences = [...mistakes];
  const database = databaseOf(environment, sentences);
  const dataFolder = database.kind === 'pglite' ? database.folder : undefined;
  const content = readContentConfiguration(environment, { demo: false, dataFolder }, sentences);
  const contentFolder = content?.store.kind === 'folder' ? content.store.folder : undefined;
  return sentences.length === 0 ? { ok: true, value: { database, contentFolder } } : { ok: false, sentences };
}

/**
 * Reads the configuration from the file that ONTHAAL_CONFIGURATION names and the environment variables, which win.
 *
 * @returns the configuration, or one plain sentence per mistake; a sentence never repeats a secret
 */
export function readConfiguration(outside: Environment): ConfigurationResult {
  const { environment, sentences: mistakes } = readSources(outside);
  if (mistakes.length > 0) return { ok: false, sentences: mistakes };
  const sentences: string[] = [];
  const database = databaseOf(environment, sentences);
  const demo = switchOn(environment, 'ONTHAAL_DEMO', sentences);
  const faults = switchOn(environment, 'ONTHAAL_FAULTS', sentences);
  const port = wholeNumber(setting(environment, 'PORT'), { fallback: 0, lowest: 0, highest: 65_535 });
  if (port === undefined) sentences.push('PORT must be a whole number from 0 to 65535; 0 chooses a free port.');
  const seedDossiers = wholeNumber(setting(environment, 'ONTHAAL_SEED_SIZE'), {
    fallback: 5000,
    lowest: 50,
    highest: 1_000_000,
  });
  if (seedDossiers === undefined)
    sentences.push('ONTHAAL_SEED_SIZE must be a whole number of dossiers from 50 to 1000000.');
  const tokenSecret = setting(environment, 'ONTHAAL_TOKEN_SECRET');
  if (tokenSecret === undefined && !demo) {
    sentences.push(
      'ONTHAAL_TOKEN_SECRET is missing. Set a random text of at least 32 characters, the same on every node.',
    );
  }
  if (tokenSecret !== undefined && tokenSecret.length < shortestSecret) {
    sentences.push(`ONTHAAL_TOKEN_SECRET is too short: it needs at least ${shortestSecret} characters.`);
  }
  const scope = setting(environment, 'ONTHAAL_SCOPE') ?? 'all';
  if (!['all', 'teams', 'work'].includes(scope)) sentences.push('ONTHAAL_SCOPE must be all, teams or work.');
  const rates = readRates(environment, demo, sentences);
  const logLevel = setting(environment, 'ONTHAAL_LOG_LEVEL') ?? 'info';
  if (!logLevels.includes(logLevel)) sentences.push(`ONTHAAL_LOG_LEVEL must be one of ${logLevels.join(', ')}.`);
  const operations = readOperations(environment, sentences);
  const retention = readRetention(environment, sentences);
  const acmIdm = readAcmIdm(environment, sentences);
  const citizens = readCitizens(environment, demo, sentences);
  const appointments = readAppointments(environment, sentences);
  const reservedSlots = readReservedSlots(environment, sentences);
  const dataFolder = database.kind === 'pglite' ? database.folder : undefined;
  const content = readContentConfiguration(environment, { demo, dataFolder }, sentences);
  const correspondence = readCorrespondence(environment, sentences);
  if (sentences.length > 0 || port === undefined || seedDossiers === undefined) return { ok: false, sentences };
  const host = setting(environment, 'HOST') ?? '127.0.0.1';
  return {
    ok: true,
    value: {
      database,
      host,
      port,
      demo,
      seedDossiers,
      tokenSecret,
      faults,
      scope: scope === 'all' ? 'all' : 'teams',
      ...(scope === 'work' ? { workOnly: true } : {}),
      logLevel,
      operations,
      retention,
      ...rates,
      acmIdm,
      citizens,
      content,
      correspondence,
      appointments,
      reservedSlots,
    },
  };
}
