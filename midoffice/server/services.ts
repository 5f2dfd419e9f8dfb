import { randomBytes, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ExternalTime, openExternalTime } from '../appointment-master/external-time.ts';
import { openPokeHub, type PokeHub } from '../changes/poke-hub.ts';
import type { Listener } from '../changes/subscribers.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Channels } from '../correspondence/channel.ts';
import { closeChannels, openChannels, openReturnedMailbox } from '../correspondence/open-channels.ts';
import { ReturnMarks } from '../correspondence/returned-mail/return-mark.ts';
import type { ReturnedMailbox } from '../correspondence/returned-mail/returned-mailbox.ts';
import { openChangeFeed } from '../database/change-feed.ts';
import type { Database } from '../database/database.ts';
import { addHistoryMark } from '../database/history.ts';
import { openPglite } from '../database/open-pglite.ts';
import { openPostgresql } from '../database/open-postgresql.ts';
import { settingOrKeep } from '../database/settings.ts';
import { type OpenContent, openContent } from '../document-content/open-content.ts';
import type { PullSource } from '../documents/pull.ts';
import { openReferenceLookup, type ReferenceLookup } from '../documents/reference-lookup.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Metrics } from '../observability/metrics.ts';
import { metricsAreRead } from '../observability/metrics-access.ts';
import { openSpans, type Spans } from '../observability/spans.ts';
import { KioskLimits } from '../queue/kiosks/kiosk-limits.ts';
import { buildingsOfDevices } from '../scope/buildings.ts';
import { keepScopeDay } from '../scope/scope-day.ts';
import { brusselsDay } from '../scope/work-days.ts';
import { openRelyingParty } from '../session/acm-idm/relying-party.ts';
import type { LoginParts } from '../session/browser-login/login-routes.ts';
import type { Session } from '../session/session.ts';
import { openTokenKeeper, type TokenKeeper } from '../session/tokens.ts';
import { Faults } from './faults.ts';
import { Lifecycle } from './lifecycle.ts';
import { LoginLimits } from './login-limits.ts';

/** Everything one node of the mid-office works with. */
export interface Services {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly database: Database;
  /** Name of the change feed; part of every checkpoint. */
  readonly feed: string;
  /** Names this database for the desks; travels with a copy or restored backup of it. */
  readonly databaseId: string;
  readonly hub: PokeHub;
  readonly tokens: TokenKeeper;
  readonly lookup: ReferenceLookup;
  readonly faults: Faults;
  readonly lifecycle: Lifecycle;
  readonly loginLimits: LoginLimits;
  readonly kioskLimits: KioskLimits;
  readonly metrics: Metrics;
  readonly spans: Spans;
  /** How staff log in through the browser; undefined where only the demo lets people in. */
  readonly login: LoginParts | undefined;
  /** Work by the clock; begun by a node that serves, not by a command. */
  readonly jobs: Jobs;
  /** The content of documents; undefined where none is kept. */
  readonly content: OpenContent | undefined;
  /** Who sends messages to citizens, by channel. */
  readonly channels: Channels;
  /** The mailbox to which mail comes back; undefined where nobody reads it. */
  readonly returnedMail: { readonly mailbox: ReturnedMailbox; readonly marks: ReturnMarks } | undefined;
  /** The system of another that gives out time at some locations; undefined where Onthaal does everywhere. */
  readonly externalTime: ExternalTime | undefined;
}

/** What a pull of this node reads from. */
export function pullSourceOf({ database, feed, faults, configuration }: Services): PullSource {
  return {
    orm: database.orm,
    feed,
    scope: configuration.scope,
    workOnly: configuration.workOnly,
    servedUnchecked: faults.servedUnchecked,
  };
}

/** Of whose work, and of which building, a desk's pokes are. */
export async function listenerOf(
  { configuration, database }: Services,
  { memberId, deviceId, teamIds }: Session,
): Promise<Listener> {
  const building = (await buildingsOfDevices(database.orm, [deviceId])).get(deviceId);
  return { hasEverything: configuration.workOnly !== true, memberId, deviceId, teamIds, building };
}

function openDatabase(configuration: Configuration, logger: Logger): Promise<Database> {
  const { database } = configuration;
  return database.kind === 'postgresql'
    ? openPostgresql(database.connectionString, logger)
    : openPglite(database.folder, database.prepared);
}

function randomSecret(): string {
  return randomBytes(48).toString('base64url');
}

function loginParts(
  { acmIdm }: Configuration,
  { orm }: Database,
  tokens: TokenKeeper,
  logger: Logger,
): LoginParts | undefined {
  if (acmIdm === undefined) return undefined;
  return { orm, tokens, logger, acmIdm, relyingParty: openRelyingParty(acmIdm, logger) };
}

/** Opens the database, migrated, and all that works on it. */
export async function openServices(configuration: Configuration, logger: Logger): Promise<Services> {
  const database = await openDatabase(configuration, logger);
  try {
    const feed = await openChangeFeed(database.orm);
    await addHistoryMark(database.orm);
    const metrics = new Metrics(database.poolFigures);
    if (metricsAreRead(configuration.operations)) metrics.watchProcess();
    const secret = configuration.tokenSecret ?? (await settingOrKeep(database.orm, 'token-secret', randomSecret));
    const tokens = openTokenKeeper(secret);
    const marks = new ReturnMarks(await settingOrKeep(database.orm, 'return-mark-secret', randomSecret));
    const mailbox = openReturnedMailbox(configuration.correspondence);
    const faults = new Faults();
    const jobs = new Jobs({ database, metrics, logger });
    if (configuration.workOnly === true) await keepScopeDay(database.orm, brusselsDay(faults.now()));
    return {
      configuration,
      logger,
      database,
      feed,
      databaseId: await settingOrKeep(database.orm, 'database-id', () => randomUUID()),
      hub: await openPokeHub(
        database,
        logger,
        () => addHistoryMark(database.orm),
        (seconds) => metrics.poked(seconds),
      ),
      tokens,
      lookup: openReferenceLookup(),
      faults,
      lifecycle: new Lifecycle(),
      loginLimits: new LoginLimits(configuration.loginsPerMinute),
      kioskLimits: new KioskLimits(),
      metrics,
      spans: await openSpans(configuration.operations.traces),
      login: loginParts(configuration, database, tokens, logger),
      jobs,
      channels: openChannels(configuration.correspondence, marks),
      returnedMail: mailbox === undefined ? undefined : { mailbox, marks },
      externalTime: openExternalTime(configuration.appointments, logger),
      content:
        configuration.content === undefined
          ? undefined
          : await openContent(configuration.content, {
              orm: database.orm,
              metrics,
              logger,
              askAgain: (seconds) => jobs.soon('scan-documents', seconds),
            }),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Ends all that `openServices` began; the database last, because the others still use it. */
export async function closeServices(services: Services): Promise<void> {
  await services.content?.close();
  await services.jobs.stop(services.configuration.operations.stopSeconds * 1000);
  await closeChannels(services.channels);
  await services.hub.close();
  await services.spans.close();
  await services.database.close();
}
