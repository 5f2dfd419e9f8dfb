import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { feedHeader } from '@onthaal/contract/graphql/feed-header.ts';
import { mayReadMetrics } from '../observability/metrics-access.ts';
import type { RequestSpan } from '../observability/spans.ts';
import { type Answer, errorAnswer, jsonAnswer, sendAnswer } from './answers.ts';
import { directPull } from './direct-pull.ts';
import { sendEvents } from './event-stream.ts';
import { type FaultOrder, storeMalformedRows } from './faults.ts';
import { graphqlEngine } from './graphql-engine.ts';
import { describeError } from './graphql-errors.ts';
import type { Door } from './listeners.ts';
import { readiness } from './readiness.ts';
import { readBody } from './request-body.ts';
import { type RequestContext, requestContext } from './request-context.ts';
import type { Services } from './services.ts';

/** Largest request that a desk may send. */
export const mostBodyBytes = 5 * 1024 * 1024;

interface Exchange {
  readonly services: Services;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly correlationId: string;
  readonly acceptsGzip: boolean;
  readonly door: Door;
}

async function orderFault({ services, request }: Exchange): Promise<Answer> {
  const { faults, database } = services;
  if (request.method === 'DELETE') {
    faults.clear();
    return jsonAnswer(200, { ordered: false });
  }
  const body = await readBody(request, mostBodyBytes);
  const order = JSON.parse(body.ok ? body.value : '{}') as FaultOrder;
  faults.add(order);
  return jsonAnswer(200, { ordered: true, storedRows: await storeMalformedRows(database.orm, faults, order) });
}

function faultAnswer(fault: FaultOrder | undefined): Answer | undefined {
  if (fault?.status === undefined) return undefined;
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  const codes = {
    401: 'SESSION_EXPIRED',
    413: 'REQUEST_TOO_LARGE',
    429: 'MIDOFFICE_BUSY',
    503: 'MIDOFFICE_BUSY',
  } as const;
  return errorAnswer(fault.status, codes[fault.status as keyof typeof codes] ?? 'MIDOFFICE_FAILED', headers);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

type Engine = ReturnType<typeof graphqlEngine>;

async function sendStream({ services, response }: Exchange, events: AsyncIterable<Uint8Array>, expiresAt?: number) {
  const closed = services.metrics.streamOpened();
  const forget = services.lifecycle.onDrain(() => response.destroy());
  try {
    await sendEvents(response, events, expiresAt);
  } finally {
    forget();
    closed();
  }
}

/** Sends the answer of the engine; a stream goes on until the desk leaves. Returns the bytes of a whole answer. */
async function sendEngineAnswer(
  exchange: Exchange,
  engine: Engine,
  context: RequestContext,
  body: string,
  fault: FaultOrder | undefined,
): Promise<number | undefined> {
  const { request, response, acceptsGzip } = exchange;
  const accept = request.headers.accept ?? 'application/json';
  const headers = { 'content-type': 'application/json', accept };
  const answer = await engine.fetch('http://midoffice/graphql', { method: 'POST', headers, body }, context);
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream') && answer.status === 200 && answer.body !== null) {
    const events = answer.body as unknown as AsyncIterable<Uint8Array>;
    await sendStream(exchange, events, context.traces.expiresAt);
    return undefined;
  }
  const text = await answer.text();
  const readable = answer.status !== 400 || isJson(body);
  const jsonType = 'application/json; charset=utf-8';
  const whole = { status: answer.status, headers: { 'content-type': jsonType }, body: text };
  return sendAnswer(response, readable ? whole : errorAnswer(400, 'ARGUMENT_INVALID'), acceptsGzip, fault);
}

/** What is written down of an answered request: for the log, the figures and the trace. A stream is no request of so many ms. */
function record(
  exchange: Exchange,
  { traces, span }: Pick<RequestContext, 'traces' | 'span'>,
  answered: Answered,
): void {
  const { services, response, correlationId } = exchange;
  const { fields } = traces;
  const status = response.statusCode;
  const milliseconds = Math.round(performance.now() - answered.started);
  const { bytes } = answered;
  services.logger.info({ correlationId, fields, status, milliseconds, bytes }, 'request');
  if (bytes !== undefined) services.metrics.answered({ fields, status, seconds: milliseconds / 1000 });
  const facts = { correlationId, 'http.response.status_code': status, bytes: bytes ?? 0 };
  span.end(fields.length === 0 ? 'request' : fields.join(' '), facts, status >= 500);
}

interface Answered {
  readonly started: number;
  /** Undefined for a stream. */
  readonly bytes: number | undefined;
}

async function answerBody(
  exchange: Exchange,
  engine: Engine,
  context: RequestContext,
  body: string,
): Promise<number | undefined> {
  const { services, response, acceptsGzip } = exchange;
  const fault = services.configuration.faults ? services.faults.take(body) : undefined;
  if (fault?.delayMilliseconds !== undefined) await wait(fault.delayMilliseconds);
  const quick = faultAnswer(fault) ?? (await directPull(body, context));
  if (quick !== undefined) return sendAnswer(response, quick, acceptsGzip, fault);
  return sendEngineAnswer(exchange, engine, context, body, fault);
}

function contextOf(exchange: Exchange, span: RequestSpan): RequestContext {
  const { services, request, correlationId, door } = exchange;
  const belief = {
    database: request.headers[databaseHeader]?.toString(),
    feed: request.headers[feedHeader]?.toString(),
  };
  return requestContext(services, correlationId, request.headers.authorization, belief, { door, span });
}

async function answerGraphql(exchange: Exchange, engine: Engine): Promise<void> {
  const { services, request, response } = exchange;
  const started = performance.now();
  const span = services.spans.start(request.headers.traceparent?.toString());
  const context = contextOf(exchange, span);
  let bytes: number | undefined;
  try {
    const body = await span.during('read body', {}, () => readBody(request, mostBodyBytes));
    // The rest of a body that is too large is not read, so the connection cannot serve another request.
    bytes = body.ok
      ? await answerBody(exchange, engine, context, body.value)
      : await sendAnswer(response, errorAnswer(413, 'REQUEST_TOO_LARGE', { connection: 'close' }), false);
  } catch (error) {
    span.end('request', {}, true);
    services.metrics.answered({ fields: [], status: 500, seconds: (performance.now() - started) / 1000 });
    throw error;
  }
  record(exchange, context, { started, bytes });
}

/** Answers a GraphQL request, or sends the desk to another node when this one is going away. */
async function answerOrRefuse(exchange: Exchange, engine: Engine): Promise<void> {
  const { services, request, response } = exchange;
  const isStream = request.headers.accept?.includes('text/event-stream') === true;
  if (services.lifecycle.refuses(isStream)) {
    const headers = { connection: 'close', 'retry-after': '1' };
    await sendAnswer(response, errorAnswer(503, 'MIDOFFICE_BUSY', headers), false);
    return;
  }
  // Until the last byte has left: an answer that is only written down is lost with its connection.
  response.once('close', services.lifecycle.begin());
  await answerGraphql(exchange, engine);
}

async function metricsAnswer({ services, request }: Exchange): Promise<Answer> {
  if (!mayReadMetrics(request, services.configuration.operations)) return errorAnswer(404, 'MIDOFFICE_WRONG_ADDRESS');
  const { contentType, body } = await services.metrics.text();
  return { status: 200, headers: { 'content-type': contentType }, body };
}

async function route(exchange: Exchange, engine: Engine): Promise<void> {
  const { services, request, response } = exchange;
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/graphql' && request.method === 'POST') return answerOrRefuse(exchange, engine);
  if (path === '/graphql') {
    await sendAnswer(response, errorAnswer(405, 'ARGUMENT_INVALID', { allow: 'POST' }), false);
  } else if (path === '/health') {
    await sendAnswer(response, jsonAnswer(200, { status: 'alive' }), false);
  } else if (path === '/ready') {
    await sendAnswer(response, await readiness(services), false);
  } else if (path === '/metrics') {
    await sendAnswer(response, await metricsAnswer(exchange), exchange.acceptsGzip);
  } else if (path === '/faults' && services.configuration.faults) {
    await sendAnswer(response, await orderFault(exchange), false);
  } else {
    await sendAnswer(response, errorAnswer(404, 'MIDOFFICE_WRONG_ADDRESS'), false);
  }
}

/** The function that answers every HTTP request of this node. It never throws. */
export function requestHandler(services: Services) {
  const engine = graphqlEngine(services.logger);
  return async (request: IncomingMessage, response: ServerResponse, door: Door): Promise<void> => {
    const correlationId = randomUUID();
    response.setHeader('x-correlation-id', correlationId);
    if (services.faults.clockSkewMilliseconds !== 0) response.setHeader('date', services.faults.now().toUTCString());
    const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    try {
      await route({ services, request, response, correlationId, acceptsGzip, door }, engine);
    } catch (error) {
      if (response.destroyed || request.destroyed) return;
      services.logger.error({ correlationId, ...describeError(error) }, 'request failed');
      if (response.headersSent) response.destroy();
      else await sendAnswer(response, errorAnswer(500, 'MIDOFFICE_FAILED'), false);
    }
  };
}
