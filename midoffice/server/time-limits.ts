import type { ServerOptions } from 'node:http';

/** How long a client may take over each thing, in milliseconds. */
export interface TimeLimits {
  /** Headers of a request, from the first byte. */
  readonly headers: number;
  /** A whole request, body included: 5 MB over a line of 0.5 Mbit/s. */
  readonly request: number;
  /** Nothing goes either way: a client that does not read its answer. */
  readonly silence: number;
  /** A stream of pokes of which nothing is read. */
  readonly unreadStream: number;
  /** Between two signs of life on a stream. */
  readonly signOfLife: number;
}

export const timeLimits: TimeLimits = {
  headers: 15_000,
  request: 90_000,
  silence: 60_000,
  unreadStream: 60_000,
  signOfLife: 10_000,
};

/** The options of an HTTP server that keeps to the limits. */
export function serverOptions({ headers, request }: TimeLimits = timeLimits): ServerOptions {
  return {
    headersTimeout: headers,
    requestTimeout: request,
    connectionsCheckingInterval: Math.min(5000, headers),
    // Longer than the pause of proxies and desks, so that these close an idle line first.
    keepAliveTimeout: 75_000,
  };
}
