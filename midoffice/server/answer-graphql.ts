import { setTimeout as wait } from 'node:timers/promises';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { feedHeader } from '@onthaal/contract/graphql/feed-header.ts';
import { mostRequestBytes } from '@onthaal/contract/graphql/limits.ts';
import type { RequestSpan } from '../observability/spans.ts';
import { type Answer, errorAnswer, sendAnswer } from './answers.ts';
import { clientAddressOf } from './client-address.ts';
import { directPokes } from './direct-pokes.ts';
import { directPull } from './direct-pull.ts';
import { sendEvents } from './event-stream.ts';
import type { Exchange } from './exchange.ts';
import type { FaultOrder } from './faults.ts';
import type { graphqlEngine } from './graphql-engine.ts';
import { nestsTooDeep } from './nesting.ts';
import type { RateCheck } from './rate-limit.ts';
import { isReadable, readBody } from './request-body.ts';
import { type RequestContext, requestContext } from './request-context.ts';
import { withTypedErrors } from './typed-errors.ts';

type Engine = ReturnType<typeof graphqlEngine>;

interface Answered {
  readonly started: number;
  /** Undefined for a stream. */
  readonly bytes: number | undefined;
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

async function sendStream(
  { services, response }: Exchange,
  events: AsyncIterable<Uint8Array>,
  expiresAt: number | undefined,
): Promise<void> {
  const closed = services.metrics.streamOpened();
  const forget = services.lifecycle.onDrain(() => response.destroy());
  try {
    await sendEvents(response, events, expiresAt, services.configuration.timeLimits);
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
  const text = withTypedErrors(await answer.text(), exchange.services.configuration.demo);
  const readable = answer.status !== 400 || isJson(body);
  const jsonType = 'application/json; charset=utf-8';
  const pause = answer.headers.get('retry-after');
  const whole = {
    status: answer.status,
    headers: { 'content-type': jsonType, ...(pause === null ? {} : { 'retry-after': pause }) },
    body: text,
  };
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

async function answerBody(
  exchange: Exchange,
  engine: Engine,
  context: RequestContext,
  body: string,
): Promise<number | undefined> {
  const { services, request, response, acceptsGzip } = exchange;
  const fault = services.configuration.faults ? services.faults.take(body) : undefined;
  if (fault?.delayMilliseconds !== undefined) await wait(fault.delayMilliseconds);
  const quick = faultAnswer(fault) ?? (await directPull(body, context));
  if (quick !== undefined) return sendAnswer(response, quick, acceptsGzip, fault);
  const pokes = await directPokes(body, request.headers.accept, context);
  if (pokes === undefined) return sendEngineAnswer(exchange, engine, context, body, fault);
  await sendStream(exchange, pokes, context.traces.expiresAt);
  return undefined;
}

/** The text of a request, or the answer to one that is not looked into. */
async function takeBody({ request }: Exchange, checkRate: RateCheck): Promise<string | Answer> {
  const pause = await checkRate(request);
  if (pause > 0) {
    request.resume();
    return errorAnswer(429, 'MIDOFFICE_BUSY', { 'retry-after': String(pause) });
  }
  if (!isReadable(request)) {
    request.resume();
    return errorAnswer(415, 'ARGUMENT_INVALID', { 'accept-encoding': 'gzip, br' });
  }
  const body = await readBody(request, mostRequestBytes);
  if (body.ok) return nestsTooDeep(body.value) ? errorAnswer(400, 'ARGUMENT_INVALID') : body.value;
  // What is left of the body is not read, so the connection cannot serve another request.
  return errorAnswer(body.error.code === 'REQUEST_TOO_LARGE' ? 413 : 400, body.error.code, { connection: 'close' });
}

function contextOf(exchange: Exchange, span: RequestSpan): RequestContext {
  const { services, request, correlationId, door } = exchange;
  const belief = {
    database: request.headers[databaseHeader]?.toString(),
    feed: request.headers[feedHeader]?.toString(),
  };
  const clientAddress = clientAddressOf(request, services.configuration.operations.trustedProxies);
  return requestContext(services, correlationId, request.headers.authorization, belief, { door, clientAddress, span });
}

/** Answers a GraphQL request, within the limits, and writes down how it went. */
export async function answerGraphql(exchange: Exchange, engine: Engine, checkRate: RateCheck): Promise<void> {
  const { services, request, response } = exchange;
  const started = performance.now();
  const span = services.spans.start(request.headers.traceparent?.toString());
  const context = contextOf(exchange, span);
  let bytes: number | undefined;
  try {
    const body = await span.during('read body', {}, () => takeBody(exchange, checkRate));
    bytes =
      typeof body === 'string'
        ? await answerBody(exchange, engine, context, body)
        : await sendAnswer(response, body, false);
  } catch (error) {
    span.end('request', {}, true);
    services.metrics.answered({ fields: [], status: 500, seconds: (performance.now() - started) / 1000 });
    throw error;
  }
  record(exchange, context, { started, bytes });
}
