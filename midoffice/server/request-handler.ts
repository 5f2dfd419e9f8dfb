import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseHeader } from '@onthaal/contract/graphql/database-header.ts';
import { feedHeader } from '@onthaal/contract/graphql/feed-header.ts';
import { sql } from 'drizzle-orm';
import { answerLogin } from '../session/browser-login/login-routes.ts';
import { type Answer, errorAnswer, jsonAnswer, sendAnswer } from './answers.ts';
import { directPull } from './direct-pull.ts';
import { sendEvents } from './event-stream.ts';
import { type FaultOrder, storeMalformedRows } from './faults.ts';
import { graphqlEngine } from './graphql-engine.ts';
import { describeError } from './graphql-errors.ts';
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
}

async function readiness(services: Services): Promise<Answer> {
  try {
    await services.database.orm.execute(sql`SELECT 1`);
    return jsonAnswer(200, { status: 'ready', database: services.database.kind });
  } catch {
    return jsonAnswer(503, { status: 'database not reachable' });
  }
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
    await sendEvents(response, events, context.traces.expiresAt);
    return undefined;
  }
  const text = await answer.text();
  const readable = answer.status !== 400 || isJson(body);
  const jsonType = 'application/json; charset=utf-8';
  const whole = { status: answer.status, headers: { 'content-type': jsonType }, body: text };
  return sendAnswer(response, readable ? whole : errorAnswer(400, 'ARGUMENT_INVALID'), acceptsGzip, fault);
}

async function answerGraphql(exchange: Exchange, engine: Engine): Promise<void> {
  const { services, request, response, correlationId, acceptsGzip } = exchange;
  const started = performance.now();
  const body = await readBody(request, mostBodyBytes);
  if (!body.ok) {
    // The rest of the body is not read, so the connection cannot serve another request.
    await sendAnswer(response, errorAnswer(413, 'REQUEST_TOO_LARGE', { connection: 'close' }), false);
    return;
  }
  const fault = services.configuration.faults ? services.faults.take(body.value) : undefined;
  if (fault?.delayMilliseconds !== undefined) await wait(fault.delayMilliseconds);
  const context = requestContext(services, correlationId, request.headers.authorization, {
    database: request.headers[databaseHeader]?.toString(),
    feed: request.headers[feedHeader]?.toString(),
  });
  const quick = faultAnswer(fault) ?? (await directPull(body.value, context));
  const bytes =
    quick === undefined
      ? await sendEngineAnswer(exchange, engine, context, body.value, fault)
      : await sendAnswer(response, quick, acceptsGzip, fault);
  services.logger.info(
    {
      correlationId,
      fields: context.traces.fields,
      status: response.statusCode,
      milliseconds: Math.round(performance.now() - started),
      bytes,
    },
    'request',
  );
}

/** Largest request of the login: a logout token of the identity provider. */
const mostLoginBytes = 64 * 1024;

async function answerLoginPath({ services, request, response }: Exchange): Promise<boolean> {
  if (request.url?.startsWith('/login/') !== true) return false;
  const body = await readBody(request, mostLoginBytes);
  if (!body.ok) {
    await sendAnswer(response, errorAnswer(413, 'REQUEST_TOO_LARGE', { connection: 'close' }), false);
    return true;
  }
  const { method = 'GET', headers } = request;
  const url = new URL(request.url, 'http://midoffice');
  const answer = await answerLogin(services.login, { method, url, headers, body: body.value });
  if (answer === undefined) return false;
  await sendAnswer(response, answer, false);
  return true;
}

async function route(exchange: Exchange, engine: Engine): Promise<void> {
  const { services, request, response } = exchange;
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/graphql' && request.method === 'POST') return answerGraphql(exchange, engine);
  if (path === '/graphql') {
    await sendAnswer(response, errorAnswer(405, 'ARGUMENT_INVALID', { allow: 'POST' }), false);
  } else if (path === '/health') {
    await sendAnswer(response, jsonAnswer(200, { status: 'alive' }), false);
  } else if (path === '/ready') {
    await sendAnswer(response, await readiness(services), false);
  } else if (await answerLoginPath(exchange)) {
    return;
  } else if (path === '/faults' && services.configuration.faults) {
    await sendAnswer(response, await orderFault(exchange), false);
  } else {
    await sendAnswer(response, errorAnswer(404, 'MIDOFFICE_WRONG_ADDRESS'), false);
  }
}

/** The function that answers every HTTP request of this node. It never throws. */
export function requestHandler(services: Services) {
  const engine = graphqlEngine(services.logger);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const correlationId = randomUUID();
    response.setHeader('x-correlation-id', correlationId);
    if (services.faults.clockSkewMilliseconds !== 0) response.setHeader('date', services.faults.now().toUTCString());
    const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    try {
      await route({ services, request, response, correlationId, acceptsGzip }, engine);
    } catch (error) {
      if (response.destroyed || request.destroyed) return;
      services.logger.error({ correlationId, ...describeError(error) }, 'request failed');
      if (response.headersSent) response.destroy();
      else await sendAnswer(response, errorAnswer(500, 'MIDOFFICE_FAILED'), false);
    }
  };
}
