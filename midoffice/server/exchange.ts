import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door } from './listeners.ts';
import type { Services } from './services.ts';

/** One HTTP request and its answer. */
export interface Exchange {
  readonly services: Services;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly correlationId: string;
  readonly acceptsGzip: boolean;
  readonly door: Door;
}
