import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import type { Configuration } from '../configuration/configuration.ts';
import type { Operations } from '../configuration/operations.ts';
import type { Metrics } from '../observability/metrics.ts';
import { jsonAnswer, sendAnswer } from './answers.ts';
import { serverOptions, type TimeLimits, timeLimits } from './time-limits.ts';

/** By which door a request came in. */
export type Door = { readonly kind: 'desks' } | { readonly kind: 'kiosks'; readonly deviceId: string | undefined };

export type Handle = (request: IncomingMessage, response: ServerResponse, door: Door) => Promise<void>;

/** The open ports of a node. */
export interface Listeners {
  readonly url: string;
  readonly kioskUrl: string | undefined;
  readonly metricsUrl: string | undefined;
  /** Reads certificates and keys again; those in use stay when the new ones do not fit. */
  readonly reloadCertificates: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type AnyServer = Server | SecureServer;

// Nothing runs any more; whoever still holds a connection open has this long to take what was sent.
const lastMilliseconds = 1000;

function listen(server: AnyServer, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

async function urlOf(server: AnyServer, scheme: string, host: string, port: number): Promise<string> {
  const address = await listen(server, host, port);
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `${scheme}://${name}:${address.port}`;
}

async function closeServer(server: AnyServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), lastMilliseconds);
  await closed;
  clearTimeout(late);
}

async function certificateOf({ certificateFile, keyFile }: NonNullable<Operations['tls']>) {
  const [cert, key] = await Promise.all([readFile(certificateFile), readFile(keyFile)]);
  return { cert, key, minVersion: 'TLSv1.2' } satisfies SecureContextOptions;
}

async function kioskContextOf({ tls, kiosks }: Operations): Promise<SecureContextOptions> {
  if (tls === undefined || kiosks === undefined) throw new Error('The door of the kiosks has no certificate');
  const crl = kiosks.revokedFile === undefined ? undefined : await readFile(kiosks.revokedFile);
  return { ...(await certificateOf(tls)), ca: await readFile(kiosks.authorityFile), ...(crl && { crl }) };
}

function kioskDoor(request: IncomingMessage): Door {
  const name = (request.socket as TLSSocket).getPeerCertificate().subject?.CN;
  return { kind: 'kiosks', deviceId: [name ?? []].flat()[0] };
}

function metricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    const answer = async (): Promise<unknown> => {
      if (request.url?.split('?')[0] !== '/metrics') return sendAnswer(response, jsonAnswer(404, {}), false);
      const { contentType, body } = await metrics.text();
      return sendAnswer(response, { status: 200, headers: { 'content-type': contentType }, body }, false);
    };
    void answer().catch(() => response.destroy());
  });
}

/** Ends a connection on which nothing moves; a stream of pokes shows a sign of life more often. */
function limitSilence(server: AnyServer, limits: TimeLimits = timeLimits): void {
  server.timeout = limits.silence;
}

/** The ports that are open so far, and what each needs when its certificate changes. */
class Ports {
  readonly #servers: AnyServer[] = [];
  readonly #reloads: { readonly server: SecureServer; readonly read: () => Promise<SecureContextOptions> }[] = [];

  async open(server: AnyServer, scheme: string, host: string, port: number): Promise<string> {
    this.#servers.push(server);
    return urlOf(server, scheme, host, port);
  }

  reloading(server: SecureServer, read: () => Promise<SecureContextOptions>): SecureServer {
    this.#reloads.push({ server, read });
    return server;
  }

  readonly reload = async (): Promise<void> => {
    const contexts = await Promise.all(this.#reloads.map(async ({ read }) => read()));
    for (const [index, { server }] of this.#reloads.entries()) server.setSecureContext(contexts[index] ?? {});
  };

  readonly close = async (): Promise<void> => {
    await Promise.all(this.#servers.map((server) => (server.listening ? closeServer(server) : undefined)));
  };
}

async function openKiosks(ports: Ports, { host, operations, timeLimits: limits }: Configuration, handle: Handle) {
  if (operations.kiosks === undefined) return undefined;
  const read = () => kioskContextOf(operations);
  const options = { ...serverOptions(limits), ...(await read()), requestCert: true, rejectUnauthorized: true };
  const server = createSecureServer(options, (request, response) => {
    void handle(request, response, kioskDoor(request));
  });
  limitSilence(server, limits);
  return ports.open(ports.reloading(server, read), 'https', host, operations.kiosks.port);
}

async function openDesks(ports: Ports, configuration: Configuration, handle: Handle): Promise<string> {
  const { host, port, operations, timeLimits: limits } = configuration;
  const { tls } = operations;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    void handle(request, response, { kind: 'desks' });
  };
  if (tls === undefined) {
    const server = createServer(serverOptions(limits), answer);
    limitSilence(server, limits);
    return ports.open(server, 'http', host, port);
  }
  const read = () => certificateOf(tls);
  const server = createSecureServer({ ...serverOptions(limits), ...(await read()) }, answer);
  limitSilence(server, limits);
  return ports.open(ports.reloading(server, read), 'https', host, port);
}

/**
 * Opens the ports of this node.
 *
 * @throws when a port is taken or a certificate cannot be read
 */
export async function openListeners(
  configuration: Configuration,
  handle: Handle,
  metrics: Metrics,
): Promise<Listeners> {
  const ports = new Ports();
  const { metrics: figures } = configuration.operations;
  try {
    const metricsUrl =
      figures.port === undefined
        ? undefined
        : await ports.open(metricsServer(metrics), 'http', figures.host, figures.port);
    const kioskUrl = await openKiosks(ports, configuration, handle);
    const url = await openDesks(ports, configuration, handle);
    return { url, kioskUrl, metricsUrl, reloadCertificates: ports.reload, close: ports.close };
  } catch (error) {
    await ports.close();
    throw error;
  }
}
