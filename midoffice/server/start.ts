import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import { requestHandler } from './request-handler.ts';
import { openServices, type Services } from './services.ts';
import { serverOptions, timeLimits } from './time-limits.ts';

/** A running node of the mid-office. */
export interface Midoffice {
  /** Where it serves, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly services: Services;
  /** Lets running requests finish (5 s at most), cuts the streams, closes the database. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

const patienceMilliseconds = 5000;

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

async function closeServer(server: Server, streams: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of streams) {
    if (response.getHeader('content-type')?.toString().startsWith('text/event-stream')) response.destroy();
  }
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMilliseconds);
  await closed;
  clearTimeout(impatience);
}

async function urlOf(server: Server, host: string, port: number): Promise<string> {
  const address = await listen(server, host, port);
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}`;
}

/**
 * Opens the database, lets `prepare` fill it, and serves.
 *
 * @throws when the database cannot be opened or the port is taken
 */
export async function startMidoffice(
  configuration: Configuration,
  logger: Logger,
  prepare: (services: Services) => Promise<void> = async () => {},
): Promise<Midoffice> {
  const services = await openServices(configuration, logger);
  const handle = requestHandler(services);
  const running = new Set<ServerResponse>();
  const limits = configuration.timeLimits ?? timeLimits;
  const server = createServer(serverOptions(limits), (request, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    void handle(request, response);
  });
  // Ends a connection on which nothing moves; a stream of pokes shows a sign of life more often.
  server.timeout = limits.silence;
  const closeServices = async (): Promise<void> => {
    await services.hub.close();
    await services.database.close();
  };
  try {
    await prepare(services);
    const url = await urlOf(server, configuration.host, configuration.port);
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopping ??= closeServer(server, running).then(closeServices);
      return stopping;
    };
    return { url, services, stop };
  } catch (error) {
    await closeServices();
    throw error;
  }
}
