import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import { recurringJobs } from '../jobs/recurring-jobs.ts';
import { describeError } from './graphql-errors.ts';
import { type Listeners, openListeners } from './listeners.ts';
import { requestHandler } from './request-handler.ts';
import { closeServices, openServices, type Services } from './services.ts';

/** A running node of the mid-office. */
export interface Midoffice {
  /** Where it serves, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where kiosks show their certificates, when they have a port of their own. */
  readonly kioskUrl: string | undefined;
  /** Where its figures are, when they have a port of their own. */
  readonly metricsUrl: string | undefined;
  readonly services: Services;
  /** Reads certificates again; says in the log how that went. */
  readonly reload: () => Promise<void>;
  /** Says that it is not ready, cuts the streams, lets running requests finish, closes the database. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

async function stopServing(services: Services, listeners: Listeners): Promise<void> {
  const { stopDelaySeconds, stopSeconds } = services.configuration.operations;
  services.lifecycle.drain();
  // A load balancer needs this long to see it; until then it goes on sending requests here.
  await wait(stopDelaySeconds * 1000);
  const finished = await services.lifecycle.finish(stopSeconds * 1000);
  if (!finished) services.logger.warn('some requests did not finish in time');
  await listeners.close();
  await closeServices(services);
}

/**
 * Opens the database, lets `prepare` fill it, and serves.
 *
 * @throws when the database cannot be opened, a port is taken or a certificate cannot be read
 */
export async function startMidoffice(
  configuration: Configuration,
  logger: Logger,
  prepare: (services: Services) => Promise<void> = async () => {},
): Promise<Midoffice> {
  const services = await openServices(configuration, logger);
  try {
    await prepare(services);
    await services.jobs.start(recurringJobs(services));
    const listeners = await openListeners(configuration, requestHandler(services), services.metrics);
    const { url, kioskUrl, metricsUrl, reloadCertificates } = listeners;
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopping ??= stopServing(services, listeners);
      return stopping;
    };
    const reload = async (): Promise<void> => {
      try {
        await reloadCertificates();
        logger.info('certificates read again');
      } catch (error) {
        logger.error(describeError(error), 'the new certificates do not fit: those in use stay');
      }
    };
    return { url, kioskUrl, metricsUrl, services, reload, stop };
  } catch (error) {
    await closeServices(services);
    throw error;
  }
}
